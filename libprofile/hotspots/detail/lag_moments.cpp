// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/lag_moments.hpp"

namespace libprofile::hotspots::detail {

RowSums row_sums(const geography::Weights& weights, std::size_t i) {
  RowSums sums;
  const auto neighbours = weights.neighbours_of(i);
  const auto w = weights.values_of(i);
  for (std::size_t k = 0; k < w.size(); ++k) {
    if (neighbours[k] != i) {
      sums.weight += w[k];
      sums.weight_squared += w[k] * w[k];
    }
  }
  return sums;
}

double dealt_variance(const RowSums& row, double size, double variance) {
  const double spread = size * row.weight_squared - row.weight * row.weight;
  const bool can_differ = size > 1.0 && spread > kRounding * size * row.weight_squared;
  return can_differ ? variance * spread / (size - 1.0) : 0.0;
}

}  // namespace libprofile::hotspots::detail
