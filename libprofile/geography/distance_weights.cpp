// SPDX-License-Identifier: MIT
#include "libprofile/geography/distance_weights.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/core/fill.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/side_by_side.hpp"
#include "libprofile/geography/detail/finite_points.hpp"
#include "libprofile/geography/detail/grouping.hpp"
#include "libprofile/geography/detail/point_tree.hpp"
#include "libprofile/geography/detail/weight_rows.hpp"
#include "libprofile/geography/extent.hpp"
#include "libprofile/geography/nearest_neighbours.hpp"
#include "libprofile/geography/nearest_of_block.hpp"
#include "libprofile/geography/point_blocks.hpp"

namespace libprofile::geography {
namespace {

using Row = std::vector<std::uint32_t>;

constexpr std::size_t kBlocksPerTask = 64;

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

/// The rows of the points of one block.
void write_rows(const PointBlocks& points, std::size_t block, const NearestOfBlock& nearest, std::size_t k,
                std::vector<std::uint32_t>& neighbours) {
  for (std::size_t lane = 0; lane < points.count(block); ++lane) {
    const auto row = neighbours.begin() + static_cast<std::ptrdiff_t>(points.id(points.first(block) + lane) * k);
    const auto found = nearest.found(lane);
    std::transform(found.begin(), found.end(), row, [](const Found& one) { return one.id; });
    std::sort(row, row + static_cast<std::ptrdiff_t>(k));
  }
}

Weights exactly_k(PlanarView points, std::size_t k) {
  const PointBlocks blocks(points);
  Weights weights;
  core::fill(weights.neighbours, points.size() * k, std::uint32_t{0});
  const auto search = [&] {
    core::parallel_blocks(blocks.blocks(), kBlocksPerTask, [&](std::size_t begin, std::size_t end) {
      NearestOfBlock nearest(blocks, k, NearestOfBlock::Order::any);
      for (std::size_t block = begin; block < end; ++block) {
        nearest.search(block);
        write_rows(blocks, block, nearest, k, weights.neighbours);
      }
    });
  };
  const auto fill = [&] {
    core::fill(weights.values, points.size() * k, 1.0);
    weights.offsets.resize(points.size() + 1);
    for (std::size_t i = 0; i < points.size(); ++i) {
      weights.offsets[i + 1] = (i + 1) * k;
    }
  };
  core::side_by_side({search, fill});
  return weights;
}

Weights with_all_ties(PlanarView points, const NearestNeighbours& nearest) {
  const detail::PointTree tree(points);
  return detail::binary_weights(points.size(), [&](std::size_t i, Row& row) {
    tree.add_within(i, squared_distance(points, i, nearest.indices_of(i).back()), row);
  });
}

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
  detail::require_finite_points(points);
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
  const auto k = static_cast<std::size_t>(options.k);
  const std::size_t n = points.size();
  require(k < n, "k", options.k, "below the number of points (" + std::to_string(n) + ")");
  require(k <= kMostLinks / n, "k", options.k,
          "at most " + std::to_string(kMostLinks / n) + " for " + std::to_string(n) + " points: links may be at most " +
              std::to_string(kMostLinks));
  return options.ties == Ties::all ? with_all_ties(points, nearest_neighbours(points, {.k = options.k}))
                                   : exactly_k(points, k);
}

}  // namespace libprofile::geography
