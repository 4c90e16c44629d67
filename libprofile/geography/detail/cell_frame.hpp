// SPDX-License-Identifier: MIT
/// @file
/// A uniform grid over an extent: from coordinates to cells, never decreasing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "libprofile/geography/detail/orientation.hpp"
#include "libprofile/geography/extent.hpp"

namespace libprofile::geography::detail {

/// `column` and `row` are monotone in the coordinate, so that what lies between two coordinates lies between their
/// cells.
struct CellFrame {
  Extent extent;
  double cell_m = 1.0;
  double cells_per_m = 1.0;
  /// More than any rounding of a cell's side or of a crossing with one.
  double margin_m = 0.0;
  std::int32_t columns = 0;
  std::int32_t rows = 0;

  [[nodiscard]] std::size_t cells() const { return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows); }
  /// False for NaN.
  [[nodiscard]] bool holds(double x, double y) const {
    return x >= extent.x_min_m && x <= extent.x_max_m && y >= extent.y_min_m && y <= extent.y_max_m;
  }
  [[nodiscard]] std::int32_t column(double x) const { return clamped((x - extent.x_min_m) * cells_per_m, columns); }
  [[nodiscard]] std::int32_t row(double y) const { return clamped((y - extent.y_min_m) * cells_per_m, rows); }
  [[nodiscard]] std::uint32_t cell(std::int32_t column, std::int32_t row) const {
    return static_cast<std::uint32_t>(row) * static_cast<std::uint32_t>(columns) + static_cast<std::uint32_t>(column);
  }
  [[nodiscard]] Point centre(std::int32_t column, std::int32_t row) const {
    return {extent.x_min_m + (column + 0.5) * cell_m, extent.y_min_m + (row + 0.5) * cell_m};
  }

 private:
  [[nodiscard]] static std::int32_t clamped(double cells, std::int32_t count) {
    return static_cast<std::int32_t>(std::clamp(cells, 0.0, count - 1.0));
  }
};

/// A frame of about `target_cells` square cells, at most `max_cells`.
[[nodiscard]] CellFrame make_cell_frame(const Extent& extent, std::size_t target_cells, std::size_t max_cells);

}  // namespace libprofile::geography::detail
