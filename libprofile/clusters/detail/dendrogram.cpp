// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/dendrogram.hpp"

#include <cmath>
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

double Dendrogram::height_m(std::uint32_t node) const {
  return is_point(node) ? 0.0 : std::sqrt(edges_[node - points_].squared_m2);
}

std::vector<std::uint32_t> Dendrogram::parts(std::uint32_t node) const {
  const double height = height_m(node);
  std::vector<std::uint32_t> parts;
  std::vector<std::uint32_t> open{join(node).right, join(node).left};
  while (!open.empty()) {
    const std::uint32_t next = open.back();
    open.pop_back();
    if (is_point(next) || height_m(next) < height) {
      parts.push_back(next);
    } else {
      open.push_back(join(next).right);
      open.push_back(join(next).left);
    }
  }
  return parts;
}

}  // namespace libprofile::clusters::detail
