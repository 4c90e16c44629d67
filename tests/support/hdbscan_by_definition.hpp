// SPDX-License-Identifier: MIT
/// @file
/// Mutual reachability, its spanning tree and HDBSCAN's clusters written out, without a dendrogram.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <vector>

#include "libprofile/clusters/spanning_tree.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::testing {

/// Squared mutual reachability of each pair, row by row.
inline std::vector<std::vector<double>> mutual_reachability(geography::PlanarView points, std::size_t min_points) {
  const std::size_t n = points.size();
  std::vector<std::vector<double>> weight(n, std::vector<double>(n));
  std::vector<double> core(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const double dx = points.x(i) - points.x(j);
      const double dy = points.y(i) - points.y(j);
      weight[i][j] = dx * dx + dy * dy;
    }
    auto row = weight[i];
    std::sort(row.begin(), row.end());
    core[i] = row[min_points - 1];
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      weight[i][j] = std::max({weight[i][j], core[i], core[j]});
    }
  }
  return weight;
}

/// Prim's algorithm over all pairs.
inline std::vector<clusters::TreeEdge> spanning_tree_by_definition(geography::PlanarView points,
                                                                   std::size_t min_points) {
  const std::size_t n = points.size();
  const auto weight = mutual_reachability(points, min_points);
  std::vector<clusters::TreeEdge> best(n, {std::numeric_limits<double>::infinity(), ~0U, ~0U});
  std::vector<bool> is_in(n, false);
  std::vector<clusters::TreeEdge> edges;
  std::size_t last = 0;
  for (std::size_t step = 1; step < n; ++step) {
    is_in[last] = true;
    std::size_t next = n;
    for (std::size_t j = 0; j < n; ++j) {
      if (is_in[j]) {
        continue;
      }
      const clusters::TreeEdge edge{weight[last][j], static_cast<std::uint32_t>(std::min(last, j)),
                                    static_cast<std::uint32_t>(std::max(last, j))};
      best[j] = std::min(best[j], edge);
      next = next == n || best[j] < best[next] ? j : next;
    }
    edges.push_back(best[next]);
    last = next;
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

/// A cluster as the points it has when it is born.
struct DefinedCluster {
  std::vector<std::size_t> members;
  std::size_t parent = 0;
  double birth = 0.0;
  double death = 0.0;
  double stability = 0.0;
  bool is_chosen = false;
};

struct DefinedHdbscan {
  std::vector<std::int32_t> labels;
  std::vector<double> probabilities;
  std::vector<double> outlier_scores;
};

/// Takes away, again and again, every pair as far apart as the longest needed to hold a group together.
class HdbscanByDefinition {
 public:
  HdbscanByDefinition(geography::PlanarView points, std::size_t min_points, std::size_t min_cluster_size)
      : n_(points.size()),
        min_cluster_size_(min_cluster_size),
        weight_(mutual_reachability(points, min_points)),
        cluster_of_(n_, 0),
        leaves_at_(n_, 0.0) {
    for (auto& row : weight_) {
      for (double& value : row) {
        value = std::sqrt(value);
      }
    }
    DefinedCluster root;
    for (std::size_t i = 0; i < n_; ++i) {
      root.members.push_back(i);
    }
    clusters_.push_back(root);
    for (std::size_t c = 0; c < clusters_.size(); ++c) {
      follow(c, clusters_[c].members);
    }
  }

  DefinedHdbscan excess_of_mass() {
    for (std::size_t c = 1; c < clusters_.size(); ++c) {
      clusters_[c].is_chosen = true;
    }
    choose(0);
    return grade();
  }

 private:
  using Group = std::vector<std::size_t>;

  [[nodiscard]] std::vector<Group> parts(const Group& group, double below) const {
    std::vector<Group> parts;
    std::vector<bool> is_seen(n_, false);
    for (const std::size_t start : group) {
      if (is_seen[start]) {
        continue;
      }
      Group part{start};
      is_seen[start] = true;
      for (std::size_t at = 0; at < part.size(); ++at) {
        for (const std::size_t j : group) {
          if (!is_seen[j] && weight_[part[at]][j] < below) {
            is_seen[j] = true;
            part.push_back(j);
          }
        }
      }
      std::sort(part.begin(), part.end());
      parts.push_back(part);
    }
    return parts;
  }

  /// The least distance at which the group holds together.
  [[nodiscard]] double holding_distance(const Group& group) const {
    std::vector<double> levels;
    for (const std::size_t i : group) {
      for (const std::size_t j : group) {
        if (i != j) {
          levels.push_back(weight_[i][j]);
        }
      }
    }
    std::sort(levels.begin(), levels.end());
    const auto holds = [&](double level) { return parts(group, std::nextafter(level, 1e300)).size() == 1; };
    return *std::partition_point(levels.begin(), levels.end(), [&](double level) { return !holds(level); });
  }

  void follow(std::size_t c, Group group) {
    while (group.size() > 1) {
      const double distance = holding_distance(group);
      const double density = 1.0 / distance;
      std::vector<Group> large;
      for (const Group& part : parts(group, distance)) {
        if (part.size() >= min_cluster_size_) {
          large.push_back(part);
          continue;
        }
        for (const std::size_t i : part) {
          cluster_of_[i] = c;
          leaves_at_[i] = density;
          clusters_[c].stability += density - clusters_[c].birth;
        }
      }
      clusters_[c].death = density;
      if (large.size() != 1) {
        for (const Group& part : large) {
          clusters_[c].stability += static_cast<double>(part.size()) * (density - clusters_[c].birth);
          clusters_.push_back({part, c, density, density, 0.0, false});
        }
        return;
      }
      group = large.front();
    }
  }

  /// The greatest sum of stabilities of clusters at or below one, of which none lies in another.
  double choose(std::size_t c) {
    double within = 0.0;
    for (std::size_t child = c + 1; child < clusters_.size(); ++child) {
      within += clusters_[child].parent == c ? choose(child) : 0.0;
    }
    if (c > 0 && !(within > clusters_[c].stability)) {
      drop_below(c);
      return clusters_[c].stability;
    }
    clusters_[c].is_chosen = false;
    return within;
  }

  void drop_below(std::size_t c) {
    for (std::size_t child = c + 1; child < clusters_.size(); ++child) {
      if (clusters_[child].parent == c) {
        clusters_[child].is_chosen = false;
        drop_below(child);
      }
    }
  }

  [[nodiscard]] double greatest_density(std::size_t c) const {
    double greatest = clusters_[c].death;
    for (std::size_t child = c + 1; child < clusters_.size(); ++child) {
      greatest = std::max(greatest, clusters_[child].parent == c ? greatest_density(child) : 0.0);
    }
    return greatest;
  }

  static double share(double part, double whole) {
    return std::isinf(part) || whole == 0.0 ? 1.0 : std::min(part, whole) / whole;
  }

  [[nodiscard]] DefinedHdbscan grade() const {
    DefinedHdbscan result;
    std::map<std::size_t, std::int32_t> label_of;
    for (std::size_t i = 0; i < n_; ++i) {
      std::size_t c = cluster_of_[i];
      result.outlier_scores.push_back(1.0 - share(leaves_at_[i], greatest_density(c)));
      while (c != 0 && !clusters_[c].is_chosen) {
        c = clusters_[c].parent;
      }
      if (c == 0) {
        result.labels.push_back(-1);
        result.probabilities.push_back(0.0);
        continue;
      }
      result.labels.push_back(label_of.try_emplace(c, static_cast<std::int32_t>(label_of.size())).first->second);
      result.probabilities.push_back(share(leaves_at_[i], clusters_[c].death));
    }
    return result;
  }

  std::size_t n_;
  std::size_t min_cluster_size_;
  std::vector<std::vector<double>> weight_;
  std::vector<std::size_t> cluster_of_;
  std::vector<double> leaves_at_;
  std::vector<DefinedCluster> clusters_;
};

}  // namespace libprofile::testing
