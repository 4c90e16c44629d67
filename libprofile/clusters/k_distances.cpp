// SPDX-License-Identifier: MIT
#include "libprofile/clusters/k_distances.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/cell_index.hpp"
#include "libprofile/geography/extent.hpp"

namespace libprofile::clusters {
namespace {

using geography::CellIndex;
using geography::CellRun;

constexpr std::size_t kPointsPerTask = 256;

/// Cells that hold about k points each where points are spread evenly.
double side_for(geography::PlanarView points, std::int32_t min_points) {
  const geography::Extent extent = geography::extent_of(points);
  const double width_m = extent.x_max_m - extent.x_min_m;
  const double height_m = extent.y_max_m - extent.y_min_m;
  const double longest_m = std::max(width_m, height_m);
  const double share = static_cast<double>(min_points) / static_cast<double>(points.size());
  const double even_m = std::max(std::sqrt(width_m * height_m * share), longest_m * share);
  return longest_m > 0.0 ? std::clamp(even_m, longest_m * 1e-6, longest_m) : 1.0;
}

class Search {
 public:
  Search(const CellIndex& index, double side_m, std::size_t k) : index_(index), side_m_(side_m), k_(k) {}

  [[nodiscard]] double from(std::uint32_t position, std::vector<double>& near) const {
    for (std::int32_t reach = 1;; reach *= 2) {
      collect(position, reach, near);
      const bool is_all = near.size() == index_.size();
      if (near.size() >= k_) {
        const auto kth = near.begin() + static_cast<std::ptrdiff_t>(k_ - 1);
        std::nth_element(near.begin(), kth, near.end());
        // Whatever lies outside the block is at least so far away, but for rounding of a cell's number.
        const double covered_m = static_cast<double>(reach) * side_m_ * (1.0 - 1e-6);
        if (is_all || *kth <= covered_m * covered_m) {
          return std::sqrt(*kth);
        }
      } else if (is_all) {
        return std::numeric_limits<double>::infinity();
      }
    }
  }

 private:
  void collect(std::uint32_t position, std::int32_t reach, std::vector<double>& near) const {
    near.clear();
    const double x = index_.x(position);
    const double y = index_.y(position);
    const std::int32_t row = index_.row_of(y);
    const std::int32_t column = index_.column_of(x);
    const std::int32_t last_row = std::min(row + reach, index_.rows() - 1);
    for (std::int32_t r = std::max(row - reach, 0); r <= last_row; ++r) {
      const CellRun run = index_.run(r, column - reach, column + reach);
      for (std::uint32_t other = run.begin; other < run.end; ++other) {
        const double dx = index_.x(other) - x;
        const double dy = index_.y(other) - y;
        near.push_back(dx * dx + dy * dy);
      }
    }
  }

  const CellIndex& index_;
  double side_m_;
  std::size_t k_;
};

}  // namespace

std::vector<double> k_distances(geography::PlanarView points, std::int32_t min_points) {
  require(min_points >= 1, "min_points", min_points, "at least 1");
  if (points.empty()) {
    return {};
  }
  // Names a coordinate that is not finite before the extent is measured.
  static_cast<void>(CellIndex(points, std::numeric_limits<double>::max()));
  const double side_m = side_for(points, min_points);
  const CellIndex index(points, side_m);
  const Search search(index, side_m, static_cast<std::size_t>(min_points));
  std::vector<double> distances(points.size());
  core::parallel_blocks(points.size(), kPointsPerTask, [&](std::size_t begin, std::size_t end) {
    std::vector<double> near;
    for (std::size_t k = begin; k < end; ++k) {
      const auto position = static_cast<std::uint32_t>(k);
      distances[index.id(position)] = search.from(position, near);
    }
  });
  return distances;
}

std::size_t knee(std::span<const double> falling) {
  std::size_t best = 0;
  if (falling.size() < 3 || !(falling.front() > falling.back())) {
    return best;
  }
  const double drop = falling.front() - falling.back();
  const auto last = static_cast<double>(falling.size() - 1);
  double furthest = 0.0;
  for (std::size_t k = 0; k < falling.size(); ++k) {
    const double line = 1.0 - static_cast<double>(k) / last;
    const double below = line - (falling[k] - falling.back()) / drop;
    if (below > furthest) {
      furthest = below;
      best = k;
    }
  }
  return best;
}

}  // namespace libprofile::clusters
