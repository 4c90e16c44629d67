// SPDX-License-Identifier: MIT
/// @file
/// Clusters of any density, and how firmly each point belongs to its own.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/clusters/condensed_tree.hpp"
#include "libprofile/clusters/labels.hpp"
#include "libprofile/clusters/spanning_tree.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::clusters {

enum class ClusterSelection : std::uint8_t {
  /// The clusters that last longest over densities, together.
  excess_of_mass,
  /// The smallest and densest: those that do not split.
  leaf,
};

/// Whether all points may be one cluster.
enum class SingleCluster : std::uint8_t { refuse, allow };

struct HdbscanOptions {
  /// Points that make a group a cluster. At least 2.
  std::int32_t min_cluster_size = 5;

  /// The core distance of a point is that to its so-manyth nearest point, itself the first. At least 1; 0 stands for
  /// `min_cluster_size`.
  std::int32_t min_points = 0;

  ClusterSelection selection = ClusterSelection::excess_of_mass;

  SingleCluster single_cluster = SingleCluster::refuse;

  /// Clusters that come apart only at less than this are left together (Malzer and Baum 2020). At least 0, finite.
  double selection_epsilon_m = 0.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const HdbscanOptions& options);

struct HdbscanResult {
  /// By point: its cluster, or `kNoise`. Clusters are numbered from 0 by their first point in input order.
  std::vector<std::int32_t> labels;
  /// By point: the density at which it leaves its cluster over that at which the cluster dies, at most 1; 0 for noise.
  std::vector<double> probabilities;
  /// By point: 1 less the density at which it leaves over the greatest of any point around (GLOSH), in [0, 1].
  std::vector<double> outlier_scores;
  /// By label: stability over size and the greatest density of all, in [0, 1]; 1 where that is infinite.
  std::vector<double> persistence;
  /// By label: its cluster in `tree`.
  std::vector<std::int32_t> cluster_of_label;
  CondensedTree tree;
};

/// Clusters points that are dense enough to stay together while others leave.
///
/// Fewer points than `min_points` are all noise, with a tree of one cluster that has no density. Points at one place
/// stay together at every density, infinity included: one that never leaves has probability 1 and outlier score 0, and
/// beside it any that does leave has 0 and 1.
///
/// @param points  Where incidents happened, finite. May be empty.
/// @throws InvalidArgument  for an option outside its range or a coordinate that is not finite, naming its position.
///
/// Time and memory are those of `spanning_tree`. The same for any number of threads; apart from the numbers of
/// clusters, the same for any order of points. Method: Campello, Moulavi, Zimek and Sander (2015), ACM TKDD 10 (1),
/// article 5.
[[nodiscard]] HdbscanResult hdbscan(geography::PlanarView points, const HdbscanOptions& options = {});

/// The same from a spanning tree made before, for several sizes and ways of selection; `min_points` is not looked at.
[[nodiscard]] HdbscanResult hdbscan(const std::vector<TreeEdge>& edges, std::size_t points,
                                    const HdbscanOptions& options = {});

}  // namespace libprofile::clusters
