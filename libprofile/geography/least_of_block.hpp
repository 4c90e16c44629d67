// SPDX-License-Identifier: MIT
/// @file
/// How far the k nearest of each point of one block reach.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/block_walk.hpp"
#include "libprofile/geography/least_distances.hpp"
#include "libprofile/geography/point_blocks.hpp"

namespace libprofile::geography {

/// Finds distances only, which takes no branches: who the neighbours are is looked up afterwards. Keeps its memory from
/// one block to the next.
class LeastOfBlock {
 public:
  /// `k` is at least 1, at most `kMostLeast` and below the number of points.
  LeastOfBlock(const PointBlocks& points, std::size_t k);

  /// Whether it searched: not where k other points are at the place of one, since then many blocks may be at no
  /// distance from each other.
  [[nodiscard]] bool search(std::size_t block);

  /// Of the block searched last: squared distance of each point's k-th nearest other; -1 behind the last point.
  [[nodiscard]] std::span<const double, PointBlocks::kPoints> reach_m2() const { return reach_m2_; }
  /// Blocks that hold every point within reach of one of its points, and more.
  [[nodiscard]] std::span<const std::uint32_t> looked_into() const { return looked_into_; }

 private:
  static constexpr std::size_t kGroups = PointBlocks::kPoints / EightPoints::kLanes;

  struct Group {
    EightPoints points;
    double reach = -1.0;
  };

  void set_groups();
  void look_into_own();
  void look_into(std::size_t block);
  void lower(std::size_t group, const OthersOfBlock& others);
  [[nodiscard]] double* least_of(std::size_t group) { return least_.data() + group * EightPoints::kLanes * k_; }
  void write_reach();

  const PointBlocks& points_;
  std::size_t k_;
  LowerLeast* lower_;
  BlockWalk walk_;
  std::size_t block_ = 0;
  std::array<Group, kGroups> groups_;
  /// k rows of eight for each group.
  std::vector<double> least_;
  /// The greatest reach of a group: what is further from the block helps none.
  double bound_ = 0.0;
  std::array<double, PointBlocks::kPoints> reach_m2_{};
  std::vector<std::uint32_t> looked_into_;
};

}  // namespace libprofile::geography
