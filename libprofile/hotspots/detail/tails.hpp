// SPDX-License-Identifier: MIT
/// @file
/// How often a permuted statistic was as large, and as small, as the observed one.
#pragma once

#include <algorithm>
#include <cstdint>

#include "libprofile/hotspots/local_statistic.hpp"

namespace libprofile::hotspots::detail {

/// A permuted statistic counts as equal to the observed one within this share of the sum of the sizes of its terms.
inline constexpr double kTie = 1e-12;

struct Tails {
  std::uint32_t at_least = 0;
  std::uint32_t at_most = 0;
  /// The number of draws at which a tail was no longer counted; 0 where it was to the end.
  std::uint32_t at_least_stopped = 0;
  std::uint32_t at_most_stopped = 0;

  void add(const Tails& more) {
    at_least += more.at_least;
    at_most += more.at_most;
  }
  void remove(const Tails& less) {
    at_least -= less.at_least;
    at_most -= less.at_most;
  }
};

/// From where a permuted statistic is as extreme as the observed one.
struct Bounds {
  double at_least = 0.0;
  double at_most = 0.0;

  [[nodiscard]] Tails tails_of(double statistic) const {
    return {statistic >= at_least ? 1U : 0U, statistic <= at_most ? 1U : 0U, 0U, 0U};
  }
};

/// Bounds of a statistic whose terms have sizes that add up to `scale`.
[[nodiscard]] inline Bounds bounds_of(double statistic, double scale) {
  return {statistic - kTie * scale, statistic + kTie * scale};
}

/// (r + 1) / (permutations + 1), or r over the draws made where the tail stopped.
[[nodiscard]] inline double tail_p(std::uint32_t extreme, std::uint32_t stopped, std::int32_t permutations) {
  return stopped > 0 ? static_cast<double>(extreme) / stopped : (extreme + 1.0) / (permutations + 1.0);
}

/// Two-sided doubles the smaller tail, at most 1.
[[nodiscard]] inline double permutation_p(const Tails& tails, std::int32_t permutations, Alternative alternative) {
  const double greater = tail_p(tails.at_least, tails.at_least_stopped, permutations);
  const double less = tail_p(tails.at_most, tails.at_most_stopped, permutations);
  switch (alternative) {
    case Alternative::greater:
      return greater;
    case Alternative::less:
      return less;
    case Alternative::two_sided:
      break;
  }
  return std::min(1.0, 2.0 * std::min(greater, less));
}

}  // namespace libprofile::hotspots::detail
