// SPDX-License-Identifier: MIT
/// @file
/// How far points were moved to shared places before we saw them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography {

struct SnappingOptions {
  /// A coordinate this near to a multiple is on it. At least 0, below 0.5.
  double tolerance_m = 0.005;
};

/// Shares are in [0, 1], of the points that have a place; all 0 where there is none.
struct Snapping {
  std::size_t points = 0;
  std::size_t distinct_places = 0;
  /// Both coordinates on multiples of 1, 10 and 100 m. By chance alone 0.01 % lie on the first at the default
  /// tolerance.
  double share_on_1_m = 0.0;
  double share_on_10_m = 0.0;
  double share_on_100_m = 0.0;
  /// Points on the ten places that most points share.
  double share_on_ten_places = 0.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const SnappingOptions& options);

/// Time as `distinct_places`. Points with NaN are skipped.
[[nodiscard]] Snapping snapping(PlanarView points, const SnappingOptions& options = {});

/// The same where the places are known already.
///
/// @param places  Different from each other, without NaN.
/// @param points  How many points each place stands for; one that stands for none is left out.
/// @throws InvalidArgument  unless there is one number a place, none below 0.
[[nodiscard]] Snapping snapping(PlanarView places, std::span<const std::int64_t> points,
                                const SnappingOptions& options = {});

}  // namespace libprofile::geography
