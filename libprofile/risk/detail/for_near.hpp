// SPDX-License-Identifier: MIT
/// @file
/// The points of an index within a radius.
#pragma once

#include <cstdint>

#include "libprofile/geography/cell_index.hpp"

namespace libprofile::risk::detail {

/// Cells are this much wider than the radius, so that rounding never puts a neighbour two cells away.
inline constexpr double kWiden = 1.0 + 1e-6;

/// Calls `visit(position, squared distance)` for every point of the index at most a radius from (x, y), in the index's
/// order. The index has cells of side radius × `kWiden` or more.
template <class Visit>
void for_near(const geography::CellIndex& index, double x, double y, double radius_squared, Visit&& visit) {
  const std::int32_t row = index.row_of(y);
  const std::int32_t column = index.column_of(x);
  for (std::int32_t r = row - 1; r <= row + 1; ++r) {
    const geography::CellRun run = index.run(r, column - 1, column + 1);
    for (std::uint32_t position = run.begin; position < run.end; ++position) {
      const double dx = index.x(position) - x;
      const double dy = index.y(position) - y;
      const double squared = dx * dx + dy * dy;
      if (squared <= radius_squared) {
        visit(position, squared);
      }
    }
  }
}

}  // namespace libprofile::risk::detail
