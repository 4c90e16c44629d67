// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/block_tree.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "libprofile/clusters/detail/component_tree.hpp"
#include "libprofile/clusters/detail/edge_search.hpp"
#include "libprofile/clusters/detail/joiner.hpp"
#include "libprofile/clusters/detail/least_edges.hpp"
#include "libprofile/core/parallel.hpp"

namespace libprofile::clusters::detail {
namespace {

constexpr std::size_t kBlocksPerTask = 64;

/// The least edge of a point where its neighbours alone show which it is: it weighs no more than the core distance, as
/// every edge of the point does at least, and all points as near are among the neighbours. Otherwise none: n.
std::uint32_t certain_neighbour(const ComponentTree& tree, std::size_t position) {
  std::size_t best = tree.points.size();
  if (tree.graph.is_complete[position] == 0) {
    return static_cast<std::uint32_t>(best);
  }
  TreeEdge least{tree.graph.core_m2[position], UINT32_MAX, UINT32_MAX};
  for (const std::uint32_t other : tree.graph.neighbours_of(position)) {
    const TreeEdge edge = edge_between(tree, position, other);
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
      edges.push_back(edge_between(tree, k, neighbour[k]));
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
        least.offer(component, edge_between(tree, k, other));
      }
    }
  });
}

void search_blocks(const ComponentTree& tree, LeastEdges& least) {
  core::parallel_blocks(tree.points.blocks(), kBlocksPerTask, [&](std::size_t begin, std::size_t end) {
    EdgeSearch search(tree, least);
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

}  // namespace

std::vector<std::uint32_t> positions_by_id(const geography::PointBlocks& points) {
  std::vector<std::uint32_t> position_of(points.size());
  core::parallel_for(points.size(), [&](std::size_t k) { position_of[points.id(k)] = static_cast<std::uint32_t>(k); });
  return position_of;
}

std::vector<TreeEdge> block_tree(const geography::PointBlocks& points, const CoreGraph& graph) {
  std::vector<TreeEdge> edges;
  edges.reserve(points.size() - 1);
  const auto position_of = positions_by_id(points);
  ComponentTree tree(points, graph);
  for (std::size_t components = join_certain(tree, edges); components > 1;) {
    components = join_least(tree, components, position_of, edges);
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

}  // namespace libprofile::clusters::detail
