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
    return {statistic >= at_least ? 1U : 0U, statistic <= at_most ? 1U : 0U};
  }
};

/// Bounds of a statistic whose terms have sizes that add up to `scale`.
[[nodiscard]] inline Bounds bounds_of(double statistic, double scale) {
  return {statistic - kTie * scale, statistic + kTie * scale};
}

/// (r + 1) / (permutations + 1); two-sided doubles the smaller tail, at most 1.
[[nodiscard]] inline double permutation_p(const Tails& tails, std::int32_t permutations, Alternative alternative) {
  const double draws = permutations + 1.0;
  const double greater = (tails.at_least + 1.0) / draws;
  const double less = (tails.at_most + 1.0) / draws;
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
