// SPDX-License-Identifier: MIT
/// @file
/// Whether places of one kind adjoin places of the same kind.
#pragma once

#include <span>

#include "libprofile/geography/weights.hpp"
#include "libprofile/hotspots/global_statistic.hpp"

namespace libprofile::hotspots {

/// Joins by the colours of their ends: places with 1 are black, those with 0 white.
struct JoinCounts {
  GlobalStatistic bb;
  GlobalStatistic bw;
  GlobalStatistic ww;
};

/// Counts joins between black places, between unlike ones, and between white ones.
///
/// bb = ½ Σ wij bi bj, bw = ½ Σ wij (bi − bj)², ww = ½ Σ wij (1 − bi)(1 − bj): with binary symmetric weights these are
/// numbers of joins. Moments keep the number of black places (non-free sampling, sampling without replacement); there
/// are none under normality. One set of arrangements serves all three. Where all places are of one colour the counts
/// are given, without p. Links of a place to itself, islands and the absence of evidence as for `moran`; there a count
/// that every arrangement repeats has evidence `fixed` by itself.
///
/// @param values   0 or 1 for each place. May be empty.
/// @param weights  As many places as values; weights finite and not negative.
/// @throws InvalidArgument  for a value other than 0 and 1, a weight outside its range, or an option outside its range.
///
/// Time O(links log k), and O(P (n + links)) for P permutations. The same for any number of threads.
/// Method: Moran (1948), J. R. Stat. Soc. B 10, pages 243-251; Cliff and Ord (1981), pages 11-20.
[[nodiscard]] JoinCounts join_counts(std::span<const double> values, const geography::Weights& weights,
                                     const GlobalOptions& options = {});

}  // namespace libprofile::hotspots
