// SPDX-License-Identifier: MIT
/// @file
/// The minimum spanning tree of mutual reachability.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::clusters {

/// An edge between two points, named by their input index: `low` below `high`.
struct TreeEdge {
  double squared_m2 = 0.0;
  std::uint32_t low = 0;
  std::uint32_t high = 0;
};

/// By weight, then lower index, then higher index: no two edges are equal.
[[nodiscard]] inline bool operator<(const TreeEdge& a, const TreeEdge& b) {
  if (a.squared_m2 != b.squared_m2) {
    return a.squared_m2 < b.squared_m2;
  }
  return a.low < b.low || (a.low == b.low && a.high < b.high);
}

/// The n - 1 edges of the minimum spanning tree, ascending.
///
/// The core distance of a point is that to its `min_points`-th nearest point, itself the first. An edge weighs the
/// largest of its length and the core distances of its ends, all squared. In the order of `operator<` the tree is
/// unique.
///
/// @param points      Finite. No or one point has no edge.
/// @param min_points  At least 1 (then an edge weighs its length) and at most the number of points.
/// @throws InvalidArgument  for `min_points` outside its range or a coordinate that is not finite, naming its position.
///
/// Time O(n log n) for points spread as usual. Memory at most 60 + 4 min(min_points, 15) bytes a point above the edges.
/// Method: Borůvka (1926) over blocks of a Morton curve, pruned by box distance and least core distance.
[[nodiscard]] std::vector<TreeEdge> spanning_tree(geography::PlanarView points, std::int32_t min_points);

}  // namespace libprofile::clusters
