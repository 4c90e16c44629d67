// SPDX-License-Identifier: MIT
/// @file
/// Places that have something and are next to unusually many others that have it.
#pragma once

#include <span>

#include "libprofile/geography/weights.hpp"
#include "libprofile/hotspots/local_options.hpp"
#include "libprofile/hotspots/local_statistic.hpp"

namespace libprofile::hotspots {

/// Local join counts: BBi = xi Σj wij xj for x that is 1 where a place has something and 0 where it has not.
///
/// Only places that have it are tested; the others are labelled `absent`, with statistic 0 and no p. A link of a place
/// to itself is left out; a place without any other neighbour is an `island`. `expected` and `variance` are those of
/// BBi where the place keeps what it has and all others are dealt out at random; z and the normal p are crude where few
/// have it, so ask for permutations. Where no arrangement could give another count, z = 0 and p = 1.
///
/// `label` where q is at most `level`: `joined` where z is above 0, `apart` where it is below.
///
/// @param values   0 or 1 for each place. May be empty.
/// @param weights  As many places as values; weights finite and not negative.
/// @param options  The usual alternative is `greater`.
/// @throws InvalidArgument  for a value other than 0 and 1, weights not finite or negative, a neighbour that is no
///   place, lengths that differ, or an option outside its range.
///
/// Cost and threads as `getis_ord`. Method: Anselin and Li (2019), Journal of Geographical Systems 21, pages 189-210.
[[nodiscard]] LocalStatistic local_join_counts(std::span<const double> values, const geography::Weights& weights,
                                               const LocalOptions& options = {.alternative = Alternative::greater});

/// The bivariate form for two things that no place has both of: xi (1 - vi) Σj wij vj (1 - xj). Places with x alone are
/// tested for neighbours with v alone.
[[nodiscard]] LocalStatistic local_join_counts(std::span<const double> values, std::span<const double> around,
                                               const geography::Weights& weights,
                                               const LocalOptions& options = {.alternative = Alternative::greater});

/// Colocation: places that have all of several things, next to others that have them all.
[[nodiscard]] LocalStatistic local_colocation(std::span<const std::span<const double>> columns,
                                              const geography::Weights& weights,
                                              const LocalOptions& options = {.alternative = Alternative::greater});

}  // namespace libprofile::hotspots
