// SPDX-License-Identifier: MIT
/// @file
/// The order in which points grow together.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/clusters/spanning_tree.hpp"

namespace libprofile::clusters::detail {

/// Nodes 0 to n - 1 are points; node n + k joins two earlier ones at the length of edge k.
class Dendrogram {
 public:
  /// A spanning tree, ascending.
  Dendrogram(std::span<const TreeEdge> edges, std::size_t points);

  [[nodiscard]] std::size_t points() const { return points_; }
  [[nodiscard]] std::uint32_t root() const { return static_cast<std::uint32_t>(points_ + joins_.size() - 1); }
  [[nodiscard]] bool is_point(std::uint32_t node) const { return node < points_; }
  [[nodiscard]] std::uint32_t size(std::uint32_t node) const { return is_point(node) ? 1 : join(node).size; }
  [[nodiscard]] double height_m(std::uint32_t node) const {
    return is_point(node) ? 0.0 : std::sqrt(edges_[node - points_].squared_m2);
  }

  /// Calls `visit(part)` for the nodes below one that hold together at less than its height: two, or more where edges
  /// are equally long.
  template <class Visit>
  void for_parts(std::uint32_t node, Visit&& visit) const {
    const double height = height_m(node);
    for (const std::uint32_t child : {join(node).left, join(node).right}) {
      if (is_point(child) || height_m(child) < height) {
        visit(child);
      } else {
        for_tied_parts(child, height, visit);
      }
    }
  }

  /// Calls `visit(point)` for every point below a node.
  template <class Visit>
  void for_points(std::uint32_t node, Visit&& visit) const {
    if (is_point(node)) {
      visit(node);
      return;
    }
    std::vector<std::uint32_t> open{node};
    while (!open.empty()) {
      const std::uint32_t next = open.back();
      open.pop_back();
      for (const std::uint32_t child : {join(next).left, join(next).right}) {
        if (is_point(child)) {
          visit(child);
        } else {
          open.push_back(child);
        }
      }
    }
  }

 private:
  struct Join {
    std::uint32_t left = 0;
    std::uint32_t right = 0;
    std::uint32_t size = 0;
  };

  template <class Visit>
  void for_tied_parts(std::uint32_t node, double height, Visit&& visit) const {
    std::vector<std::uint32_t> open{node};
    while (!open.empty()) {
      const Join& next = join(open.back());
      open.pop_back();
      for (const std::uint32_t child : {next.left, next.right}) {
        if (is_point(child) || height_m(child) < height) {
          visit(child);
        } else {
          open.push_back(child);
        }
      }
    }
  }

  [[nodiscard]] const Join& join(std::uint32_t node) const { return joins_[node - points_]; }

  std::span<const TreeEdge> edges_;
  std::size_t points_;
  std::vector<Join> joins_;
};

}  // namespace libprofile::clusters::detail
