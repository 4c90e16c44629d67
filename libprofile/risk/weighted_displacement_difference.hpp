// SPDX-License-Identifier: MIT
/// @file
/// Whether an area that was treated changed more than one that was not, displacement counted.
#pragma once

#include <optional>

namespace libprofile::risk {

/// Events of an area in two periods of equal length.
struct BeforeAfter {
  double before = 0.0;
  double after = 0.0;
};

struct WeightedDisplacementDifference {
  /// Events more (above 0) or fewer than the control areas' change lets expect.
  double difference = 0.0;
  double standard_error = 0.0;
  /// difference / standard_error; NaN where no event was counted at all.
  double z = 0.0;
  double lower = 0.0;
  double upper = 0.0;
};

/// (change of treated - change of control) + (change of displacement treated - change of displacement control), each
/// change after minus before. Its variance is the sum of all counts, each a Poisson count; the interval is normal.
///
/// @param treated, control  Counts at least 0.
/// @param displacement_treated, displacement_control  Areas around them; both or neither.
/// @param level  In (0, 1).
/// @throws InvalidArgument  for a count that is negative or not finite, or one displacement area without the other.
///
/// Method: Wheeler and Ratcliffe (2018), Crime Science 7, article 11.
[[nodiscard]] WeightedDisplacementDifference weighted_displacement_difference(
    const BeforeAfter& treated, const BeforeAfter& control,
    const std::optional<BeforeAfter>& displacement_treated = std::nullopt,
    const std::optional<BeforeAfter>& displacement_control = std::nullopt, double level = 0.95);

}  // namespace libprofile::risk
