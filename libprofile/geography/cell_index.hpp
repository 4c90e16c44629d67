// SPDX-License-Identifier: MIT
/// @file
/// Points sorted into the cells of a uniform grid, so that neighbours are few contiguous runs.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/cell_order.hpp"
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
/// Up to four cells a point are addressed directly; above that, only occupied cells are kept and looked up by
/// bisection, so memory is O(n) however far the points spread: at most 50 bytes a point while it is made, 50 after.
class CellIndex {
 public:
  /// @param points  Finite, fewer than 2^32 - 1.
  /// @param side_m  Side of a cell, above 0.
  /// @throws InvalidArgument  for a coordinate that is not finite (naming its position), and for a side below 2^-30 of
  ///   the extent.
  CellIndex(PlanarView points, double side_m);

  [[nodiscard]] std::size_t size() const { return order_.size; }
  [[nodiscard]] std::int32_t rows() const { return grid_.rows; }

  /// Row or column that a coordinate falls in, held to one beyond the grid on either side.
  [[nodiscard]] std::int32_t row_of(double y_m) const { return cell_of(y_m - grid_.y_min, grid_.rows); }
  [[nodiscard]] std::int32_t column_of(double x_m) const { return cell_of(x_m - grid_.x_min, grid_.columns); }

  /// Points of columns [first, last] of a row: one contiguous run. Cells outside the grid are empty.
  [[nodiscard]] CellRun run(std::int32_t row, std::int32_t first_column, std::int32_t last_column) const {
    const std::int32_t first = std::max(first_column, 0);
    const std::int32_t last = std::min(last_column, grid_.columns - 1);
    if (row < 0 || row >= grid_.rows || first > last) {
      return {};
    }
    if (order_.cell_begin.empty()) {
      return sparse_run(row, first, last);
    }
    const std::uint32_t* const begin =
        order_.cell_begin.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(grid_.columns);
    return {begin[first], begin[last + 1]};
  }

  /// Cells with points, in order of row and column.
  [[nodiscard]] const std::vector<OccupiedCell>& cells() const { return cells_; }

  /// Input index and coordinates of the point at a position.
  [[nodiscard]] std::uint32_t id(std::uint32_t position) const { return order_.id[position]; }
  [[nodiscard]] double x(std::uint32_t position) const { return order_.x[position]; }
  [[nodiscard]] double y(std::uint32_t position) const { return order_.y[position]; }

  /// Coordinates of all points by position, for loops over runs.
  [[nodiscard]] const double* x_data() const { return order_.x.get(); }
  [[nodiscard]] const double* y_data() const { return order_.y.get(); }

 private:
  [[nodiscard]] std::int32_t cell_of(double offset_m, std::int32_t cells) const;
  void set_extent(PlanarView points);
  void list_direct_cells();
  void list_sparse_cells();
  [[nodiscard]] std::span<const OccupiedCell> cells_of_row(std::int32_t row) const;
  [[nodiscard]] CellRun sparse_run(std::int32_t row, std::int32_t first, std::int32_t last) const;

  CellGrid grid_;
  CellOrder order_;
  std::vector<OccupiedCell> cells_;
  /// For a sparse grid: where each row's cells begin in `cells_`, and the end. Rows are all of the grid's, or, where it
  /// has many more than points, the occupied ones, which are then looked up by bisection.
  std::vector<std::int32_t> occupied_rows_;
  std::vector<std::uint32_t> row_begin_;
};

}  // namespace libprofile::geography
