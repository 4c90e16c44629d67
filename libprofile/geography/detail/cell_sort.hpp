// SPDX-License-Identifier: MIT
/// @file
/// Points brought into the order of the cells of a grid.
#pragma once

#include "libprofile/geography/cell_order.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography::detail {

/// For grids of few cells a point: a parallel counting sort. Fewer than 2^32 cells; every point inside the grid.
///
/// First each block of the input is spread over bands of cells that fit a processor's cache, then each band is sorted.
[[nodiscard]] CellOrder sort_dense(PlanarView points, const CellGrid& grid);

/// For any grid: a radix sort of cell numbers.
[[nodiscard]] CellOrder sort_sparse(PlanarView points, const CellGrid& grid);

}  // namespace libprofile::geography::detail
