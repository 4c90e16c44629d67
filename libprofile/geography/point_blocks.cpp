// SPDX-License-Identifier: MIT
#include "libprofile/geography/point_blocks.hpp"

#include <bit>
#include <cmath>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/detail/morton_order.hpp"
#include "libprofile/geography/extent.hpp"

namespace libprofile::geography {
namespace {

constexpr double kWidest = 1e150;
constexpr std::size_t kBlocksPerTask = 512;

void check(PlanarView points) {
  require(points.size() < std::numeric_limits<std::uint32_t>::max(), "points.size()", points.size(), "below 2^32 - 1");
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!std::isfinite(points.x(i)) || !std::isfinite(points.y(i))) {
      throw InvalidArgument("points[" + std::to_string(i) + "] is not finite: must have both coordinates");
    }
  }
  const Extent extent = extent_of(points);
  const double side = points.empty() ? 0.0 : std::max(extent.x_max_m - extent.x_min_m, extent.y_max_m - extent.y_min_m);
  require(side <= kWidest, "extent of points", side, "at most 1e150 m");
}

}  // namespace

PointBlocks::PointBlocks(PlanarView points) {
  check(points);
  size_ = points.size();
  blocks_ = (size_ + kPoints - 1) / kPoints;
  leaves_ = std::bit_ceil(std::max<std::size_t>(blocks_, 1));
  id_ = detail::morton_order(points, kPoints);
  place(points);
  build_tree();
}

void PointBlocks::place(PlanarView points) {
  const std::size_t padded = blocks_ * kPoints;
  x_ = std::make_unique_for_overwrite<double[]>(padded);
  y_ = std::make_unique_for_overwrite<double[]>(padded);
  core::parallel_for(padded, [&](std::size_t k) {
    x_[k] = k < size_ ? points.x(id_[k]) : std::numeric_limits<double>::quiet_NaN();
    y_[k] = k < size_ ? points.y(id_[k]) : std::numeric_limits<double>::quiet_NaN();
  });
}

void PointBlocks::build_tree() {
  box_.resize(2 * leaves_);
  least_id_.assign(2 * leaves_, std::numeric_limits<std::uint32_t>::max());
  core::parallel_for(
      blocks_,
      [&](std::size_t block) {
        BlockBox& box = box_[leaves_ + block];
        std::uint32_t& least = least_id_[leaves_ + block];
        for (std::size_t k = first(block); k < first(block) + count(block); ++k) {
          box.add({x_[k], y_[k], x_[k], y_[k]});
          least = std::min(least, id_[k]);
        }
      },
      kBlocksPerTask);
  for (std::size_t node = leaves_ - 1; node > 0; --node) {
    box_[node] = box_[2 * node];
    box_[node].add(box_[2 * node + 1]);
    least_id_[node] = std::min(least_id_[2 * node], least_id_[2 * node + 1]);
  }
}

}  // namespace libprofile::geography
