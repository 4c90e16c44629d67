// SPDX-License-Identifier: MIT
/// @file
/// How likely a true count was to be released as a given multiple of the base.
#pragma once

#include <span>

namespace libprofile::risk::detail {

/// Controlled rounding seen from one cell: a count goes to the multiple of the base below or above it, mostly to the
/// nearer one; those near a border go where the sums need them.
struct RoundingModel {
  /// Base - 1, above 0; 0 for exact counts.
  double band = 0.0;
  /// What is left over a multiple of the base goes up as often as down here.
  double threshold = 0.0;

  [[nodiscard]] double base() const { return band + 1.0; }

  /// P(a count that lies `rest` above a multiple of the base goes up): 0 and 1 beyond 0.15 bases from the threshold,
  /// and straight between. Measured on simulated gates; see docs/methods/poisson_gamma.md.
  [[nodiscard]] double chance_up(double rest) const;

  /// P(released | true) by how far the true count lies above the released one.
  [[nodiscard]] double chance(double true_over_released) const;
};

/// The model under which as much goes up as down: sums of a release hold, so that all counts together are not moved.
///
/// @param expected           Above 0.
/// @param relative_variance  Of a gamma distribution of risks around `mean`, over its square; 0 for none.
[[nodiscard]] RoundingModel balanced_rounding(std::span<const double> expected, double mean, double relative_variance,
                                              double band);

/// The mean square of what rounding adds to a number of which any rest is as likely as any other.
[[nodiscard]] double mean_square_of_rounding(double band);

/// By how much the mean square of released counts about `expected` exceeds the variance of the true ones.
[[nodiscard]] double variance_of_rounding(const RoundingModel& model, double expected, double relative_variance);

}  // namespace libprofile::risk::detail
