// SPDX-License-Identifier: MIT
/// @file
/// Square and hexagon cells with a fixed origin, as areas.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/extent.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography {

enum class CellShape { square, hexagon };

struct GridOptions {
  /// Side of a square; distance between opposite sides of a hexagon. Whole metres, from 10 to 1,000,000.
  double cell_m = 500.0;
};

/// Cells in order of code. Those of one `cell_m` are the same cells whatever they were made for: squares have their
/// corners at multiples of `cell_m` from (0, 0), one hexagon has its centre there, with a corner to the north.
///
/// Codes say shape, size and place in metres, of the south-west corner or, rounded, of the hexagon's centre:
/// "sq500-E0430000-N0390000", "hx500-E0430250-N0389711"; W and S for negative ones. Names are codes. There are no
/// levels and no residents.
struct Grid {
  CellShape shape = CellShape::square;
  double cell_m = 0.0;
  AreaSet cells;

  /// Lattice column and row of the corner of `cell_at`, its width, and the cell (or -1) of each lattice place, row by
  /// row.
  std::int64_t first_column = 0;
  std::int64_t first_row = 0;
  std::int64_t columns = 0;
  std::vector<std::int32_t> cell_at;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const GridOptions& options);

/// Every cell that shares ground, not only an edge, with some area.
///
/// @throws InvalidArgument  for an option outside its range, or where the cells would cover more than 2^24 places.
[[nodiscard]] Grid square_grid(const AreaSet& areas, const GridOptions& options = {});
[[nodiscard]] Grid hexagon_grid(const AreaSet& areas, const GridOptions& options = {});

/// Every cell that shares ground with the rectangle; none where it is empty.
[[nodiscard]] Grid square_grid(const Extent& extent, const GridOptions& options = {});
[[nodiscard]] Grid hexagon_grid(const Extent& extent, const GridOptions& options = {});

/// The cell of each point by arithmetic, `kOutside` where the grid has none, or the point has no place.
///
/// A square holds its west and south sides, and its others where no cell follows: every point of the areas that the
/// grid was made for has a cell, and only one. A hexagon holds the points nearest to its centre, ties to the lower
/// code. O(1) a point; parallel, the same for any number of threads.
[[nodiscard]] std::vector<std::int32_t> assign(PlanarView points, const Grid& grid);

}  // namespace libprofile::geography
