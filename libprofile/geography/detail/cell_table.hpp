// SPDX-License-Identifier: MIT
/// @file
/// For every cell of a grid: outside, inside one area, or the edges that decide.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/detail/area_cells.hpp"
#include "libprofile/geography/detail/cell_frame.hpp"

namespace libprofile::geography::detail {

/// What a cell of the table says: 0 outside all areas; area + 1; or, with this bit, the number of a boundary record.
inline constexpr std::uint32_t kBoundaryBit = 0x80000000U;

/// As `EdgeRun`, without its cell. No edges: the cell lies wholly inside the area.
struct BoundaryRun {
  std::uint32_t area = 0;
  std::uint32_t first_edge = 0;
  std::uint32_t edges_and_inside = 0;
};

struct CellTable {
  CellFrame frame;
  std::vector<std::uint32_t> cells;
  /// Runs of record k are [record_runs[k], record_runs[k + 1]), by area, then edge.
  std::vector<std::uint32_t> record_runs;
  std::vector<BoundaryRun> runs;

  [[nodiscard]] std::span<const BoundaryRun> runs_of(std::uint32_t record) const {
    return std::span(runs).subspan(record_runs[record], record_runs[record + 1] - record_runs[record]);
  }
};

/// Time O(v + cells), parallel; the same table for any number of threads.
[[nodiscard]] CellTable make_cell_table(const Polygons& polygons);

}  // namespace libprofile::geography::detail
