// SPDX-License-Identifier: MIT
/// @file
/// What the rates behind few counts may be spread like: not one gamma distribution, but all that the counts allow.
#pragma once

#include <span>
#include <vector>

#include "libprofile/risk/interval.hpp"

namespace libprofile::risk::detail {

/// A gamma distribution of rates, and how likely it is in the light of the counts.
struct PossiblePrior {
  double chance = 0.0;
  double shape = 0.0;
  /// Shape over mean.
  double rate = 0.0;
};

/// Means and variances on a grid, by the chance of the counts (negative binomial) under them. Before the counts are
/// seen every standard deviation of rates over their mean is as likely as any other (Gelman), up to the root of 10, and
/// the mean by its root.
///
/// @param counts     At least 0, two or more, not all 0. Need not be whole.
/// @param exposures  Above 0.
[[nodiscard]] std::vector<PossiblePrior> possible_priors(std::span<const double> counts,
                                                         std::span<const double> exposures);

/// The central interval of a rate of which `count` was seen at `exposure`: of the gamma distribution that has the mean
/// and the variance of the posteriors under all priors.
[[nodiscard]] Interval interval_over(std::span<const PossiblePrior> priors, double count, double exposure,
                                     double level);

}  // namespace libprofile::risk::detail
