// SPDX-License-Identifier: MIT
/// @file
/// Values on a lattice of square cells, and where the lattice lies.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "libprofile/geography/extent.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography {

/// Rasters of more cells are refused before memory is taken.
inline constexpr double kMostRasterCells = 1e8;

/// Row 0 is the northernmost, column 0 the westernmost. In affine order: (cell, 0, x_min, 0, -cell, y_max).
struct RasterFrame {
  double x_min_m = 0.0;
  double y_max_m = 0.0;
  double cell_m = 1.0;
  std::size_t rows = 0;
  std::size_t columns = 0;

  [[nodiscard]] std::size_t cells() const { return rows * columns; }
  [[nodiscard]] double x_of(std::size_t column) const { return x_min_m + (static_cast<double>(column) + 0.5) * cell_m; }
  [[nodiscard]] double y_of(std::size_t row) const { return y_max_m - (static_cast<double>(row) + 0.5) * cell_m; }
  [[nodiscard]] Extent extent() const {
    return {x_min_m, y_max_m - static_cast<double>(rows) * cell_m, x_min_m + static_cast<double>(columns) * cell_m,
            y_max_m};
  }

  friend bool operator==(const RasterFrame&, const RasterFrame&) = default;
};

/// One value a cell, row by row. NaN where nothing is said.
struct Raster {
  RasterFrame frame;
  std::vector<double> values;
};

/// The lattice that begins at the extent's north-western corner and covers it: it ends at its south-eastern one, or up
/// to a cell beyond.
///
/// @throws InvalidArgument  for a cell size or an extent that is not finite, a cell size not above 0, an empty extent,
///   or more than `kMostRasterCells`, naming a cell size that works.
[[nodiscard]] RasterFrame raster_frame(const Extent& extent, double cell_m);

/// The lattice of multiples of `cell_m` that holds every point with `margin_m` around it. No point: no rows or columns.
///
/// @throws InvalidArgument  for a coordinate that is not finite, a cell size or margin outside its range, or more than
///   `kMostRasterCells`: then naming a cell size that works, and the point farthest from the others.
[[nodiscard]] RasterFrame raster_frame_around(PlanarView points, double cell_m, double margin_m);

}  // namespace libprofile::geography
