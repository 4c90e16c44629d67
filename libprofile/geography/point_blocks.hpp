// SPDX-License-Identifier: MIT
/// @file
/// Points sorted along a Morton curve, in blocks under an implicit tree of boxes: an index that adapts to dense places.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography {

/// A closed rectangle around points; empty, and infinitely far from everything, at first.
struct BlockBox {
  double x_min = std::numeric_limits<double>::infinity();
  double y_min = std::numeric_limits<double>::infinity();
  double x_max = -std::numeric_limits<double>::infinity();
  double y_max = -std::numeric_limits<double>::infinity();

  void add(const BlockBox& other) {
    x_min = std::min(x_min, other.x_min);
    y_min = std::min(y_min, other.y_min);
    x_max = std::max(x_max, other.x_max);
    y_max = std::max(y_max, other.y_max);
  }
};

/// Least squared distance between points of two boxes. Each step rounds monotonically, so that it is never above the
/// computed squared distance of any two of their points.
[[nodiscard]] inline double squared_gap(const BlockBox& a, const BlockBox& b) {
  const double dx = std::max(0.0, std::max(b.x_min - a.x_max, a.x_min - b.x_max));
  const double dy = std::max(0.0, std::max(b.y_min - a.y_max, a.y_min - b.y_max));
  return dx * dx + dy * dy;
}

/// Points by position: along a Morton curve, refined where many fall into one cell of it, and among points at one place
/// by input index.
///
/// Blocks of `kPoints` positions are the leaves of a binary tree laid out as a heap: node 1 is the root, the children
/// of node i are 2 i and 2 i + 1, and block b is node `leaves() + b`. At most 28 bytes a point, 16 more while it is
/// made.
class PointBlocks {
 public:
  static constexpr std::size_t kPoints = 32;

  /// @param points  Finite, fewer than 2^32 - 1, no two further apart than 1e150 m along an axis.
  /// @throws InvalidArgument  otherwise, naming the position of a coordinate that is not finite.
  /// Time O(n) for points spread as usual; at worst, for places ever denser by a factor of 65,536, O(n log).
  explicit PointBlocks(PlanarView points);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t blocks() const { return blocks_; }
  [[nodiscard]] std::size_t leaves() const { return leaves_; }

  /// Coordinates by position, with NaN behind the last point up to the end of its block.
  [[nodiscard]] const double* x_data() const { return x_.get(); }
  [[nodiscard]] const double* y_data() const { return y_.get(); }
  /// Input index of a position.
  [[nodiscard]] std::uint32_t id(std::size_t position) const { return id_[position]; }

  [[nodiscard]] const BlockBox& box(std::size_t node) const { return box_[node]; }
  /// The least input index below a node.
  [[nodiscard]] std::uint32_t least_id(std::size_t node) const { return least_id_[node]; }
  /// Positions of a block: [first, first + count).
  [[nodiscard]] std::size_t first(std::size_t block) const { return block * kPoints; }
  [[nodiscard]] std::size_t count(std::size_t block) const { return std::min(kPoints, size_ - first(block)); }

 private:
  void place(PlanarView points);
  void build_tree();

  std::size_t size_ = 0;
  std::size_t blocks_ = 0;
  std::size_t leaves_ = 1;
  std::unique_ptr<double[]> x_;
  std::unique_ptr<double[]> y_;
  std::vector<std::uint32_t> id_;
  std::vector<BlockBox> box_;
  std::vector<std::uint32_t> least_id_;
};

}  // namespace libprofile::geography
