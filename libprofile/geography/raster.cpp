// SPDX-License-Identifier: MIT
#include "libprofile/geography/raster.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "libprofile/core/error.hpp"

namespace libprofile::geography {
namespace {

/// Sides within this share of a cell of a whole number of cells are that number.
constexpr double kRounding = 1e-9;

double cells_along(double length_m, double cell_m) {
  return std::max(1.0, std::ceil(length_m / cell_m - kRounding));
}

/// The least cell size with two figures, the second rounded up, that keeps the number of cells.
double cell_that_works(double width_m, double height_m, double cell_m) {
  double size = std::max(cell_m, std::sqrt(width_m / kMostRasterCells) * std::sqrt(height_m));
  size = std::max(size, std::max(width_m, height_m) / kMostRasterCells);
  const double step = std::pow(10.0, std::floor(std::log10(size)) - 1.0);
  size = (std::floor(size / step) + 1.0) * step;
  while (cells_along(width_m, size) * cells_along(height_m, size) > kMostRasterCells) {
    size += step;
  }
  return size;
}

void require_cells(double width_m, double height_m, double cell_m, const std::string& advice) {
  if (cells_along(width_m, cell_m) * cells_along(height_m, cell_m) > kMostRasterCells) {
    require(false, "cell_m", cell_m,
            "at least " + std::to_string(cell_that_works(width_m, height_m, cell_m)) + " for no more than 10^8 cells" +
                advice);
  }
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// The point whose absence would shrink the lattice most, by its distance from the medians.
std::size_t farthest(PlanarView points) {
  std::vector<double> x(points.size());
  std::vector<double> y(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    x[i] = points.x(i);
    y[i] = points.y(i);
  }
  const double x_middle = median(x);
  const double y_middle = median(y);
  std::size_t found = 0;
  double most = -1.0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double distance = std::max(std::abs(x[i] - x_middle), std::abs(y[i] - y_middle));
    if (distance > most) {
      most = distance;
      found = i;
    }
  }
  return found;
}

void require_cell_size(double cell_m) {
  require(cell_m > 0.0 && std::isfinite(cell_m), "cell_m", cell_m, "above 0 and finite, for example 100");
}

}  // namespace

RasterFrame raster_frame(const Extent& extent, double cell_m) {
  require_cell_size(cell_m);
  const double width = extent.x_max_m - extent.x_min_m;
  const double height = extent.y_max_m - extent.y_min_m;
  require(std::isfinite(width) && width > 0.0, "extent.x_max_m - extent.x_min_m", width, "above 0 and finite");
  require(std::isfinite(height) && height > 0.0, "extent.y_max_m - extent.y_min_m", height, "above 0 and finite");
  require_cells(width, height, cell_m, "");
  return {extent.x_min_m, extent.y_max_m, cell_m, static_cast<std::size_t>(cells_along(height, cell_m)),
          static_cast<std::size_t>(cells_along(width, cell_m))};
}

RasterFrame raster_frame_around(PlanarView points, double cell_m, double margin_m) {
  require_cell_size(cell_m);
  require(margin_m >= 0.0 && std::isfinite(margin_m), "margin_m", margin_m, "at least 0 and finite");
  for (std::size_t k = 0; k < points.xy_m().size(); ++k) {
    if (!std::isfinite(points.xy_m()[k])) {
      require(false, "points[" + std::to_string(k / 2) + "]", points.xy_m()[k], "finite");
    }
  }
  if (points.empty()) {
    return {0.0, 0.0, cell_m, 0, 0};
  }
  const Extent box = extent_of(points);
  const auto lower = [&](double at) { return std::floor((at - margin_m) / cell_m) * cell_m; };
  const auto upper = [&](double at) { return (std::floor((at + margin_m) / cell_m) + 1.0) * cell_m; };
  const Extent extent{lower(box.x_min_m), lower(box.y_min_m), upper(box.x_max_m), upper(box.y_max_m)};
  const double width = extent.x_max_m - extent.x_min_m;
  const double height = extent.y_max_m - extent.y_min_m;
  require(std::isfinite(width) && std::isfinite(height), "margin_m", margin_m, "small beside the largest number");
  if (cells_along(width, cell_m) * cells_along(height, cell_m) > kMostRasterCells) {
    require_cells(width, height, cell_m,
                  ", or an extent given; points[" + std::to_string(farthest(points)) +
                      "] lies farthest from the others: is it in its place?");
  }
  return raster_frame(extent, cell_m);
}

}  // namespace libprofile::geography
