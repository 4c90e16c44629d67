// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/local_squares.hpp"

namespace libprofile::hotspots::detail {

Surroundings surroundings(const geography::Weights& weights, std::size_t i, std::span<const double> values) {
  Surroundings sums;
  for (std::size_t k = weights.offsets[i]; k < weights.offsets[i + 1]; ++k) {
    sums.weight += weights.values[k];
    sums.weight_squared += weights.values[k] * weights.values[k];
    sums.sum += weights.values[k] * values[weights.neighbours[k]];
  }
  return sums;
}

std::span<const double> LocalSquares::of(std::span<const double> values) {
  for (std::size_t k = 0; k < squares_.size(); ++k) {
    const Surroundings around = surroundings(weights_, k, values);
    const double residual = values[k] - around.sum / around.weight;
    squares_[k] = residual * residual;
  }
  return squares_;
}

}  // namespace libprofile::hotspots::detail
