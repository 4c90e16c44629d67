// SPDX-License-Identifier: MIT
/// @file
/// Ground that areas of two sets share.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/geography/area_set.hpp"

namespace libprofile::geography::detail {

/// An area of the first set and one of the second, and the ground of both.
struct CommonGround {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  double m2 = 0.0;
};

/// All pairs that share more than 0, ascending by first, then second.
///
/// @throws GeometryError  where GEOS cannot intersect outlines.
/// Time O(pairs whose boxes overlap, times their vertices), in parallel.
[[nodiscard]] std::vector<CommonGround> common_ground(const Polygons& first, const Polygons& second);

}  // namespace libprofile::geography::detail
