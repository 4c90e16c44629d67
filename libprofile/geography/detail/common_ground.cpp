// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/common_ground.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/detail/geos_polygons.hpp"
#include "libprofile/geography/detail/polygon_arrays.hpp"
#include "libprofile/geography/extent.hpp"

namespace libprofile::geography::detail {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

Extent box_of(const Polygons& polygons, std::size_t area) {
  const Range range = vertices_of(polygons, area);
  return extent_of(PlanarView(
      std::span(polygons.xy).subspan(2 * std::size_t{range.begin}, 2 * std::size_t{range.end - range.begin})));
}

std::vector<Extent> boxes_of(const Polygons& polygons) {
  std::vector<Extent> boxes(polygons.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    boxes[i] = box_of(polygons, i);
  }
  return boxes;
}

/// Boxes in the cells of a grid about as many as they.
class BoxGrid {
 public:
  explicit BoxGrid(const Polygons& polygons) : boxes_(boxes_of(polygons)), extent_(extent_of(polygons)) {
    const double width_m = extent_.x_max_m - extent_.x_min_m;
    const double height_m = extent_.y_max_m - extent_.y_min_m;
    const auto across = static_cast<std::size_t>(std::sqrt(static_cast<double>(boxes_.size()))) + 1;
    columns_ = across;
    rows_ = across;
    column_m_ = std::max(width_m / static_cast<double>(across), 1e-3);
    row_m_ = std::max(height_m / static_cast<double>(across), 1e-3);
    cells_.resize(columns_ * rows_);
    for (std::uint32_t i = 0; i < boxes_.size(); ++i) {
      for_each_cell(boxes_[i], [&](std::size_t cell) { cells_[cell].push_back(i); });
    }
  }

  /// Adds the boxes that overlap one, ascending.
  void add_overlapping(const Extent& box, std::vector<std::uint32_t>& found) const {
    for_each_cell(box, [&](std::size_t cell) {
      for (const std::uint32_t i : cells_[cell]) {
        const Extent& other = boxes_[i];
        if (other.x_min_m < box.x_max_m && box.x_min_m < other.x_max_m && other.y_min_m < box.y_max_m &&
            box.y_min_m < other.y_max_m) {
          found.push_back(i);
        }
      }
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
  }

 private:
  template <class Body>
  void for_each_cell(const Extent& box, Body&& body) const {
    if (box.is_empty() || extent_.is_empty() || box.x_max_m < extent_.x_min_m || box.x_min_m > extent_.x_max_m ||
        box.y_max_m < extent_.y_min_m || box.y_min_m > extent_.y_max_m) {
      return;
    }
    const std::size_t last_column = at(box.x_max_m - extent_.x_min_m, column_m_, columns_);
    const std::size_t last_row = at(box.y_max_m - extent_.y_min_m, row_m_, rows_);
    for (std::size_t row = at(box.y_min_m - extent_.y_min_m, row_m_, rows_); row <= last_row; ++row) {
      for (std::size_t column = at(box.x_min_m - extent_.x_min_m, column_m_, columns_); column <= last_column;
           ++column) {
        body(row * columns_ + column);
      }
    }
  }
  [[nodiscard]] static std::size_t at(double offset_m, double side_m, std::size_t count) {
    return static_cast<std::size_t>(std::clamp(offset_m / side_m, 0.0, static_cast<double>(count - 1)));
  }

  std::vector<Extent> boxes_;
  Extent extent_;
  std::size_t columns_ = 0;
  std::size_t rows_ = 0;
  double column_m_ = 1.0;
  double row_m_ = 1.0;
  std::vector<std::vector<std::uint32_t>> cells_;
};

}  // namespace

std::vector<CommonGround> common_ground(const Polygons& first, const Polygons& second) {
  const BoxGrid grid(second);
  std::vector<CommonGround> pairs;
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < first.size(); ++i) {
    found.clear();
    grid.add_overlapping(box_of(first, i), found);
    for (const std::uint32_t j : found) {
      pairs.push_back({i, j, 0.0});
    }
  }
  Polygons all = first;
  for (std::size_t j = 0; j < second.size(); ++j) {
    append_area(all, second, j);
  }
  core::parallel_for(
      pairs.size(),
      [&](std::size_t p) { pairs[p].m2 = common_area_m2(all, pairs[p].first, first.size() + pairs[p].second); }, 16);
  pairs.erase(std::remove_if(pairs.begin(), pairs.end(), [](const CommonGround& pair) { return !(pair.m2 > 0.0); }),
              pairs.end());
  return pairs;
}

}  // namespace libprofile::geography::detail
