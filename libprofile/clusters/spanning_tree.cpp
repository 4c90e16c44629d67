// SPDX-License-Identifier: MIT
#include "libprofile/clusters/spanning_tree.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>

#include "libprofile/clusters/detail/component_tree.hpp"
#include "libprofile/clusters/detail/core_graph.hpp"
#include "libprofile/clusters/detail/edge_search.hpp"
#include "libprofile/clusters/detail/least_edges.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/point_blocks.hpp"

namespace libprofile::clusters {
namespace {

using detail::ComponentTree;
using detail::LeastEdges;

constexpr std::size_t kBlocksPerTask = 64;

/// Joins components along edges, each of which is the least out of one of them.
class Joiner {
 public:
  explicit Joiner(std::size_t components) : parent_(components) { std::iota(parent_.begin(), parent_.end(), 0U); }

  /// Whether they were apart.
  bool join(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
    return a != b;
  }

  /// Numbers what is joined from 0 on, by the least member.
  [[nodiscard]] std::vector<std::uint32_t> names() {
    std::vector<std::uint32_t> names(parent_.size());
    for (std::uint32_t c = 0; c < names.size(); ++c) {
      const std::uint32_t root = find(c);
      names[c] = root == c ? count_++ : names[root];
    }
    return names;
  }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  [[nodiscard]] std::uint32_t find(std::uint32_t c) {
    while (parent_[c] != c) {
      parent_[c] = parent_[parent_[c]];
      c = parent_[c];
    }
    return c;
  }

  std::vector<std::uint32_t> parent_;
  std::uint32_t count_ = 0;
};

/// The least edge of a point where its neighbours alone show which it is: it weighs no more than the core distance, as
/// every edge of the point does at least, and all points as near are among the neighbours. Otherwise none: n.
std::uint32_t certain_neighbour(const ComponentTree& tree, std::size_t position) {
  std::size_t best = tree.points.size();
  if (tree.graph.is_complete[position] == 0) {
    return static_cast<std::uint32_t>(best);
  }
  TreeEdge least{tree.graph.core_m2[position], UINT32_MAX, UINT32_MAX};
  for (const std::uint32_t other : tree.graph.neighbours_of(position)) {
    const TreeEdge edge = detail::edge_between(tree, position, other);
    if (edge < least) {
      least = edge;
      best = other;
    }
  }
  return static_cast<std::uint32_t>(best);
}

/// The first round needs no search.
std::size_t join_certain(ComponentTree& tree, std::vector<TreeEdge>& edges) {
  const std::size_t n = tree.points.size();
  std::vector<std::uint32_t> neighbour(n);
  core::parallel_for(n, [&](std::size_t k) { neighbour[k] = certain_neighbour(tree, k); });
  Joiner joiner(n);
  for (std::uint32_t k = 0; k < n; ++k) {
    if (neighbour[k] < n && joiner.join(k, neighbour[k])) {
      edges.push_back(detail::edge_between(tree, k, neighbour[k]));
    }
  }
  tree.rename(joiner.names());
  return joiner.count();
}

void offer_neighbours(const ComponentTree& tree, LeastEdges& least) {
  core::parallel_for(tree.points.size(), [&](std::size_t k) {
    const std::uint32_t component = tree.component[k];
    for (const std::uint32_t other : tree.graph.neighbours_of(k)) {
      if (tree.graph.core_m2[k] > least.squared_m2(component)) {
        return;
      }
      if (tree.component[other] != component) {
        least.offer(component, detail::edge_between(tree, k, other));
      }
    }
  });
}

void search_blocks(const ComponentTree& tree, LeastEdges& least) {
  core::parallel_blocks(tree.points.blocks(), kBlocksPerTask, [&](std::size_t begin, std::size_t end) {
    detail::EdgeSearch search(tree, least);
    for (std::size_t block = begin; block < end; ++block) {
      search.search(block);
    }
  });
}

std::size_t join_least(ComponentTree& tree, std::size_t components, const std::vector<std::uint32_t>& position_of,
                       std::vector<TreeEdge>& edges) {
  LeastEdges least(components);
  offer_neighbours(tree, least);
  search_blocks(tree, least);
  Joiner joiner(components);
  for (std::uint32_t c = 0; c < components; ++c) {
    const TreeEdge edge = least.edge(c);
    if (joiner.join(tree.component[position_of[edge.low]], tree.component[position_of[edge.high]])) {
      edges.push_back(edge);
    }
  }
  tree.rename(joiner.names());
  return joiner.count();
}

std::vector<std::uint32_t> positions_by_id(const geography::PointBlocks& points) {
  std::vector<std::uint32_t> position_of(points.size());
  core::parallel_for(points.size(), [&](std::size_t k) { position_of[points.id(k)] = static_cast<std::uint32_t>(k); });
  return position_of;
}

}  // namespace

std::vector<TreeEdge> spanning_tree(geography::PlanarView points, std::int32_t min_points) {
  require(min_points >= 1, "min_points", min_points, "at least 1");
  require(static_cast<std::size_t>(min_points) <= std::max<std::size_t>(points.size(), 1), "min_points", min_points,
          "at most the number of points (" + std::to_string(points.size()) + ")");
  const geography::PointBlocks blocks(points);
  std::vector<TreeEdge> edges;
  if (points.size() < 2) {
    return edges;
  }
  edges.reserve(points.size() - 1);
  const auto graph = detail::core_graph(blocks, static_cast<std::size_t>(min_points));
  const auto position_of = positions_by_id(blocks);
  ComponentTree tree(blocks, graph);
  for (std::size_t components = join_certain(tree, edges); components > 1;) {
    components = join_least(tree, components, position_of, edges);
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

}  // namespace libprofile::clusters
