// SPDX-License-Identifier: MIT
/// @file
/// What a rounded count may have been.
#pragma once

#include <vector>

namespace libprofile::risk::detail {

/// Chances of the counts `least`, `least` + 1, ... They add up to 1.
struct RoundedCount {
  double least = 0.0;
  std::vector<double> chance;
};

/// All that is known of the count is that it lies within `band` of `count` and not below 0, and that it is negative
/// binomial: Poisson under a risk that is gamma of this shape and rate. That is a count of which the limits are known
/// and nothing in between (interval censoring).
///
/// @param count, band  At least 0.
/// @param shape, rate, expected  Above 0.
[[nodiscard]] RoundedCount rounded_count(double count, double band, double shape, double rate, double expected);

}  // namespace libprofile::risk::detail
