// SPDX-License-Identifier: MIT
/// @file
/// What chance and spread make of the difference between the root of a count and that of its expectation.
#pragma once

namespace libprofile::risk::detail {

/// Of 4 (√X - √mean)², whose expectation is 1 for Poisson counts of large means.
struct RootMoments {
  /// Expectation for a Poisson count.
  double by_chance;
  /// How much the expectation grows with the relative variance of the mean, at 0: `mean` for large means.
  double by_spread;
};

/// Sums of the Poisson distribution up to a mean of 150, series in 1 / mean above, where both agree to 1e-12.
///
/// @param mean  Above 0 and finite.
///
/// With g(m) = E √X for X of mean m: by_chance = 8 √mean (√mean - g), by_spread = -4 mean^2.5 g''; a Poisson
/// expectation has g'' = E[√(X + 2) - 2 √(X + 1) + √X].
/// Time O(mean) up to there, O(1) above.
[[nodiscard]] RootMoments root_moments(double mean);

}  // namespace libprofile::risk::detail
