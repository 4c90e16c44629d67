// SPDX-License-Identifier: MIT
#include "libprofile/clusters/condensed_tree.hpp"

#include <algorithm>
#include <utility>

#include "libprofile/clusters/detail/dendrogram.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/core/progress.hpp"

namespace libprofile::clusters {
namespace {

using detail::Dendrogram;

class Condenser {
 public:
  Condenser(const Dendrogram& dendrogram, std::uint32_t min_cluster_size)
      : dendrogram_(dendrogram), min_cluster_size_(min_cluster_size) {
    tree_.cluster_of_point.assign(dendrogram.points(), 0);
    tree_.density_of_point.assign(dendrogram.points(), 0.0);
  }

  CondensedTree condense() {
    begin_cluster(dendrogram_.root(), -1, 0.0);
    const auto cancellation = core::current_cancellation();
    while (!open_.empty()) {
      cancellation.throw_if_cancelled();
      const auto [node, cluster] = open_.back();
      open_.pop_back();
      split(node, cluster);
    }
    add_stabilities();
    return std::move(tree_);
  }

 private:
  void begin_cluster(std::uint32_t node, std::int32_t parent, double density) {
    open_.emplace_back(node, static_cast<std::int32_t>(tree_.clusters.size()));
    tree_.clusters.push_back({parent, density, density, dendrogram_.size(node), 0.0});
  }

  [[nodiscard]] bool is_large(std::uint32_t node) const { return dendrogram_.size(node) >= min_cluster_size_; }

  /// Of the parts of a node, one that is large is the same cluster still; several are new ones; points of others leave.
  void split(std::uint32_t node, std::int32_t cluster) {
    if (dendrogram_.is_point(node)) {
      return;
    }
    const double density = 1.0 / dendrogram_.height_m(node);
    parts_.clear();
    dendrogram_.for_parts(node, [&](std::uint32_t part) { parts_.push_back(part); });
    const auto large = std::count_if(parts_.begin(), parts_.end(), [&](std::uint32_t part) { return is_large(part); });
    for (const std::uint32_t part : parts_) {
      if (!is_large(part)) {
        leave(part, cluster, density);
      } else if (large == 1) {
        open_.emplace_back(part, cluster);
      } else {
        begin_cluster(part, cluster, density);
      }
    }
    tree_.clusters[static_cast<std::size_t>(cluster)].death_density = density;
  }

  void leave(std::uint32_t part, std::int32_t cluster, double density) {
    dendrogram_.for_points(part, [&](std::uint32_t point) {
      tree_.cluster_of_point[point] = cluster;
      tree_.density_of_point[point] = density;
    });
  }

  /// In order of points, then clusters, so that sums round the same way whatever the spanning tree.
  void add_stabilities() {
    const auto cluster_at = [&](std::int32_t index) -> CondensedCluster& {
      return tree_.clusters[static_cast<std::size_t>(index)];
    };
    for (std::size_t i = 0; i < tree_.cluster_of_point.size(); ++i) {
      CondensedCluster& cluster = cluster_at(tree_.cluster_of_point[i]);
      cluster.stability += tree_.density_of_point[i] - cluster.birth_density;
    }
    for (const CondensedCluster& child : tree_.clusters) {
      if (child.parent >= 0) {
        CondensedCluster& parent = cluster_at(child.parent);
        parent.stability += static_cast<double>(child.size) * (child.birth_density - parent.birth_density);
      }
    }
  }

  const Dendrogram& dendrogram_;
  std::uint32_t min_cluster_size_;
  CondensedTree tree_;
  std::vector<std::pair<std::uint32_t, std::int32_t>> open_;
  std::vector<std::uint32_t> parts_;
};

}  // namespace

CondensedTree condense(std::span<const TreeEdge> edges, std::size_t points, std::int32_t min_cluster_size) {
  require(min_cluster_size >= 2, "min_cluster_size", min_cluster_size, "at least 2");
  require(edges.size() + 1 == std::max<std::size_t>(points, 1), "edges.size()", edges.size(), "one below points");
  if (points == 0) {
    return {};
  }
  const Dendrogram dendrogram(edges, points);
  return Condenser(dendrogram, static_cast<std::uint32_t>(min_cluster_size)).condense();
}

}  // namespace libprofile::clusters
