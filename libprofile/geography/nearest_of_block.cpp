// SPDX-License-Identifier: MIT
#include "libprofile/geography/nearest_of_block.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace libprofile::geography {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Blocks before and behind in the order, which are looked into first: most of the nearest are there.
constexpr std::size_t kBeside = 1;

bool is_beside(std::size_t a, std::size_t b) {
  return a + kBeside >= b && b + kBeside >= a;
}

}  // namespace

NearestOfBlock::NearestOfBlock(const PointBlocks& points, std::size_t k, Order order)
    : points_(points),
      k_(k),
      order_(order),
      room_(k <= kMostLeast ? k + PointBlocks::kPoints : k),
      walk_(points),
      distances_(block_distances()),
      gaps_(block_gaps()),
      found_(PointBlocks::kPoints * room_) {
  if (k <= kMostLeast) {
    least_.emplace(points, k);
  }
}

void NearestOfBlock::search(std::size_t block) {
  block_ = block;
  lanes_ = points_.count(block);
  left_out_.fill(kInfinity);
  pruned_ = kInfinity;
  if (least_ && least_->search(block)) {
    collect();
  } else {
    search_one_by_one();
  }
}

/// Those within reach are as many as asked for, or more where some are equally far.
void NearestOfBlock::collect() {
  std::copy(least_->reach_m2().begin(), least_->reach_m2().end(), reach_.begin());
  count_.fill(0);
  const std::size_t first = points_.first(block_);
  for (const std::size_t block : least_->looked_into()) {
    const BlockBox& box = points_.box(points_.leaves() + block);
    auto lanes = gaps_(points_.x_data() + first, points_.y_data() + first, box, reach_.data(), left_out_.data());
    for (; lanes != 0; lanes &= lanes - 1) {
      add_within_reach(static_cast<std::size_t>(std::countr_zero(lanes)), block);
    }
  }
  for (std::size_t lane = 0; lane < lanes_; ++lane) {
    if (count_[lane] > k_) {
      keep_nearest(lane);
    }
    if (order_ == Order::nearest_first) {
      const auto begin = found_.begin() + static_cast<std::ptrdiff_t>(lane * room_);
      std::sort(begin, begin + static_cast<std::ptrdiff_t>(k_));
    }
  }
}

void NearestOfBlock::add_within_reach(std::size_t lane, std::size_t block) {
  const std::size_t self = points_.first(block_) + lane;
  const std::size_t first = points_.first(block);
  alignas(64) std::array<double, PointBlocks::kPoints> squared_m2;
  auto near = distances_(points_.x_data() + first, points_.y_data() + first, points_.x_data()[self],
                         points_.y_data()[self], reach_[lane], squared_m2.data());
  if (block == block_) {
    near &= ~(std::uint32_t{1} << lane);
  }
  if (count_[lane] > k_) {
    keep_nearest(lane);
  }
  Found* to = found_.data() + lane * room_ + count_[lane];
  count_[lane] += static_cast<std::size_t>(std::popcount(near));
  for (; near != 0; near &= near - 1) {
    const auto at = static_cast<std::size_t>(std::countr_zero(near));
    *to++ = {squared_m2[at], points_.id(first + at), static_cast<std::uint32_t>(first + at)};
  }
}

void NearestOfBlock::keep_nearest(std::size_t lane) {
  const auto begin = found_.begin() + static_cast<std::ptrdiff_t>(lane * room_);
  std::nth_element(begin, begin + static_cast<std::ptrdiff_t>(k_), begin + static_cast<std::ptrdiff_t>(count_[lane]));
  count_[lane] = k_;
  left_out_[lane] = reach_[lane];
}

void NearestOfBlock::search_one_by_one() {
  std::fill(found_.begin(), found_.end(), Found{});
  reach_.fill(-1.0);
  std::fill_n(reach_.begin(), lanes_, kInfinity);
  look_into(block_);
  for (std::size_t step = 1; step <= kBeside; ++step) {
    if (block_ >= step) {
      look_into(block_ - step);
    }
    if (block_ + step < points_.blocks()) {
      look_into(block_ + step);
    }
  }
  walk_.from(
      block_, [&](double squared_m2, std::size_t node) { return is_beyond(squared_m2, node); },
      [&](std::size_t block) {
        if (!is_beside(block, block_)) {
          look_into(block);
        }
      });
  for (std::size_t lane = 0; lane < lanes_ && is_heap(); ++lane) {
    const auto begin = found_.begin() + static_cast<std::ptrdiff_t>(lane * room_);
    std::sort_heap(begin, begin + static_cast<std::ptrdiff_t>(k_));
  }
}

bool NearestOfBlock::is_beyond(double squared_m2, std::size_t node) {
  if (squared_m2 < bound_.squared_m2) {
    return false;
  }
  if (squared_m2 == bound_.squared_m2 && points_.least_id(node) < bound_.id) {
    return false;
  }
  pruned_ = std::min(pruned_, squared_m2);
  return true;
}

void NearestOfBlock::look_into(std::size_t block) {
  has_changed_ = false;
  const std::size_t first = points_.first(block_);
  const BlockBox& box = points_.box(points_.leaves() + block);
  auto lanes = gaps_(points_.x_data() + first, points_.y_data() + first, box, reach_.data(), left_out_.data());
  for (; lanes != 0; lanes &= lanes - 1) {
    look_for(static_cast<std::size_t>(std::countr_zero(lanes)), block);
  }
  if (has_changed_) {
    set_bound();
  }
}

void NearestOfBlock::look_for(std::size_t lane, std::size_t block) {
  const std::size_t self = points_.first(block_) + lane;
  const std::size_t first = points_.first(block);
  alignas(64) std::array<double, PointBlocks::kPoints> squared_m2;
  auto near = distances_(points_.x_data() + first, points_.y_data() + first, points_.x_data()[self],
                         points_.y_data()[self], reach_[lane], squared_m2.data());
  for (; near != 0; near &= near - 1) {
    const auto at = static_cast<std::size_t>(std::countr_zero(near));
    const std::size_t position = first + at;
    if (position != self && squared_m2[at] <= reach_[lane]) {
      offer(lane, {squared_m2[at], points_.id(position), static_cast<std::uint32_t>(position)});
    }
  }
}

void NearestOfBlock::offer(std::size_t lane, const Found& candidate) {
  if (!(candidate < worst(lane))) {
    left_out_[lane] = std::min(left_out_[lane], candidate.squared_m2);
    return;
  }
  left_out_[lane] = std::min(left_out_[lane], worst(lane).squared_m2);
  has_changed_ = true;
  Found* const begin = found_.data() + lane * room_;
  if (is_heap()) {
    std::pop_heap(begin, begin + k_);
    begin[k_ - 1] = candidate;
    std::push_heap(begin, begin + k_);
    reach_[lane] = begin[0].squared_m2;
    return;
  }
  std::size_t at = k_ - 1;
  for (; at > 0 && candidate < begin[at - 1]; --at) {
    begin[at] = begin[at - 1];
  }
  begin[at] = candidate;
  reach_[lane] = begin[k_ - 1].squared_m2;
}

void NearestOfBlock::set_bound() {
  bound_ = worst(0);
  for (std::size_t lane = 1; lane < lanes_; ++lane) {
    bound_ = std::max(bound_, worst(lane));
  }
}

}  // namespace libprofile::geography
