// SPDX-License-Identifier: MIT
/// @file
/// The least edges from the points of one block to other components.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/clusters/detail/component_tree.hpp"
#include "libprofile/clusters/detail/least_edges.hpp"
#include "libprofile/geography/block_distances.hpp"

namespace libprofile::clusters::detail {

/// The edge between two positions.
[[nodiscard]] TreeEdge edge_between(const ComponentTree& tree, std::size_t a, std::size_t b);

/// Searches for all points of a block together, and keeps its memory from one block to the next.
class EdgeSearch {
 public:
  EdgeSearch(const ComponentTree& tree, LeastEdges& least)
      : tree_(tree), points_(tree.points), least_(least), distances_(geography::block_distances()) {}

  /// Offers every edge from the block that may be the least of its component.
  void search(std::size_t block);

 private:
  struct Open {
    double squared_m2;
    std::size_t node;
  };

  void find_active();
  void open(std::size_t node);
  void look_into(std::size_t node);
  void look_from(std::size_t position, std::size_t node, double reach);
  /// Whether an edge from a position to a point below a node, no lighter than this, may be the least of its component.
  [[nodiscard]] bool may_help(std::size_t position, double squared_m2, std::size_t node);
  [[nodiscard]] bool may_help_any(double squared_m2, std::size_t node);

  const ComponentTree& tree_;
  const geography::PointBlocks& points_;
  LeastEdges& least_;
  geography::BlockDistances* distances_;
  std::size_t block_ = 0;
  std::size_t active_count_ = 0;
  std::array<std::size_t, geography::PointBlocks::kPoints> active_{};
  /// The heaviest edge that could help any active point.
  double bound_m2_ = 0.0;
  double least_core_m2_ = 0.0;
  std::vector<Open> open_;
};

}  // namespace libprofile::clusters::detail
