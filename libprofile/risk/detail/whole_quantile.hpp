// SPDX-License-Identifier: MIT
/// @file
/// The quantile of a distribution of whole numbers whose cumulative probabilities are known.
#pragma once

#include <algorithm>
#include <cmath>

namespace libprofile::risk::detail {

/// The smallest whole number at least 0 whose cumulative probability is at least `share`: between a number below and
/// one not below, found from `start` in steps that double.
///
/// @param cumulative  P(X <= count); 0 below 0.
/// @param start       Whole, at least 0: a guess.
/// @param step        Whole, at least 1.
template <typename Cumulative>
[[nodiscard]] double whole_quantile(const Cumulative& cumulative, double share, double start, double step) {
  const bool is_below = cumulative(start) < share;
  double below = start;
  double above = start;
  for (;; step *= 2.0) {
    double& end = is_below ? above : below;
    end = is_below ? end + step : std::max(-1.0, end - step);
    if ((cumulative(end) < share) != is_below) {
      break;
    }
    (is_below ? below : above) = end;
  }
  while (above - below > 1.0) {
    const double middle = std::floor((above + below) / 2.0);
    if (middle <= below || middle >= above) {
      break;  // Beyond 2^53 neighbouring whole numbers are no longer apart.
    }
    (cumulative(middle) < share ? below : above) = middle;
  }
  return above;
}

/// A guess for `whole_quantile`: from `start` in single steps, adding or taking off probabilities, for some thousand.
///
/// @param sum          P(X <= start).
/// @param probability  P(X = start).
/// @param grow         P(X = count + 1) / P(X = count).
template <typename Grow>
[[nodiscard]] double walk_to_quantile(double share, double start, double sum, double probability, const Grow& grow) {
  constexpr int kMostSteps = 4096;
  double count = start;
  int step = 0;
  for (; sum < share && step < kMostSteps; ++step) {
    probability *= grow(count);
    sum += probability;
    count += 1.0;
  }
  for (; sum - probability >= share && count > 0.0 && step < kMostSteps; ++step) {
    sum -= probability;
    count -= 1.0;
    probability /= grow(count);
  }
  return count;
}

}  // namespace libprofile::risk::detail
