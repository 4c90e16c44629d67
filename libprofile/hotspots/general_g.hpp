// SPDX-License-Identifier: MIT
/// @file
/// Whether high values lie together, or low ones.
#pragma once

#include <span>

#include "libprofile/geography/weights.hpp"
#include "libprofile/hotspots/global_statistic.hpp"

namespace libprofile::hotspots {

/// The general G: the share of all products of two places that is between neighbours.
///
/// G = Σ wij xi xj / Σ xi xj over i ≠ j. Above expectation where high values lie together, below where low ones do.
/// Values are measured from 0, so adding a number to all of them changes G. Best with binary weights. There are no
/// moments under normality. NaN where at most one value is not 0. Links of a place to itself, islands and the absence
/// of evidence as for `moran`.
///
/// @param values   One for each place; finite and at least 0. May be empty.
/// @param weights  As many places as values; weights finite and not negative.
/// @throws InvalidArgument  for a value or weight outside its range, or an option outside its range.
///
/// Time O(links log k), and O(P (n + links)) for P permutations. The same for any number of threads.
/// Method: Getis and Ord (1992), Geographical Analysis 24, pages 189-206, equation 5.
[[nodiscard]] GlobalStatistic general_g(std::span<const double> values, const geography::Weights& weights,
                                        const GlobalOptions& options = {});

}  // namespace libprofile::hotspots
