// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/cell_frame.hpp"

#include <cmath>

namespace libprofile::geography::detail {
namespace {

double cells_along(double length_m, double cell_m) {
  return std::floor(length_m / cell_m) + 1.0;
}

}  // namespace

CellFrame make_cell_frame(const Extent& extent, std::size_t target_cells, std::size_t max_cells) {
  CellFrame frame;
  frame.extent = extent;
  if (extent.is_empty()) {
    return frame;
  }
  const double width_m = extent.x_max_m - extent.x_min_m;
  const double height_m = extent.y_max_m - extent.y_min_m;
  const double largest = std::max(
      {std::abs(extent.x_min_m), std::abs(extent.x_max_m), std::abs(extent.y_min_m), std::abs(extent.y_max_m), 1e-300});
  // Cells far wider than the spacing of doubles out there.
  double cell_m = std::max(std::sqrt(width_m * height_m / static_cast<double>(target_cells)), largest * 1e-12);
  while (cells_along(width_m, cell_m) * cells_along(height_m, cell_m) > static_cast<double>(max_cells)) {
    cell_m *= 1.25;
  }
  frame.cell_m = cell_m;
  frame.cells_per_m = 1.0 / cell_m;
  frame.margin_m = std::max(1e-9 * cell_m, 1e-15 * largest);
  frame.columns = static_cast<std::int32_t>(cells_along(width_m, cell_m));
  frame.rows = static_cast<std::int32_t>(cells_along(height_m, cell_m));
  return frame;
}

}  // namespace libprofile::geography::detail
