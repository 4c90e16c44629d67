// SPDX-License-Identifier: MIT
/// @file
/// The order in which a `CellIndex` keeps points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace libprofile::geography {

/// A grid of square cells; cell = row * columns + column.
struct CellGrid {
  double x_min = 0.0;
  double y_min = 0.0;
  double side_m = 1.0;
  std::int32_t rows = 0;
  std::int32_t columns = 0;

  [[nodiscard]] std::uint64_t cells() const {
    return static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(columns);
  }
  /// The row or column of a coordinate inside the grid.
  [[nodiscard]] std::int32_t row_inside(double y_m) const { return static_cast<std::int32_t>((y_m - y_min) / side_m); }
  [[nodiscard]] std::int32_t column_inside(double x_m) const {
    return static_cast<std::int32_t>((x_m - x_min) / side_m);
  }
};

/// Points in order of (cell, input index).
struct CellOrder {
  std::size_t size = 0;
  std::unique_ptr<double[]> x;
  std::unique_ptr<double[]> y;
  std::unique_ptr<std::uint32_t[]> id;
  /// Where each cell begins, and one beyond; empty where only occupied cells are kept.
  std::vector<std::uint32_t> cell_begin;
};

}  // namespace libprofile::geography
