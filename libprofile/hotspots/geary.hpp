// SPDX-License-Identifier: MIT
/// @file
/// How far neighbours differ, beside how far all places do.
#pragma once

#include <span>

#include "libprofile/geography/weights.hpp"
#include "libprofile/hotspots/global_statistic.hpp"

namespace libprofile::hotspots {

/// Geary's C: 0 where neighbours are equal, 1 by chance, above 1 where they differ more than places do elsewhere.
///
/// C = (n − 1) / (2 S0) · Σ wij (xi − xj)² / Σ (xi − mean)². `z` is below 0 where neighbours are alike. Links of a
/// place to itself, islands and the absence of evidence as for `moran`.
///
/// @param values   One for each place; finite. May be empty.
/// @param weights  As many places as values; weights finite and not negative.
/// @throws InvalidArgument  for a value or weight outside its range, or an option outside its range.
///
/// Time O(links log k), and O(P (n + links)) for P permutations. The same for any number of threads.
/// Method: Geary (1954), The Incorporated Statistician 5, pages 115-146; Cliff and Ord (1981), pages 42-46.
[[nodiscard]] GlobalStatistic geary(std::span<const double> values, const geography::Weights& weights,
                                    const GlobalOptions& options = {});

}  // namespace libprofile::hotspots
