// SPDX-License-Identifier: MIT
#include "libprofile/risk/association.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <vector>

#include "libprofile/risk/detail/checks.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kFewestPlaces = 3;

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double correlation(const std::vector<double>& first, const std::vector<double>& second) {
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
  const double scale = std::sqrt(square_first) * std::sqrt(square_second);
  return scale > 0.0 ? std::clamp(both / scale, -1.0, 1.0) : kNotGiven;
}

/// Ranks from 1, equal values at their mean rank.
std::vector<double> mean_ranks(const std::vector<double>& values) {
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

bool is_constant(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [&](double value) { return value == values.front(); });
}

}  // namespace

Association association(std::span<const double> first, std::span<const double> second) {
  detail::check_same_length(second.size(), "second", first.size(), "first");
  std::vector<double> a;
  std::vector<double> b;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (std::isfinite(first[i]) && std::isfinite(second[i])) {
      a.push_back(first[i]);
      b.push_back(second[i]);
    }
  }
  if (a.size() < kFewestPlaces || is_constant(a) || is_constant(b)) {
    return {kNotGiven, kNotGiven, a.size()};
  }
  return {correlation(a, b), correlation(mean_ranks(a), mean_ranks(b)), a.size()};
}

}  // namespace libprofile::risk
