// SPDX-License-Identifier: MIT
/// @file
/// Points sorted into the cells of a uniform grid, so that neighbours are few contiguous runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography {

/// Positions [begin, end) in the order of a `CellIndex`.
struct CellRun {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A cell that holds at least one point.
struct OccupiedCell {
  std::int32_t row = 0;
  std::int32_t column = 0;
  CellRun points;
};

/// A grid of square cells over the extent of some points, and the points in order of (row, column, input index).
///
/// Up to eight cells a point are addressed directly; above that, only occupied cells are kept and looked up by
/// bisection, so memory is O(n) however far the points spread.
class CellIndex {
 public:
  /// @param points  Finite, fewer than 2^32 - 1.
  /// @param side_m  Side of a cell, above 0.
  /// @throws InvalidArgument  for a coordinate that is not finite (naming its position), and for a side below 2^-30 of
  ///   the extent.
  CellIndex(PlanarView points, double side_m);

  [[nodiscard]] std::size_t size() const { return id_.size(); }

  /// Row or column that a coordinate falls in, held to one beyond the grid on either side.
  [[nodiscard]] std::int32_t row_of(double y_m) const { return cell_of(y_m - y_min_, rows_); }
  [[nodiscard]] std::int32_t column_of(double x_m) const { return cell_of(x_m - x_min_, columns_); }

  /// Points of columns [first, last] of a row: one contiguous run. Cells outside the grid are empty.
  [[nodiscard]] CellRun run(std::int32_t row, std::int32_t first_column, std::int32_t last_column) const;

  /// Cells with points, in order of row and column.
  [[nodiscard]] const std::vector<OccupiedCell>& cells() const { return cells_; }

  /// Input index and coordinates of the point at a position.
  [[nodiscard]] std::uint32_t id(std::uint32_t position) const { return id_[position]; }
  [[nodiscard]] double x(std::uint32_t position) const { return x_[position]; }
  [[nodiscard]] double y(std::uint32_t position) const { return y_[position]; }

 private:
  [[nodiscard]] std::int32_t cell_of(double offset_m, std::int32_t cells) const;
  void set_extent(PlanarView points);
  void sort_points(PlanarView points);
  void list_cells();
  [[nodiscard]] std::uint32_t first_at_or_after(std::int32_t row, std::int32_t column) const;

  double side_m_ = 1.0;
  double x_min_ = 0.0;
  double y_min_ = 0.0;
  std::int32_t rows_ = 0;
  std::int32_t columns_ = 0;
  std::vector<std::uint32_t> id_;
  std::vector<double> x_;
  std::vector<double> y_;
  std::vector<OccupiedCell> cells_;
  /// Where each cell begins, row by row; empty where the grid is too sparse for it.
  std::vector<std::uint32_t> cell_begin_;
  /// For a sparse grid: where each row's cells begin in `cells_`, by bisection over rows that have any.
  std::vector<std::int32_t> occupied_rows_;
  std::vector<std::uint32_t> row_begin_;
};

}  // namespace libprofile::geography
