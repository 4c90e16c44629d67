// SPDX-License-Identifier: MIT
/// @file
/// The points of a cell index that have enough others around them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/cell_index.hpp"

namespace libprofile::clusters::detail {

/// Cells of an index from which no neighbour of a point is further than two rows or columns away.
inline constexpr std::int32_t kReach = 2;

/// The side of cells whose points are all within `radius_m` of one another, with room for rounding.
[[nodiscard]] double cell_side(double radius_m);

struct CorePoints {
  /// Core points in the order of the index.
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::uint32_t> id;
  /// For each position of the index, and one beyond: the core points before it.
  std::vector<std::uint32_t> before;

  [[nodiscard]] geography::CellRun of(geography::CellRun positions) const {
    return {before[positions.begin], before[positions.end]};
  }
  [[nodiscard]] bool is_core(std::uint32_t position) const { return before[position] != before[position + 1]; }
};

/// Points with weights of at least `min_points` within the radius, themselves included.
///
/// @param index    With cells of `cell_side(radius_m)`.
/// @param weights  By input index; empty for one each.
[[nodiscard]] CorePoints find_core_points(const geography::CellIndex& index, double radius_m, double min_points,
                                          std::span<const double> weights);

}  // namespace libprofile::clusters::detail
