// SPDX-License-Identifier: MIT
/// @file
/// Up to eight points of one row of cells, which share the runs of points around them.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "libprofile/clusters/detail/near_lanes.hpp"
#include "libprofile/geography/cell_index.hpp"

namespace libprofile::clusters::detail {

/// Cells that one task takes: as many as hold a few thousand points on the average, so that few wide cells are shared
/// out too.
[[nodiscard]] inline std::size_t cells_per_task(const geography::CellIndex& index) {
  constexpr std::size_t kPoints = 4096;
  constexpr std::size_t kMost = 1024;
  const std::size_t holding = kPoints * index.cells().size() / std::max<std::size_t>(index.size(), 1);
  return std::clamp<std::size_t>(holding, 1, kMost);
}

/// Cells of an index from which no neighbour of a point is further than two rows or columns away.
inline constexpr std::int32_t kReach = 2;

class PointGroup {
 public:
  /// Whether a point of this cell can join: there is a lane free, and the cell is not far from the others'.
  [[nodiscard]] bool has_room_for(const geography::OccupiedCell& cell) const {
    return size_ == 0 || (size_ < kLanes && cell.row == row_ && cell.column - first_column_ <= kMostColumns);
  }

  void add(const geography::OccupiedCell& cell, std::uint32_t position) {
    if (size_ == 0) {
      row_ = cell.row;
      first_column_ = cell.column;
    }
    last_column_ = cell.column;
    positions_[size_++] = position;
  }

  void clear() { size_ = 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::uint32_t operator[](std::size_t lane) const { return positions_[lane]; }

  /// Calls `visit(run)` for each row of cells within reach of any of the points, the own row first: most neighbours are
  /// there. Stops once it returns false.
  template <class Visit>
  void for_rows_around(const geography::CellIndex& index, Visit&& visit) const {
    for (const std::int32_t step : std::array<std::int32_t, 2 * kReach + 1>{0, -1, 1, -2, 2}) {
      if (!visit(index.run(row_ + step, first_column_ - kReach, last_column_ + kReach))) {
        return;
      }
    }
  }

 private:
  static constexpr std::int32_t kMostColumns = 8;

  std::array<std::uint32_t, kLanes> positions_{};
  std::size_t size_ = 0;
  std::int32_t row_ = 0;
  std::int32_t first_column_ = 0;
  std::int32_t last_column_ = 0;
};

}  // namespace libprofile::clusters::detail
