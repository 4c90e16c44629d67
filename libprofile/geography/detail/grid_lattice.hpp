// SPDX-License-Identifier: MIT
/// @file
/// Where the cells of square and hexagon grids lie, and which cell a point is in.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/geography/detail/orientation.hpp"
#include "libprofile/geography/extent.hpp"
#include "libprofile/geography/grids.hpp"

namespace libprofile::geography::detail {

/// Column and row of a cell. Squares: of its south-west corner. Hexagons: odd rows are half a cell further east.
struct LatticePlace {
  std::int64_t column = 0;
  std::int64_t row = 0;
};

/// The one place, or the few places of equal right, that a point lies at: the first is preferred.
struct LatticeChoice {
  std::array<LatticePlace, 4> places;
  int count = 0;
};

[[nodiscard]] LatticeChoice choose_places(CellShape shape, double cell_m, Point p);

/// Rows that may share ground with the extent, and columns that may in each of them.
struct LatticeRange {
  LatticePlace first;
  LatticePlace last;
};

[[nodiscard]] LatticeRange places_around(CellShape shape, double cell_m, const Extent& extent);

/// Corners anticlockwise, the first not repeated. Cells that share a corner have it bit for bit.
[[nodiscard]] std::vector<Point> corners(CellShape shape, double cell_m, LatticePlace place);

[[nodiscard]] Point centre(CellShape shape, double cell_m, LatticePlace place);

[[nodiscard]] std::string place_code(CellShape shape, double cell_m, LatticePlace place);

}  // namespace libprofile::geography::detail
