// SPDX-License-Identifier: MIT
#include "libprofile/geography/distance_weights.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <nanoflann.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/detail/grouping.hpp"
#include "libprofile/geography/detail/weight_rows.hpp"
#include "libprofile/geography/extent.hpp"

namespace libprofile::geography {
namespace {

using Row = std::vector<std::uint32_t>;

void check_points(PlanarView points) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!std::isfinite(points.x(i)) || !std::isfinite(points.y(i))) {
      throw InvalidArgument("points[" + std::to_string(i) + "] is not finite: must have both coordinates");
    }
  }
}

/// Points in square cells at least as wide as the radius: neighbours are in the nine cells around.
struct PointCells {
  Extent extent;
  double cell_m = 1.0;
  std::int64_t columns = 0;
  std::int64_t rows = 0;
  detail::Groups groups;

  [[nodiscard]] std::int64_t column(double x) const { return static_cast<std::int64_t>((x - extent.x_min_m) / cell_m); }
  [[nodiscard]] std::int64_t row(double y) const { return static_cast<std::int64_t>((y - extent.y_min_m) / cell_m); }
};

PointCells make_point_cells(PlanarView points, double radius_m) {
  PointCells cells;
  cells.extent = extent_of(points);
  if (points.empty()) {
    return cells;
  }
  const double width_m = cells.extent.x_max_m - cells.extent.x_min_m;
  const double height_m = cells.extent.y_max_m - cells.extent.y_min_m;
  cells.cell_m = radius_m * (1.0 + 1e-9);
  const double most = 4.0 * static_cast<double>(points.size()) + 16.0;
  while ((std::floor(width_m / cells.cell_m) + 1.0) * (std::floor(height_m / cells.cell_m) + 1.0) > most) {
    cells.cell_m *= 1.5;
  }
  cells.columns = cells.column(cells.extent.x_max_m) + 1;
  cells.rows = cells.row(cells.extent.y_max_m) + 1;
  cells.groups =
      detail::group_by(points.size(), static_cast<std::size_t>(cells.columns * cells.rows), [&](std::size_t i) {
        return static_cast<std::uint32_t>(cells.row(points.y(i)) * cells.columns + cells.column(points.x(i)));
      });
  return cells;
}

double squared_distance(PlanarView points, std::size_t a, std::size_t b) {
  const double dx = points.x(a) - points.x(b);
  const double dy = points.y(a) - points.y(b);
  return dx * dx + dy * dy;
}

struct PointCloud {
  PlanarView points;

  [[nodiscard]] std::size_t kdtree_get_point_count() const { return points.size(); }
  [[nodiscard]] double kdtree_get_pt(std::size_t i, std::size_t axis) const {
    return axis == 0 ? points.x(i) : points.y(i);
  }
  template <class Box>
  bool kdtree_get_bbox(Box&) const {
    return false;
  }
};

using Tree =
    nanoflann::KDTreeSingleIndexAdaptor<nanoflann::L2_Simple_Adaptor<double, PointCloud>, PointCloud, 2, std::uint32_t>;

/// A bound for the tree to prune with that no rounding of its own brings below the true one.
double with_slack(double squared_m2) {
  return squared_m2 * (1.0 + 1e-12) + std::numeric_limits<double>::min();
}

/// The k nearest by distance, then index, in ascending order; the name of its functions is nanoflann's.
class NearestFew {
 public:
  using DistanceType = double;
  using Found = std::pair<double, std::uint32_t>;

  NearestFew(std::size_t k, std::uint32_t self, std::vector<Found>& found) : k_(k), self_(self), found_(found) {
    found_.clear();
  }
  bool addPoint(double squared_m2, std::uint32_t index) {
    const Found candidate(squared_m2, index);
    if (index == self_ || (full() && !(candidate < found_.back()))) {
      return true;
    }
    found_.insert(std::upper_bound(found_.begin(), found_.end(), candidate), candidate);
    if (found_.size() > k_) {
      found_.pop_back();
    }
    return true;
  }
  [[nodiscard]] bool full() const { return found_.size() == k_; }
  [[nodiscard]] std::size_t size() const { return found_.size(); }
  [[nodiscard]] double worstDist() const {
    return full() ? with_slack(found_.back().first) : std::numeric_limits<double>::max();
  }

 private:
  std::size_t k_;
  std::uint32_t self_;
  std::vector<Found>& found_;
};

/// Every point within a squared distance, the bound included.
class AllWithin {
 public:
  using DistanceType = double;

  AllWithin(double squared_m2, std::uint32_t self, Row& row) : squared_m2_(squared_m2), self_(self), row_(row) {}
  bool addPoint(double squared_m2, std::uint32_t index) {
    if (squared_m2 <= squared_m2_ && index != self_) {
      row_.push_back(index);
    }
    return true;
  }
  [[nodiscard]] bool full() const { return true; }
  [[nodiscard]] std::size_t size() const { return row_.size(); }
  [[nodiscard]] double worstDist() const { return with_slack(squared_m2_); }

 private:
  double squared_m2_;
  std::uint32_t self_;
  Row& row_;
};

}  // namespace

void validate(const DistanceBandOptions& options) {
  require(options.radius_m > 0.0 && std::isfinite(options.radius_m), "radius_m", options.radius_m,
          "above 0 and finite");
}

void validate(const KNearestOptions& options) {
  require(options.k >= 1, "k", options.k, "at least 1");
}

Weights distance_band(PlanarView points, const DistanceBandOptions& options) {
  validate(options);
  check_points(points);
  const PointCells cells = make_point_cells(points, options.radius_m);
  const double squared_m2 = options.radius_m * options.radius_m;
  return detail::binary_weights(points.size(), [&](std::size_t i, Row& neighbours) {
    const std::int64_t column = cells.column(points.x(i));
    const std::int64_t row = cells.row(points.y(i));
    for (auto r = std::max<std::int64_t>(0, row - 1); r <= std::min(cells.rows - 1, row + 1); ++r) {
      for (auto c = std::max<std::int64_t>(0, column - 1); c <= std::min(cells.columns - 1, column + 1); ++c) {
        for (const std::uint32_t j : cells.groups.items_of(static_cast<std::size_t>(r * cells.columns + c))) {
          if (j != i && squared_distance(points, i, j) <= squared_m2) {
            neighbours.push_back(j);
          }
        }
      }
    }
  });
}

Weights k_nearest(PlanarView points, const KNearestOptions& options) {
  validate(options);
  if (points.empty()) {
    return {};
  }
  require(static_cast<std::size_t>(options.k) < points.size(), "k", options.k,
          "below the number of points (" + std::to_string(points.size()) + ")");
  check_points(points);
  const PointCloud cloud{points};
  const Tree tree(2, cloud, nanoflann::KDTreeSingleIndexAdaptorParams(16));
  return detail::binary_weights(points.size(), [&](std::size_t i, Row& row) {
    const double place[2] = {points.x(i), points.y(i)};
    const auto self = static_cast<std::uint32_t>(i);
    std::vector<NearestFew::Found> found;
    NearestFew nearest(static_cast<std::size_t>(options.k), self, found);
    tree.findNeighbors(nearest, place, {});
    if (options.ties == Ties::all) {
      AllWithin within(found.back().first, self, row);
      tree.findNeighbors(within, place, {});
      return;
    }
    std::transform(found.begin(), found.end(), std::back_inserter(row), [](const auto& pair) { return pair.second; });
  });
}

}  // namespace libprofile::geography
