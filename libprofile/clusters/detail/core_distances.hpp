// SPDX-License-Identifier: MIT
/// @file
/// How far each point's surroundings have to reach to hold enough points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/geography/cell_index.hpp"

namespace libprofile::clusters::detail {

/// The side of cells for `for_near`.
[[nodiscard]] double near_side(double radius_m);

/// Calls `visit(position, squared distance)` for each point within the radius of a position, itself included.
template <class Visit>
void for_near(const geography::CellIndex& index, std::uint32_t position, double radius_squared, Visit&& visit) {
  const double x = index.x(position);
  const double y = index.y(position);
  const std::int32_t row = index.row_of(y);
  const std::int32_t column = index.column_of(x);
  for (std::int32_t r = row - 2; r <= row + 2; ++r) {
    const geography::CellRun run = index.run(r, column - 2, column + 2);
    for (std::uint32_t other = run.begin; other < run.end; ++other) {
      const double dx = index.x(other) - x;
      const double dy = index.y(other) - y;
      const double distance = dx * dx + dy * dy;
      if (distance <= radius_squared) {
        visit(other, distance);
      }
    }
  }
}

/// By position, squared: to the `min_points`-th nearest, itself counted; infinite where that is beyond the radius.
///
/// @param index  With cells of `near_side(radius_m)`.
[[nodiscard]] std::vector<double> squared_core_distances(const geography::CellIndex& index, double radius_m,
                                                         std::size_t min_points);

}  // namespace libprofile::clusters::detail
