// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/link_tree.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <span>

#include "libprofile/clusters/detail/block_tree.hpp"
#include "libprofile/clusters/detail/joiner.hpp"
#include "libprofile/clusters/detail/least_edges.hpp"
#include "libprofile/core/parallel.hpp"

namespace libprofile::clusters::detail {
namespace {

/// By position, squared. A point's nearest are linked to it up to its core distance at the graph's `most_min_points`.
std::vector<double> core_distances(const SpanningGraph& graph, std::size_t min_points) {
  std::vector<double> core_m2(graph.points.size(), 0.0);
  if (min_points == 1) {
    return core_m2;
  }
  core::parallel_for(core_m2.size(), [&](std::size_t k) {
    const auto links = graph.links_of(k);
    const std::size_t last = min_points - 2;
    core_m2[k] =
        last < links.size() ? std::min(graph.most_core_m2[k], graph.squared_m2(k, links[last])) : graph.most_core_m2[k];
  });
  return core_m2;
}

/// Borůvka's rounds over links.
class LinkTree {
 public:
  LinkTree(const SpanningGraph& graph, std::size_t min_points)
      : graph_(graph),
        core_m2_(core_distances(graph, min_points)),
        at_least_m2_(core_m2_),
        begin_(graph.first.begin(), graph.first.end() - 1),
        component_(graph.points.size()),
        position_of_(positions_by_id(graph.points)) {
    std::iota(component_.begin(), component_.end(), 0U);
  }

  std::vector<TreeEdge> edges() {
    std::vector<TreeEdge> edges;
    edges.reserve(component_.size() - 1);
    for (std::size_t components = component_.size(); components > 1;) {
      components = join_least(components, edges);
    }
    std::sort(edges.begin(), edges.end());
    return edges;
  }

 private:
  std::size_t join_least(std::size_t components, std::vector<TreeEdge>& edges) {
    LeastEdges least(components);
    core::parallel_for(component_.size(), [&](std::size_t k) { offer_least(k, least); });
    Joiner joiner(components);
    for (std::uint32_t c = 0; c < components; ++c) {
      const TreeEdge edge = least.edge(c);
      if (joiner.join(component_[position_of_[edge.low]], component_[position_of_[edge.high]])) {
        edges.push_back(edge);
      }
    }
    const auto names = joiner.names();
    core::parallel_for(component_.size(), [&](std::size_t k) { component_[k] = names[component_[k]]; });
    return joiner.count();
  }

  /// Offers the least edge of a point, where it may be that of its component.
  void offer_least(std::size_t k, LeastEdges& least) {
    const std::uint32_t component = component_[k];
    const double bound_m2 = least.squared_m2(component);
    if (at_least_m2_[k] > bound_m2) {
      return;
    }
    TreeEdge best{bound_m2, std::numeric_limits<std::uint32_t>::max(), std::numeric_limits<std::uint32_t>::max()};
    for (std::size_t at = skip_own(k); at < graph_.first[k + 1]; ++at) {
      const std::uint32_t other = graph_.linked[at];
      const double squared_m2 = graph_.squared_m2(k, other);
      if (squared_m2 > best.squared_m2) {
        break;
      }
      if (component_[other] != component) {
        const double weight_m2 = std::max({squared_m2, core_m2_[k], core_m2_[other]});
        best = std::min(best, edge_of(weight_m2, k, other));
      }
    }
    const bool all_within = begin_[k] == graph_.first[k + 1];
    at_least_m2_[k] = all_within ? std::numeric_limits<double>::infinity() : best.squared_m2;
    if (best.low < best.high) {
      least.offer(component, best);
    }
  }

  /// Links within a component stay so.
  std::size_t skip_own(std::size_t k) {
    std::size_t& begin = begin_[k];
    while (begin < graph_.first[k + 1] && component_[graph_.linked[begin]] == component_[k]) {
      ++begin;
    }
    return begin;
  }

  [[nodiscard]] TreeEdge edge_of(double weight_m2, std::size_t a, std::size_t b) const {
    const std::uint32_t id_a = graph_.points.id(a);
    const std::uint32_t id_b = graph_.points.id(b);
    return {weight_m2, std::min(id_a, id_b), std::max(id_a, id_b)};
  }

  const SpanningGraph& graph_;
  std::vector<double> core_m2_;
  /// No edge of the point to another component weighs less.
  std::vector<double> at_least_m2_;
  /// The first link of each point that may lead to another component.
  std::vector<std::size_t> begin_;
  std::vector<std::uint32_t> component_;
  std::vector<std::uint32_t> position_of_;
};

}  // namespace

std::vector<TreeEdge> link_tree(const SpanningGraph& graph, std::int32_t min_points) {
  return LinkTree(graph, static_cast<std::size_t>(min_points)).edges();
}

}  // namespace libprofile::clusters::detail
