// SPDX-License-Identifier: MIT
/// @file
/// Quantiles of counts of which few are expected: sums of probabilities from 0 up.
#pragma once

#include "libprofile/risk/interval.hpp"

namespace libprofile::risk::detail {

/// Whether sums are quick and right to 1e-12: probabilities neither run below the smallest number nor go on for long,
/// and the level leaves more outside than what sums round off.
///
/// @param relative_variance  Of the mean of the count: 0 for Poisson counts.
[[nodiscard]] constexpr bool may_be_summed(double expected, double relative_variance, double level) {
  constexpr double kMost = 500.0;
  constexpr double kLeastOutside = 1e-6;
  return expected * (1.0 + relative_variance) <= kMost && 1.0 - level >= kLeastOutside;
}

/// The smallest counts whose cumulative probabilities are at least (1 - level) / 2 and (1 + level) / 2.
///
/// @param none  P(X = 0), above 0.
/// @param grow  P(X = count + 1) / P(X = count).
template <typename Grow>
[[nodiscard]] Interval summed_limits(double none, const Grow& grow, double level) {
  double count = 0.0;
  double probability = none;
  double sum = none;
  const auto reach = [&](double share) {
    while (sum < share) {
      probability *= grow(count);
      sum += probability;
      count += 1.0;
    }
    return count;
  };
  const double lower = reach((1.0 - level) / 2.0);
  return {lower, reach((1.0 + level) / 2.0)};
}

}  // namespace libprofile::risk::detail
