// SPDX-License-Identifier: MIT
/// @file
/// How far two values go together over the map, smoothed over neighbours.
#pragma once

#include <span>

#include "libprofile/geography/weights.hpp"
#include "libprofile/hotspots/global_statistic.hpp"

namespace libprofile::hotspots {

/// Lee's L: the correlation of two values after each is summed over neighbours, without losing sight of how smooth they
/// are.
///
/// L = n / Σi Wi² · Σi (Σj wij xj)(Σj wij yj) / √(Σ xj² Σ yj²), of deviations, Wi = Σj wij. A weight of a place on
/// itself takes part: Lee uses row-standardised weights with it. The null deals out the pairs (x, y) together, so that
/// how they go together at one place is kept; there are no moments under normality. With y = x it is the share of the
/// spread that smoothing leaves. Islands and the absence of evidence as for `moran`.
///
/// @param x, y     One for each place; finite. May be empty.
/// @param weights  As many places as values; weights finite and not negative.
/// @throws InvalidArgument  for a value or weight outside its range, different lengths, or an option outside its range.
///
/// Time O(Σ k²), and O(P (n + links)) for P permutations. The same for any number of threads.
/// Method: Lee (2001), J. Geographical Systems 3, pages 369-385, equation 18; moments as in Lee (2004), Environment and
/// Planning A 36, pages 1687-1703.
[[nodiscard]] GlobalStatistic lee(std::span<const double> x, std::span<const double> y,
                                  const geography::Weights& weights, const GlobalOptions& options = {});

}  // namespace libprofile::hotspots
