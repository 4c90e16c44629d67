// SPDX-License-Identifier: MIT
/// @file
/// The nearest few of each point of one block.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "libprofile/geography/block_distances.hpp"
#include "libprofile/geography/block_walk.hpp"
#include "libprofile/geography/least_of_block.hpp"
#include "libprofile/geography/point_blocks.hpp"

namespace libprofile::geography {

struct Found {
  double squared_m2 = std::numeric_limits<double>::infinity();
  std::uint32_t id = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t position = 0;

  /// By distance, then input index.
  [[nodiscard]] bool operator<(const Found& other) const {
    return squared_m2 < other.squared_m2 || (squared_m2 == other.squared_m2 && id < other.id);
  }
};

/// Searches for all points of a block together, and keeps its memory from one block to the next.
///
/// For few neighbours it finds how far they reach, and then who is within reach. For many, and where many points are at
/// one place, it offers points one by one.
class NearestOfBlock {
 public:
  enum class Order { nearest_first, any };

  /// `k` is at least 1 and below the number of points.
  NearestOfBlock(const PointBlocks& points, std::size_t k, Order order = Order::nearest_first);

  void search(std::size_t block);

  /// Of the block searched last, for its point number `lane`: the k nearest other points.
  [[nodiscard]] std::span<const Found> found(std::size_t lane) const {
    return std::span(found_).subspan(lane * room_, k_);
  }
  /// Whether a point that is not among them may be exactly as far as the last of them. Asked of nearest first only.
  [[nodiscard]] bool may_tie(std::size_t lane) const {
    const double worst = found_[lane * room_ + k_ - 1].squared_m2;
    return left_out_[lane] <= worst || pruned_ <= worst;
  }

 private:
  void collect();
  void add_within_reach(std::size_t lane, std::size_t block);
  void keep_nearest(std::size_t lane);

  void search_one_by_one();
  /// The k nearest so far: ascending where few, a heap with the worst in front where many.
  [[nodiscard]] bool is_heap() const { return k_ > kFew; }
  [[nodiscard]] const Found& worst(std::size_t lane) const { return found_[lane * room_ + (is_heap() ? 0 : k_ - 1)]; }
  void look_into(std::size_t block);
  void look_for(std::size_t lane, std::size_t block);
  void offer(std::size_t lane, const Found& candidate);
  void set_bound();
  [[nodiscard]] bool is_beyond(double squared_m2, std::size_t node);

  static constexpr std::size_t kFew = 48;

  const PointBlocks& points_;
  std::size_t k_;
  Order order_;
  /// Places for neighbours of each lane: more than k while those within reach are collected.
  std::size_t room_;
  std::optional<LeastOfBlock> least_;
  BlockWalk walk_;
  BlockDistances* distances_;
  BlockGaps* gaps_;
  std::size_t block_ = 0;
  std::size_t lanes_ = 0;
  std::vector<Found> found_;
  std::array<std::size_t, PointBlocks::kPoints> count_{};
  /// Squared distance of the worst so far, and the least one of a point left out, by lane.
  alignas(64) std::array<double, PointBlocks::kPoints> reach_{};
  alignas(64) std::array<double, PointBlocks::kPoints> left_out_{};
  double pruned_ = 0.0;
  /// The worst that any point of the block has: what is not before it helps none.
  Found bound_;
  bool has_changed_ = false;
};

}  // namespace libprofile::geography
