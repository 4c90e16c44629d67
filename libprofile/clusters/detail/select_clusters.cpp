// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/select_clusters.hpp"

#include <cstddef>

namespace libprofile::clusters::detail {
namespace {

using Chosen = std::vector<std::uint8_t>;

std::size_t parent_of(const CondensedTree& tree, std::size_t cluster) {
  return static_cast<std::size_t>(tree.clusters[cluster].parent);
}

/// Keeps of the chosen those that lie in no other.
void keep_outermost(const CondensedTree& tree, Chosen& chosen) {
  Chosen is_within(chosen.size(), 0);
  for (std::size_t c = 1; c < chosen.size(); ++c) {
    const std::size_t parent = parent_of(tree, c);
    is_within[c] = is_within[parent] != 0 || chosen[parent] != 0 ? 1 : 0;
  }
  for (std::size_t c = 0; c < chosen.size(); ++c) {
    chosen[c] = is_within[c] != 0 ? 0 : chosen[c];
  }
}

/// A cluster is chosen over those in it unless they are more stable together.
Chosen most_stable(const CondensedTree& tree, SingleCluster single) {
  const std::size_t count = tree.clusters.size();
  std::vector<double> within(count, 0.0);
  Chosen chosen(count, 0);
  for (std::size_t c = count; c-- > 0;) {
    const bool may_be_chosen = c > 0 || single == SingleCluster::allow;
    const double own = tree.clusters[c].stability;
    chosen[c] = may_be_chosen && !(within[c] > own) ? 1 : 0;
    if (c > 0) {
      within[parent_of(tree, c)] += chosen[c] != 0 ? own : within[c];
    }
  }
  keep_outermost(tree, chosen);
  return chosen;
}

/// Those that do not split.
Chosen leaves(const CondensedTree& tree) {
  Chosen chosen(tree.clusters.size(), 1);
  for (std::size_t c = 1; c < chosen.size(); ++c) {
    chosen[parent_of(tree, c)] = 0;
  }
  return chosen;
}

/// Of those that were born at less than a distance, the clusters they lie in that were not; at the top, just below the
/// root unless it may be an answer.
Chosen widened(const CondensedTree& tree, const Chosen& chosen, const HdbscanOptions& options) {
  Chosen wider(chosen.size(), 0);
  const auto is_wide = [&](std::size_t c) {
    return 1.0 / tree.clusters[c].birth_density >= options.selection_epsilon_m;
  };
  for (std::size_t c = 0; c < chosen.size(); ++c) {
    std::size_t at = c;
    while (chosen[c] != 0 && at != 0 && !is_wide(at)) {
      if (parent_of(tree, at) == 0 && options.single_cluster == SingleCluster::refuse) {
        break;
      }
      at = parent_of(tree, at);
    }
    wider[at] = chosen[c] != 0 ? 1 : wider[at];
  }
  keep_outermost(tree, wider);
  return wider;
}

}  // namespace

Chosen select_clusters(const CondensedTree& tree, const HdbscanOptions& options) {
  Chosen chosen =
      options.selection == ClusterSelection::leaf ? leaves(tree) : most_stable(tree, options.single_cluster);
  return options.selection_epsilon_m > 0.0 ? widened(tree, chosen, options) : chosen;
}

}  // namespace libprofile::clusters::detail
