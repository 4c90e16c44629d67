// SPDX-License-Identifier: MIT
/// @file
/// The neighbourhood graph of a map, as models of smooth risk see it.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "libprofile/geography/weights.hpp"
#include "libprofile/risk/detail/supernodes.hpp"

namespace libprofile::risk::detail {

/// Places stand in an order that keeps factors sparse: `order[here] = place as given`.
struct NeighbourhoodGraph {
  std::vector<std::size_t> order;
  /// Neighbours on the diagonal, -1 for each pair of neighbours. Row and column of an island are a single 0.
  SparseMatrix laplacian;
  /// Of the factor of any matrix with the pattern of `laplacian`.
  std::shared_ptr<const Supernodes> factor_pattern;
  /// Which connected part each place is in, numbered from 0; islands have parts of their own.
  std::vector<std::size_t> part;
  std::vector<std::size_t> part_size;

  [[nodiscard]] std::size_t size() const { return order.size(); }
  [[nodiscard]] bool is_island(std::size_t here) const { return part_size[part[here]] == 1; }
};

/// A link of positive weight makes neighbours; how large the weight is does not matter, and neither do links of a place
/// to itself.
///
/// @throws InvalidArgument  where a place has a neighbour that does not have it.
[[nodiscard]] NeighbourhoodGraph neighbourhood_graph(const geography::Weights& weights);

}  // namespace libprofile::risk::detail
