// SPDX-License-Identifier: MIT
#include "libprofile/clusters/hdbscan.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "libprofile/clusters/detail/select_clusters.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/geography/point_blocks.hpp"

namespace libprofile::clusters {
namespace {

/// For each cluster the chosen one that it is or lies in, or -1.
std::vector<std::int32_t> chosen_around(const CondensedTree& tree, const std::vector<std::uint8_t>& chosen) {
  std::vector<std::int32_t> around(chosen.size(), -1);
  for (std::size_t c = 0; c < chosen.size(); ++c) {
    const std::int32_t parent = tree.clusters[c].parent;
    const std::int32_t above = parent < 0 ? -1 : around[static_cast<std::size_t>(parent)];
    around[c] = chosen[c] != 0 ? static_cast<std::int32_t>(c) : above;
  }
  return around;
}

/// From which density on a point of the root is in a cluster, where the root is one.
double least_density_of_root(const CondensedTree& tree, const HdbscanOptions& options) {
  if (options.single_cluster == SingleCluster::refuse) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  return options.selection_epsilon_m > 0.0 ? 1.0 / options.selection_epsilon_m : tree.clusters[0].death_density;
}

void label_points(const HdbscanOptions& options, HdbscanResult& result) {
  const CondensedTree& tree = result.tree;
  const auto around = chosen_around(tree, detail::select_clusters(tree, options));
  const double least_density = least_density_of_root(tree, options);
  std::vector<std::int32_t> label_of(tree.clusters.size(), kNoise);
  for (std::size_t i = 0; i < tree.cluster_of_point.size(); ++i) {
    const std::int32_t cluster = around[static_cast<std::size_t>(tree.cluster_of_point[i])];
    if (cluster < 0 || (cluster == 0 && !(tree.density_of_point[i] >= least_density))) {
      continue;
    }
    std::int32_t& label = label_of[static_cast<std::size_t>(cluster)];
    if (label == kNoise) {
      label = static_cast<std::int32_t>(result.cluster_of_label.size());
      result.cluster_of_label.push_back(cluster);
    }
    result.labels[i] = label;
  }
}

/// part / whole, where either may be infinite.
double share(double part, double whole) {
  if (!std::isfinite(part) || whole == 0.0) {
    return 1.0;
  }
  return std::min(part, whole) / whole;
}

void grade_points(HdbscanResult& result) {
  const CondensedTree& tree = result.tree;
  std::vector<double> greatest(tree.clusters.size());
  for (std::size_t c = greatest.size(); c-- > 0;) {
    greatest[c] = std::max(greatest[c], tree.clusters[c].death_density);
    if (c > 0) {
      double& above = greatest[static_cast<std::size_t>(tree.clusters[c].parent)];
      above = std::max(above, greatest[c]);
    }
  }
  for (std::size_t i = 0; i < result.labels.size(); ++i) {
    const double density = tree.density_of_point[i];
    result.outlier_scores[i] = 1.0 - share(density, greatest[static_cast<std::size_t>(tree.cluster_of_point[i])]);
    if (result.labels[i] != kNoise) {
      const auto cluster = result.cluster_of_label[static_cast<std::size_t>(result.labels[i])];
      result.probabilities[i] = share(density, tree.clusters[static_cast<std::size_t>(cluster)].death_density);
    }
  }
}

void add_persistence(HdbscanResult& result) {
  std::vector<std::size_t> points(result.cluster_of_label.size(), 0);
  for (const std::int32_t label : result.labels) {
    if (label != kNoise) {
      ++points[static_cast<std::size_t>(label)];
    }
  }
  double greatest = 0.0;
  for (const CondensedCluster& cluster : result.tree.clusters) {
    greatest = std::max(greatest, cluster.death_density);
  }
  for (std::size_t label = 0; label < points.size(); ++label) {
    const auto& cluster = result.tree.clusters[static_cast<std::size_t>(result.cluster_of_label[label])];
    const double most = static_cast<double>(points[label]) * greatest;
    result.persistence.push_back(std::isfinite(most) ? cluster.stability / most : 1.0);
  }
}

HdbscanResult all_noise(std::size_t points) {
  HdbscanResult result;
  result.labels.assign(points, kNoise);
  result.probabilities.assign(points, 0.0);
  result.outlier_scores.assign(points, 0.0);
  return result;
}

}  // namespace

void validate(const HdbscanOptions& options) {
  require(options.min_cluster_size >= 2, "min_cluster_size", options.min_cluster_size, "at least 2");
  require(options.min_points >= 0, "min_points", options.min_points, "at least 1, or 0 for min_cluster_size");
  require(options.selection_epsilon_m >= 0.0 && std::isfinite(options.selection_epsilon_m), "selection_epsilon_m",
          options.selection_epsilon_m, "finite and at least 0");
}

HdbscanResult hdbscan(const std::vector<TreeEdge>& edges, std::size_t points, const HdbscanOptions& options) {
  validate(options);
  HdbscanResult result = all_noise(points);
  result.tree = condense(edges, points, options.min_cluster_size);
  if (points > 0) {
    label_points(options, result);
    grade_points(result);
    add_persistence(result);
  }
  return result;
}

HdbscanResult hdbscan(geography::PlanarView points, const HdbscanOptions& options) {
  validate(options);
  const std::int32_t min_points = options.min_points == 0 ? options.min_cluster_size : options.min_points;
  if (points.size() < static_cast<std::size_t>(min_points)) {
    static_cast<void>(geography::PointBlocks(points));
    HdbscanResult result = all_noise(points.size());
    result.tree.cluster_of_point.assign(points.size(), 0);
    result.tree.density_of_point.assign(points.size(), 0.0);
    if (!points.empty()) {
      result.tree.clusters.push_back({-1, 0.0, 0.0, static_cast<std::uint32_t>(points.size()), 0.0});
    }
    return result;
  }
  return hdbscan(spanning_tree(points, min_points), points.size(), options);
}

}  // namespace libprofile::clusters
