// SPDX-License-Identifier: MIT
/// @file
/// How far each value is from the mean around it, squared.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "libprofile/geography/weights.hpp"

namespace libprofile::hotspots::detail {

/// Sums over a row with the place itself where the row has it.
struct Surroundings {
  double weight = 0.0;
  double weight_squared = 0.0;
  double sum = 0.0;
};

[[nodiscard]] Surroundings surroundings(const geography::Weights& weights, std::size_t i,
                                        std::span<const double> values);

/// Room for the squares of one dealing after another.
class LocalSquares {
 public:
  /// The caller keeps the weights, in which every place has a neighbour.
  explicit LocalSquares(const geography::Weights& weights) : weights_(weights), squares_(weights.size()) {}

  /// They stand until the next.
  [[nodiscard]] std::span<const double> of(std::span<const double> values);

 private:
  const geography::Weights& weights_;
  std::vector<double> squares_;
};

}  // namespace libprofile::hotspots::detail
