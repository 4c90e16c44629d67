// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/near_vertices.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "libprofile/geography/extent.hpp"

namespace libprofile::geography::detail {

NearVertices::NearVertices(std::span<const double> xy_m, double distance_m)
    : xy_m_(xy_m), distance_m_(distance_m), cells_per_m_(1.0 / (distance_m * (1.0 + 1e-9))) {
  const Extent extent = extent_of(PlanarView(xy_m));
  x_min_m_ = extent.x_min_m;
  y_min_m_ = extent.y_min_m;
  // Numbers of cells that an integer holds exactly; a coarser grid finds the same vertices.
  constexpr double kMostCells = 1e12;
  const double length_m = std::max(extent.x_max_m - extent.x_min_m, extent.y_max_m - extent.y_min_m);
  if (length_m * cells_per_m_ > kMostCells) {
    cells_per_m_ = kMostCells / length_m;
  }
  sorted_.reserve(xy_m.size() / 2);
  for (std::size_t v = 0; v < xy_m.size() / 2; ++v) {
    sorted_.push_back(cell_of(v));
  }
  std::sort(sorted_.begin(), sorted_.end(), [](const Cell& a, const Cell& b) {
    return std::tie(a.row, a.column, a.vertex) < std::tie(b.row, b.column, b.vertex);
  });
}

NearVertices::Cell NearVertices::cell_of(std::size_t v) const {
  return {static_cast<std::int64_t>(std::floor((xy_m_[2 * v + 1] - y_min_m_) * cells_per_m_)),
          static_cast<std::int64_t>(std::floor((xy_m_[2 * v] - x_min_m_) * cells_per_m_)),
          static_cast<std::uint32_t>(v)};
}

std::size_t NearVertices::lower_bound(std::int64_t row, std::int64_t column) const {
  const auto found = std::partition_point(sorted_.begin(), sorted_.end(), [&](const Cell& cell) {
    return std::tie(cell.row, cell.column) < std::tie(row, column);
  });
  return static_cast<std::size_t>(found - sorted_.begin());
}

}  // namespace libprofile::geography::detail
