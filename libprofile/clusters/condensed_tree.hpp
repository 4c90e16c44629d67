// SPDX-License-Identifier: MIT
/// @file
/// How clusters split and lose points as the distance that links them shrinks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/clusters/spanning_tree.hpp"

namespace libprofile::clusters {

/// A group of points while it stays together, points that leave it one by one aside. Density is 1 / distance: the
/// inverse of the distance in metres that links its points.
struct CondensedCluster {
  /// Index of the cluster that it split from, always lower than its own; -1 for the root.
  std::int32_t parent = -1;
  /// Where it splits from its parent; 0 for the root.
  double birth_density = 0.0;
  /// Where its last point leaves or it splits; infinite where points at one place remain.
  double death_density = 0.0;
  /// Points when it is born.
  std::uint32_t size = 0;
  /// Sum over its points of the density at which each leaves it, less `birth_density`.
  double stability = 0.0;
};

struct CondensedTree {
  /// The root, which holds every point, is cluster 0. Empty where there are no points.
  std::vector<CondensedCluster> clusters;
  /// By point: the last cluster it is in, and the density at which it leaves.
  std::vector<std::int32_t> cluster_of_point;
  std::vector<double> density_of_point;
};

/// The tree of clusters with at least `min_cluster_size` points.
///
/// All edges of one length are taken away at once (Campello et al. 2013, algorithm 1, step 4): a cluster may split into
/// more than two, and the tree depends on distances only, not on which of several spanning trees was given, nor, apart
/// from the numbers of clusters, on the order of points.
///
/// @param edges  A spanning tree of `points`, ascending.
/// @throws InvalidArgument  for `min_cluster_size` below 2, or another number of edges than points less one.
/// Time O(n). Memory 28 bytes a point above the result.
/// Method: Campello, Moulavi, Zimek and Sander (2015), ACM TKDD 10 (1), article 5.
[[nodiscard]] CondensedTree condense(std::span<const TreeEdge> edges, std::size_t points,
                                     std::int32_t min_cluster_size);

}  // namespace libprofile::clusters
