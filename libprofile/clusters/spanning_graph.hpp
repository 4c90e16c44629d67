// SPDX-License-Identifier: MIT
/// @file
/// One graph that holds the minimum spanning tree of mutual reachability for every `min_points` up to a greatest one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/clusters/spanning_tree.hpp"
#include "libprofile/geography/planar_view.hpp"
#include "libprofile/geography/point_blocks.hpp"

namespace libprofile::clusters {

/// Links of each point, by position in `points`. Made by `spanning_graph`.
///
/// Two points are linked where they are nearer than the core distance of either at `most_min_points`, or joined in the
/// spanning tree for it. An edge e of the tree for fewer points that is no such link is as long as both core distances
/// or longer, so that it weighs its length for either number. Were it not in the tree for the most, then a path of
/// edges before it would join its ends there; for fewer points the path's edges weigh no more, and e would not be in
/// that tree either. This holds in the order of `operator<`, ties included: neighbours exactly as far as the core
/// distance need no link.
struct SpanningGraph {
  geography::PointBlocks points;
  std::int32_t most_min_points = 1;
  /// Squared core distances for `most_min_points`; infinite behind the last point up to the end of its block.
  std::vector<double> most_core_m2;
  /// The links of position k are [first[k], first[k + 1]), nearest first.
  std::vector<std::size_t> first;
  std::vector<std::uint32_t> linked;

  [[nodiscard]] std::span<const std::uint32_t> links_of(std::size_t position) const {
    return std::span(linked).subspan(first[position], first[position + 1] - first[position]);
  }
  [[nodiscard]] double squared_m2(std::size_t a, std::size_t b) const {
    const double dx = points.x_data()[b] - points.x_data()[a];
    const double dy = points.y_data()[b] - points.y_data()[a];
    return dx * dx + dy * dy;
  }
};

/// The graph for every `min_points` up to `most_min_points`.
///
/// @param points           Finite. No or one point has no link.
/// @param most_min_points  At least 1 and at most the number of points.
/// @throws InvalidArgument  for `most_min_points` outside its range or a coordinate that is not finite.
///
/// Time that of `spanning_tree` for the most points, and O(n `most_min_points`). Memory about
/// 44 + 4 `most_min_points` bytes a point, at most twice that; 4 `most_min_points` more while it is made, and the tree.
/// Method: Neto, Naldi, Campello and Sander (2022), CORE-SG, IEEE 38th ICDE, less the links of ties.
[[nodiscard]] SpanningGraph spanning_graph(geography::PlanarView points, std::int32_t most_min_points);

/// The same edges as `spanning_tree(points, min_points)`.
///
/// @throws InvalidArgument  unless `min_points` is at least 1 and at most the graph's.
/// Time O(links log n). Memory 32 bytes a point above the edges.
[[nodiscard]] std::vector<TreeEdge> spanning_tree(const SpanningGraph& graph, std::int32_t min_points);

}  // namespace libprofile::clusters
