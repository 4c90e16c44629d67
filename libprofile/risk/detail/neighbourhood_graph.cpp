// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/neighbourhood_graph.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/fill_reducing_order.hpp"

namespace libprofile::risk::detail {
namespace {

using Triplets = std::vector<Eigen::Triplet<double>>;

bool are_linked(const geography::Weights& weights, std::size_t i, std::size_t j) {
  const auto neighbours = weights.neighbours_of(i);
  const auto found = std::lower_bound(neighbours.begin(), neighbours.end(), j);
  return found != neighbours.end() && *found == j &&
         weights.values_of(i)[static_cast<std::size_t>(found - neighbours.begin())] > 0.0;
}

void require_symmetric(const geography::Weights& weights, std::size_t i, std::size_t j) {
  require(j < weights.size(), "weights.neighbours", j, "below the number of places");
  if (!are_linked(weights, j, i)) {
    throw InvalidArgument("weights: must be symmetric: place " + std::to_string(i) + " has " + std::to_string(j) +
                          " for a neighbour, which has not it; use contiguity, or the union of both directions");
  }
}

/// `here[place]` is where the place stands.
SparseMatrix laplacian_in(const geography::Weights& weights, const std::vector<std::size_t>& here) {
  Triplets entries;
  entries.reserve(weights.links() + weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto neighbours = weights.neighbours_of(i);
    const auto row = static_cast<int>(here[i]);
    double count = 0.0;
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
      const std::size_t j = neighbours[k];
      if (j != i && weights.values_of(i)[k] > 0.0) {
        require_symmetric(weights, i, j);
        entries.emplace_back(row, static_cast<int>(here[j]), -1.0);
        count += 1.0;
      }
    }
    entries.emplace_back(row, row, count);
  }
  SparseMatrix laplacian(static_cast<Eigen::Index>(weights.size()), static_cast<Eigen::Index>(weights.size()));
  laplacian.setFromTriplets(entries.begin(), entries.end());
  return laplacian;
}

void find_parts(NeighbourhoodGraph& graph) {
  constexpr std::size_t kUnseen = static_cast<std::size_t>(-1);
  graph.part.assign(graph.size(), kUnseen);
  std::vector<std::size_t> open;
  for (std::size_t first = 0; first < graph.size(); ++first) {
    if (graph.part[first] != kUnseen) {
      continue;
    }
    const std::size_t part = graph.part_size.size();
    graph.part_size.push_back(0);
    graph.part[first] = part;
    open.assign(1, first);
    while (!open.empty()) {
      const std::size_t place = open.back();
      open.pop_back();
      ++graph.part_size[part];
      for (SparseMatrix::InnerIterator link(graph.laplacian, static_cast<Eigen::Index>(place)); link; ++link) {
        const auto other = static_cast<std::size_t>(link.row());
        if (graph.part[other] == kUnseen) {
          graph.part[other] = part;
          open.push_back(other);
        }
      }
    }
  }
}

}  // namespace

NeighbourhoodGraph neighbourhood_graph(const geography::Weights& weights) {
  std::vector<std::size_t> here(weights.size());
  for (std::size_t i = 0; i < here.size(); ++i) {
    here[i] = i;
  }
  NeighbourhoodGraph graph;
  graph.order = fill_reducing_order(laplacian_in(weights, here));
  for (std::size_t i = 0; i < here.size(); ++i) {
    here[graph.order[i]] = i;
  }
  graph.laplacian = laplacian_in(weights, here);
  graph.factor_pattern = std::make_shared<const Supernodes>(supernodes(graph.laplacian));
  find_parts(graph);
  return graph;
}

}  // namespace libprofile::risk::detail
