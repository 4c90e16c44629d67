// SPDX-License-Identifier: MIT
#include "libprofile/core/correlation.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <vector>

#include "libprofile/core/error.hpp"

namespace libprofile::core {
namespace {

constexpr std::size_t kFewestPairs = 3;

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

bool is_constant(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [&](double value) { return value == values.front(); });
}

/// Ranks from 1, equal values at their mean rank.
std::vector<double> mean_ranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && values[order[end]] == values[order[begin]]) {
      ++end;
    }
    for (std::size_t k = begin; k < end; ++k) {
      ranks[order[k]] = 0.5 * static_cast<double>(begin + 1 + end);
    }
    begin = end;
  }
  return ranks;
}

}  // namespace

double correlation(std::span<const double> first, std::span<const double> second) {
  require(first.size() == second.size(), "second", second.size(), "as long as first");
  if (first.size() < kFewestPairs || is_constant(first) || is_constant(second)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const double mean_first = mean_of(first);
  const double mean_second = mean_of(second);
  double both = 0.0;
  double square_first = 0.0;
  double square_second = 0.0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    const double a = first[i] - mean_first;
    const double b = second[i] - mean_second;
    both += a * b;
    square_first += a * a;
    square_second += b * b;
  }
  if (!(square_first > 0.0 && square_second > 0.0)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  // So written that equal columns give 1 to the bit.
  return std::clamp(both / square_first * std::sqrt(square_first / square_second), -1.0, 1.0);
}

double rank_correlation(std::span<const double> first, std::span<const double> second) {
  return correlation(mean_ranks(first), mean_ranks(second));
}

}  // namespace libprofile::core
