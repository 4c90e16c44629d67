// SPDX-License-Identifier: MIT
/// @file
/// Whether places with much of a value lie beside places with much of it.
#pragma once

#include <span>

#include "libprofile/geography/weights.hpp"
#include "libprofile/hotspots/global_statistic.hpp"

namespace libprofile::hotspots {

/// Moran's I: how alike neighbours are, from about −1 (unlike) through −1 / (n − 1) (chance) to about 1 (alike).
///
/// I = n / S0 · Σ wij zi zj / Σ zi², z the deviations from the mean, S0 = Σ wij. A link of a place to itself takes no
/// part. A place without links counts in n and in the mean: the values could have been dealt to it. There is no p, and
/// `evidence` says why, where no place has a neighbour, all values are equal, or no arrangement could give another I.
///
/// @param values   One for each place; finite. May be empty.
/// @param weights  As many places as values; weights finite and not negative, not necessarily symmetric.
/// @throws InvalidArgument  for a value or weight outside its range, or an option outside its range.
///
/// Time O(links log k), and O(P (n + links)) for P permutations. The same for any number of threads.
/// Method: Moran (1950), Biometrika 37, pages 17-23; Cliff and Ord (1981), Spatial Processes, pages 42-46.
[[nodiscard]] GlobalStatistic moran(std::span<const double> values, const geography::Weights& weights,
                                    const GlobalOptions& options = {});

/// The bivariate form: n / S0 · Σ wij xi yj / √(Σ xi² Σ yj²), of deviations, x the values and y those `around`.
///
/// Only `around` is dealt out: `expected` is 0 and the variance exact, the same under randomisation and normality. How
/// the two go together at one and the same place is no part of it, but where they do and are smooth, I is large too:
/// see `lee`. For rates of different populations take `standardised_rates` first.
///
/// @throws InvalidArgument  also for values of different lengths.
/// Method: Wartenberg (1985), Geographical Analysis 17, pages 263-283.
[[nodiscard]] GlobalStatistic moran(std::span<const double> values, std::span<const double> around,
                                    const geography::Weights& weights, const GlobalOptions& options = {});

}  // namespace libprofile::hotspots
