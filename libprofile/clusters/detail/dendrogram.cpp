// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/dendrogram.hpp"

#include <numeric>
#include <utility>

namespace libprofile::clusters::detail {
namespace {

std::uint32_t find(std::vector<std::uint32_t>& parent, std::uint32_t i) {
  while (parent[i] != i) {
    parent[i] = parent[parent[i]];
    i = parent[i];
  }
  return i;
}

}  // namespace

Dendrogram::Dendrogram(std::span<const TreeEdge> edges, std::size_t points) : edges_(edges), points_(points) {
  std::vector<std::uint32_t> parent(points);
  std::vector<std::uint32_t> node(points);
  std::iota(parent.begin(), parent.end(), 0U);
  std::iota(node.begin(), node.end(), 0U);
  joins_.reserve(edges.size());
  for (const TreeEdge& edge : edges) {
    std::uint32_t a = find(parent, edge.low);
    std::uint32_t b = find(parent, edge.high);
    const Join made{node[a], node[b], size(node[a]) + size(node[b])};
    if (size(node[a]) < size(node[b])) {
      std::swap(a, b);
    }
    parent[b] = a;
    node[a] = static_cast<std::uint32_t>(points + joins_.size());
    joins_.push_back(made);
  }
}

}  // namespace libprofile::clusters::detail
