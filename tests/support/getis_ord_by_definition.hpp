// SPDX-License-Identifier: MIT
/// @file
/// Getis–Ord written out place by place, and weights made pair by pair.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/core/random.hpp"
#include "libprofile/geography/weights.hpp"

namespace libprofile::testing {

/// A full matrix of weights in compressed rows.
inline geography::Weights weights_from(const std::vector<std::vector<double>>& matrix) {
  geography::Weights weights;
  for (const auto& row : matrix) {
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (row[j] != 0.0) {
        weights.neighbours.push_back(static_cast<std::uint32_t>(j));
        weights.values.push_back(row[j]);
      }
    }
    weights.offsets.push_back(weights.neighbours.size());
  }
  return weights;
}

/// 1 for each pair at most `radius` apart; divided by the row's sum where `standardised`.
inline std::vector<std::vector<double>> band(const std::vector<double>& x, const std::vector<double>& y, double radius,
                                             bool standardised = false) {
  std::vector<std::vector<double>> matrix(x.size(), std::vector<double>(x.size(), 0.0));
  for (std::size_t i = 0; i < x.size(); ++i) {
    double sum = 0.0;
    for (std::size_t j = 0; j < x.size(); ++j) {
      const double dx = x[i] - x[j];
      const double dy = y[i] - y[j];
      matrix[i][j] = i != j && dx * dx + dy * dy <= radius * radius ? 1.0 : 0.0;
      sum += matrix[i][j];
    }
    for (double& w : matrix[i]) {
      w = standardised && sum > 0.0 ? w / sum : w;
    }
  }
  return matrix;
}

/// Weights in (0, 1) for about `share` of all pairs, not symmetric.
inline std::vector<std::vector<double>> random_weights(std::uint64_t seed, std::size_t n, double share) {
  const core::Philox random(seed, core::Stream::testing);
  std::vector<std::vector<double>> matrix(n, std::vector<double>(n, 0.0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const auto row = static_cast<std::uint32_t>(i);
      const auto column = static_cast<std::uint32_t>(j);
      if (i != j && random.uniform(row, column, 0) < share) {
        matrix[i][j] = 1.0 - random.uniform(row, column, 1);
      }
    }
  }
  return matrix;
}

/// n values: whole numbers below `bound`.
inline std::vector<double> random_counts(std::uint64_t seed, std::size_t n, std::uint32_t bound) {
  const core::Philox random(seed, core::Stream::testing);
  std::vector<double> values(n);
  for (std::size_t i = 0; i < n; ++i) {
    values[i] = random.below(bound, static_cast<std::uint32_t>(i), 0, 7);
  }
  return values;
}

struct GetisOrdAtPlace {
  double statistic;
  double expected;
  double variance;
  double z;
};

/// Equations 5 to 8 of Ord and Getis (1995) at place i. For Gi*, `w` holds the weight of the place on itself.
inline GetisOrdAtPlace getis_ord_by_definition(const std::vector<double>& x, const std::vector<double>& w,
                                               std::size_t i, bool star) {
  double m = 0.0, total = 0.0, sum_w = 0.0, sum_ww = 0.0, lag = 0.0;
  for (std::size_t j = 0; j < x.size(); ++j) {
    if (star || j != i) {
      m += 1.0;
      total += x[j];
      sum_w += w[j];
      sum_ww += w[j] * w[j];
      lag += w[j] * x[j];
    }
  }
  const double mean = total / m;
  double squares = 0.0;
  for (std::size_t j = 0; j < x.size(); ++j) {
    squares += star || j != i ? (x[j] - mean) * (x[j] - mean) : 0.0;
  }
  const double variance = squares / m * (m * sum_ww - sum_w * sum_w) / (m - 1.0);
  return {lag / total, sum_w / m, variance / (total * total), (lag - sum_w * mean) / std::sqrt(variance)};
}

}  // namespace libprofile::testing
