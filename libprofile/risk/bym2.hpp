// SPDX-License-Identifier: MIT
/// @file
/// Relative risks by the Besag-York-Mollié model in its scaled form.
#pragma once

#include "libprofile/geography/weights.hpp"
#include "libprofile/risk/spatial_risk.hpp"

namespace libprofile::risk {

/// What is believed of the smooth share before a count is seen.
enum class MixingPrior {
  /// Any share is as likely as any other.
  uniform,
  /// Less structure is preferred: P(share < 1/2) = 2/3. Riebler and others (2016), section 3.3.
  penalised,
};

struct Bym2Options {
  /// Share of the posterior that intervals hold. Above 0 and below 1.
  double level = 0.95;

  /// The prior of the standard deviation is exponential with P(deviation > largest_deviation) = tail. Above 0.
  double largest_deviation = 1.0;

  /// Above 0 and below 1.
  double tail = 0.01;

  MixingPrior mixing_prior = MixingPrior::uniform;

  /// How far a count may be from the true one: base - 1 after controlled rounding, 0 for exact counts. At most 2^20.
  double rounding_band = 0.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const Bym2Options& options);

/// count ~ Poisson(expected x risk), log risk = intercept + covariates + deviation (√(1 - m) v + √m u), v independent
/// standard normal, u an intrinsic autoregression over neighbours scaled to variance 1 in each connected part, where it
/// sums to zero. An island has no u of its own neighbours: its u is independent standard normal.
///
/// Hyperparameters are integrated out on a grid, above 5,000 places over nine points; coefficients have the prior
/// N(0, 1000), the intercept none.
///
/// With a rounding band a count is released with the chance that the rule of `poisson_gamma` gives it, and its
/// likelihood is the sum over the counts behind it; as much goes up as down under gamma risks without neighbours.
///
/// @param counts    Events, at least 0; NaN where withheld: such a place is predicted from its neighbours.
/// @param expected  Expected events, at least 0; NaN as above. Above 0 where there are events.
/// @param weights   Symmetric; a link of positive weight makes neighbours.
/// @throws InvalidArgument  for arguments outside these ranges or of different lengths, no event or no expected event
/// at
///                          all, one-sided weights, or covariates that are not finite. Covariates that repeat one
///                          another are held by their prior alone: their intervals are wide.
///
/// Cost: some seventy sparse factorisations, each about 25 ms for 35,000 areas, and passes over them; half as much
/// again for rounded counts. Method: Riebler, Sørbye, Simpson and Rue (2016), Stat. Methods Med. Res. 25, pages
/// 1145-1165; Rue, Martino and Chopin (2009), J. R. Stat. Soc. B 71, pages 319-392.
[[nodiscard]] SpatialRisk bym2(std::span<const double> counts, std::span<const double> expected,
                               const geography::Weights& weights, const Covariates& covariates = {},
                               const Bym2Options& options = {});

}  // namespace libprofile::risk
