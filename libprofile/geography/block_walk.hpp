// SPDX-License-Identifier: MIT
/// @file
/// The way from one block of points to those near it.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "libprofile/geography/point_blocks.hpp"

namespace libprofile::geography {

/// Goes down the tree of boxes to the blocks around one, the nearer of two children first. Keeps its memory from one
/// walk to the next.
class BlockWalk {
 public:
  explicit BlockWalk(const PointBlocks& points) : points_(points) {}

  /// Calls `look_into(block)` for every other block that is not passed over: `is_beyond(squared gap in m2, node)` is
  /// asked where a node is met and again before it is opened.
  template <class IsBeyond, class LookInto>
  void from(std::size_t block, IsBeyond&& is_beyond, LookInto&& look_into) {
    const BlockBox box = points_.box(points_.leaves() + block);
    open_.assign(1, {0.0, 1});
    while (!open_.empty()) {
      const Open next = open_.back();
      open_.pop_back();
      if (is_beyond(next.squared_m2, next.node)) {
        continue;
      }
      if (next.node >= points_.leaves()) {
        if (next.node - points_.leaves() != block) {
          look_into(next.node - points_.leaves());
        }
        continue;
      }
      Open near{squared_gap(box, points_.box(2 * next.node)), 2 * next.node};
      Open far{squared_gap(box, points_.box(2 * next.node + 1)), 2 * next.node + 1};
      if (far.squared_m2 < near.squared_m2) {
        std::swap(near, far);
      }
      for (const Open& child : {far, near}) {
        if (!is_beyond(child.squared_m2, child.node)) {
          open_.push_back(child);
        }
      }
    }
  }

 private:
  struct Open {
    double squared_m2;
    std::size_t node;
  };

  const PointBlocks& points_;
  std::vector<Open> open_;
};

}  // namespace libprofile::geography
