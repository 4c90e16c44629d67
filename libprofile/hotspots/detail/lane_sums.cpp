// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/arrangements.hpp"

namespace libprofile::hotspots::detail {
namespace {

/// Whether a weight of the place on itself takes part.
enum class Self { left_out, kept };

/// Σj wij xj of each lane.
LaneSums lag(const geography::Weights& weights, std::size_t i, const double* x, Self self) {
  LaneSums sums{};
  const auto neighbours = weights.neighbours_of(i);
  const auto w = weights.values_of(i);
  for (std::size_t k = 0; k < neighbours.size(); ++k) {
    if (neighbours[k] == i && self == Self::left_out) {
      continue;
    }
    const double* const there = x + neighbours[k] * kLanes;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      sums[lane] += w[k] * there[lane];
    }
  }
  return sums;
}

}  // namespace

LaneSums sum_of_products(const geography::Weights& weights, const std::vector<double>& x) {
  LaneSums total{};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const LaneSums around = lag(weights, i, x.data(), Self::left_out);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      total[lane] += x[i * kLanes + lane] * around[lane];
    }
  }
  return total;
}

LaneSums sum_of_squares(const geography::Weights& weights, const std::vector<double>& x) {
  LaneSums total{};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto neighbours = weights.neighbours_of(i);
    const auto w = weights.values_of(i);
    const double* const here = x.data() + i * kLanes;
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
      const double* const there = x.data() + neighbours[k] * kLanes;
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        const double difference = here[lane] - there[lane];
        total[lane] += w[k] * (difference * difference);
      }
    }
  }
  return total;
}

LaneSums sum_of_lag_products(const geography::Weights& weights, const std::vector<double>& x,
                             const std::vector<double>& y) {
  LaneSums total{};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const LaneSums x_around = lag(weights, i, x.data(), Self::kept);
    const LaneSums y_around = lag(weights, i, y.data(), Self::kept);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      total[lane] += x_around[lane] * y_around[lane];
    }
  }
  return total;
}

LaneSums sum_of_multiples(std::span<const double> multipliers, const std::vector<double>& x) {
  LaneSums total{};
  for (std::size_t i = 0; i < multipliers.size(); ++i) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      total[lane] += multipliers[i] * x[i * kLanes + lane];
    }
  }
  return total;
}

}  // namespace libprofile::hotspots::detail
