// SPDX-License-Identifier: MIT
/// @file
/// Which points share a place, so that work can be done once a place.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography {

/// The place of a point with a coordinate that is NaN.
inline constexpr std::uint32_t kNoPlace = 0xFFFFFFFFU;

struct DistinctPlaces {
  /// Every place once, ascending by x, then y. A zero has no sign.
  std::vector<double> xy_m;
  /// Which of them each point is at, in input order; `kNoPlace` where it has none.
  std::vector<std::uint32_t> of_point;
};

/// Points are at one place where both coordinates are equal. The same places for any order of the points.
///
/// Blocks of points, then strips of x, are worked on side by side, each small enough for the processor's caches:
/// expected time O(n) where x spreads evenly, at worst O(n + d log d) with d places. The same for any number of
/// threads.
///
/// @param points  Fewer than 2^32 - 1.
[[nodiscard]] DistinctPlaces distinct_places(PlanarView points);

}  // namespace libprofile::geography
