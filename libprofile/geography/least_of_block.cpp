// SPDX-License-Identifier: MIT
#include "libprofile/geography/least_of_block.hpp"

#include <algorithm>
#include <limits>

namespace libprofile::geography {
namespace {

constexpr std::size_t kLanes = EightPoints::kLanes;

std::uint32_t first_bits(std::size_t count) {
  return count < 32 ? (std::uint32_t{1} << count) - 1U : ~std::uint32_t{0};
}

}  // namespace

LeastOfBlock::LeastOfBlock(const PointBlocks& points, std::size_t k)
    : points_(points), k_(k), lower_(lower_least(k)), walk_(points), least_(PointBlocks::kPoints * k) {}

bool LeastOfBlock::search(std::size_t block) {
  block_ = block;
  set_groups();
  look_into_own();
  write_reach();
  const auto end = reach_m2_.begin() + static_cast<std::ptrdiff_t>(points_.count(block));
  if (std::find(reach_m2_.begin(), end, 0.0) != end) {
    return false;
  }
  // What lies beside it in the order holds most of the nearest.
  if (block > 0) {
    look_into(block - 1);
  }
  if (block + 1 < points_.blocks()) {
    look_into(block + 1);
  }
  walk_.from(
      block, [&](double squared_m2, std::size_t) { return squared_m2 > bound_; },
      [&](std::size_t other) {
        if (other + 1 != block && block + 1 != other) {
          look_into(other);
        }
      });
  write_reach();
  return true;
}

void LeastOfBlock::set_groups() {
  const std::size_t first = points_.first(block_);
  const std::size_t count = points_.count(block_);
  for (std::size_t g = 0; g < kGroups; ++g) {
    Group& group = groups_[g];
    group.points = {points_.x_data() + first + g * kLanes, points_.y_data() + first + g * kLanes, {}};
    group.reach = -1.0;
    double* const least = least_of(g);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const bool is_point = g * kLanes + lane < count;
      for (std::size_t j = 0; j < k_; ++j) {
        least[j * kLanes + lane] = is_point ? std::numeric_limits<double>::infinity() : -1.0;
      }
      if (is_point) {
        const double x = group.points.x[lane];
        const double y = group.points.y[lane];
        group.points.box.add({x, y, x, y});
        group.reach = std::numeric_limits<double>::infinity();
      }
    }
  }
}

/// Each eight first at themselves and the eight beside them, which spares the rest most of the work.
void LeastOfBlock::look_into_own() {
  looked_into_.assign(1, static_cast<std::uint32_t>(block_));
  const std::size_t first = points_.first(block_);
  const std::uint32_t all = first_bits(points_.count(block_));
  bound_ = -1.0;
  for (std::size_t g = 0; g < kGroups; ++g) {
    const std::uint32_t pair = std::uint32_t{0xFFFF} << (g / 2 * 2 * kLanes);
    for (const std::uint32_t which : {all & pair, all & ~pair}) {
      lower(g, {points_.x_data() + first, points_.y_data() + first, which, g * kLanes});
    }
    bound_ = std::max(bound_, groups_[g].reach);
  }
}

void LeastOfBlock::look_into(std::size_t block) {
  const BlockBox& box = points_.box(points_.leaves() + block);
  const std::size_t first = points_.first(block);
  const OthersOfBlock others{points_.x_data() + first, points_.y_data() + first, first_bits(points_.count(block))};
  looked_into_.push_back(static_cast<std::uint32_t>(block));
  bound_ = -1.0;
  for (std::size_t g = 0; g < kGroups; ++g) {
    if (squared_gap(groups_[g].points.box, box) <= groups_[g].reach) {
      lower(g, others);
    }
    bound_ = std::max(bound_, groups_[g].reach);
  }
}

void LeastOfBlock::lower(std::size_t group, const OthersOfBlock& others) {
  groups_[group].reach = lower_(groups_[group].points, others, groups_[group].reach, least_of(group));
}

void LeastOfBlock::write_reach() {
  for (std::size_t g = 0; g < kGroups; ++g) {
    const double* const last = least_of(g) + (k_ - 1) * kLanes;
    std::copy_n(last, kLanes, reach_m2_.begin() + static_cast<std::ptrdiff_t>(g * kLanes));
  }
}

}  // namespace libprofile::geography
