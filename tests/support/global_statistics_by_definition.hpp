// SPDX-License-Identifier: MIT
/// @file
/// Global statistics written out pair by pair, and their moments over every arrangement of the values.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numeric>
#include <vector>

namespace libprofile::testing {

using Matrix = std::vector<std::vector<double>>;
using Vector = std::vector<double>;

inline Vector deviations(const Vector& x) {
  const double mean = std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
  Vector z(x);
  std::for_each(z.begin(), z.end(), [&](double& one) { one -= mean; });
  return z;
}

/// Σ_{i≠j} wij term(i, j).
inline double over_pairs(const Matrix& w, const std::function<double(std::size_t, std::size_t)>& term) {
  double sum = 0.0;
  for (std::size_t i = 0; i < w.size(); ++i) {
    for (std::size_t j = 0; j < w.size(); ++j) {
      sum += i == j ? 0.0 : w[i][j] * term(i, j);
    }
  }
  return sum;
}

inline double s0_of(const Matrix& w) {
  return over_pairs(w, [](std::size_t, std::size_t) { return 1.0; });
}

inline double dot(const Vector& a, const Vector& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

inline double moran_by_definition(const Vector& x, const Vector& y, const Matrix& w) {
  const Vector a = deviations(x);
  const Vector b = deviations(y);
  const double products = over_pairs(w, [&](std::size_t i, std::size_t j) { return a[i] * b[j]; });
  return static_cast<double>(x.size()) / s0_of(w) * products / std::sqrt(dot(a, a) * dot(b, b));
}

inline double geary_by_definition(const Vector& x, const Matrix& w) {
  const Vector z = deviations(x);
  const double squares = over_pairs(w, [&](std::size_t i, std::size_t j) { return std::pow(x[i] - x[j], 2.0); });
  return (static_cast<double>(x.size()) - 1.0) / (2.0 * s0_of(w)) * squares / dot(z, z);
}

inline double general_g_by_definition(const Vector& x, const Matrix& w) {
  const auto product = [&](std::size_t i, std::size_t j) { return x[i] * x[j]; };
  return over_pairs(w, product) / over_pairs(Matrix(x.size(), Vector(x.size(), 1.0)), product);
}

inline double joins_by_definition(const Vector& b, const Matrix& w, double ends) {
  return 0.5 * over_pairs(w, [&](std::size_t i, std::size_t j) { return b[i] + b[j] == ends ? 1.0 : 0.0; });
}

inline double lee_by_definition(const Vector& x, const Vector& y, const Matrix& w) {
  const Vector a = deviations(x);
  const Vector b = deviations(y);
  double products = 0.0;
  double squares = 0.0;
  for (const Vector& row : w) {
    products += dot(row, a) * dot(row, b);
    squares += std::pow(std::accumulate(row.begin(), row.end(), 0.0), 2.0);
  }
  return static_cast<double>(x.size()) / squares * products / std::sqrt(dot(a, a) * dot(b, b));
}

struct OverAllArrangements {
  double mean = 0.0;
  double variance = 0.0;
  /// Shares of arrangements at least and at most as large as the values' own.
  double at_least = 0.0;
  double at_most = 0.0;
};

/// Of `statistic(order)` over all n! orders of the places.
inline OverAllArrangements over_all_arrangements(
    std::size_t n, const std::function<double(const std::vector<std::size_t>&)>& statistic) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> found;
  do {
    found.push_back(statistic(order));
  } while (std::next_permutation(order.begin(), order.end()));
  const auto count = static_cast<double>(found.size());
  OverAllArrangements result;
  result.mean = std::accumulate(found.begin(), found.end(), 0.0) / count;
  for (const double one : found) {
    result.variance += (one - result.mean) * (one - result.mean) / count;
    result.at_least += one >= found[0] - 1e-12 ? 1.0 / count : 0.0;
    result.at_most += one <= found[0] + 1e-12 ? 1.0 / count : 0.0;
  }
  return result;
}

/// The values of `x` in an order.
inline Vector dealt(const Vector& x, const std::vector<std::size_t>& order) {
  Vector result;
  for (const std::size_t i : order) {
    result.push_back(x[i]);
  }
  return result;
}

}  // namespace libprofile::testing
