// SPDX-License-Identifier: MIT
/// @file
/// The points of a cell index that have enough others around them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/cell_index.hpp"

namespace libprofile::clusters::detail {

/// The side of cells whose points are all within `radius_m` of one another, with room for rounding.
[[nodiscard]] double cell_side(double radius_m);

/// For each position of the index 1 where the points within the radius weigh at least `min_points`, itself included.
///
/// @param index    With cells of `cell_side(radius_m)`.
/// @param weights  By input index; empty for one each.
[[nodiscard]] std::vector<std::uint8_t> find_core_points(const geography::CellIndex& index, double radius_m,
                                                         double min_points, std::span<const double> weights);

}  // namespace libprofile::clusters::detail
