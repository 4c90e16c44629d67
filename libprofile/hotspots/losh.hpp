// SPDX-License-Identifier: MIT
/// @file
/// Places whose surroundings vary more, or less, than those of others.
#pragma once

#include <span>

#include "libprofile/geography/weights.hpp"
#include "libprofile/hotspots/local_options.hpp"
#include "libprofile/hotspots/local_statistic.hpp"

namespace libprofile::hotspots {

/// What the permutations of `losh` deal out.
enum class Permuted {
  /// The e of the other places, as they were worked out from the map: fast, and approximate, since e of places that
  /// share neighbours depend on each other.
  residuals,
  /// The values of all places; local means and e are worked out anew each time. Exact where values could have been
  /// exchanged.
  values,
};

/// Local spatial heteroscedasticity: Hi = Σj wij ej / (ē Σj wij), with ej = (xj - x̄j)², x̄j the weighted mean of the
/// values around place j and ē the mean of all e.
///
/// Weights are used as they are: give them a link of each place to itself (`with_self`), as Ord and Getis do, to have
/// the place counted in its own surroundings. `expected` is 1 and `variance` that of Hi where the e are dealt out over
/// the map; p is from the scaled chi-square distribution with 2 / variance degrees of freedom, and z the standard
/// deviations from 1. `p_permutation` keeps ei and deals out the other e, with the same meaning of ties as `getis_ord`;
/// or, by `permuted`, deals out the values themselves, with shared draws only.
///
/// A place without a neighbour other than itself is an `island`: NaN throughout, and its value takes no part in
/// anything. Where all e are equal there is no evidence: z = 0, p = 1, and where they are all 0 no statistic: NaN.
///
/// `label` where q is at most `level`: `varied` where z is above 0, `uniform` where it is below.
///
/// @param values   One for each place; finite. May be empty.
/// @param weights  As many places as values; weights finite and not negative.
/// @throws InvalidArgument  as `getis_ord`, and for independent draws of values.
///
/// Cost and threads as `getis_ord`; where values are dealt out O((n + links) permutations).
/// Method: Ord and Getis (2012), Annals of Regional Science 48, pages 529-539; permutations as Xu, Mei and Yan (2014),
/// Annals of Regional Science 52, pages 697-710.
[[nodiscard]] LocalStatistic losh(std::span<const double> values, const geography::Weights& weights,
                                  const LocalOptions& options = {}, Permuted permuted = Permuted::residuals);

}  // namespace libprofile::hotspots
