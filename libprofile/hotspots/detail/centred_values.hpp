// SPDX-License-Identifier: MIT
/// @file
/// Values measured from their mean, in units that neither overflow nor vanish.
#pragma once

#include <span>
#include <vector>

namespace libprofile::hotspots::detail {

struct CentredValues {
  /// (x − mean) / unit, within [−2, 2]; empty where all values are equal.
  std::vector<double> deviation;
  /// The mean in the same unit. Only of use where values are measured from 0, with `largest` as the unit.
  double mean = 0.0;
  /// Σ deviation², ³, ⁴.
  double squares = 0.0;
  double cubes = 0.0;
  double fourths = 0.0;

  [[nodiscard]] bool is_constant() const { return deviation.empty(); }
};

/// Half the range is the unit and its middle the origin.
[[nodiscard]] CentredValues centred(std::span<const double> values);

/// The largest value is the unit; values are not negative, 0 stays the origin of `mean`.
[[nodiscard]] CentredValues centred_from_zero(std::span<const double> values);

}  // namespace libprofile::hotspots::detail
