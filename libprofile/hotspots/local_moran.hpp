// SPDX-License-Identifier: MIT
/// @file
/// Places that are like, or unlike, the places around them.
#pragma once

#include <span>

#include "libprofile/geography/weights.hpp"
#include "libprofile/hotspots/local_options.hpp"
#include "libprofile/hotspots/local_statistic.hpp"

namespace libprofile::hotspots {

/// Local Moran's I of each place: Ii = zi / m Σj wij zj, with z the deviations from the mean and m = Σ z² / (n - 1).
///
/// A link of a place to itself is left out. `expected` and `variance` are those of Ii where the place keeps its value
/// and all others are dealt out at random: Sokal, Oden and Thomson (1998), equations A7 and A8. z, and with it the
/// normal p, says how far Σj wij zj is from what dealing would give, with the sign of zi.
///
/// Where no arrangement could give another value (the place is exactly at the mean, all other values are equal, or all
/// places are equal neighbours) there is no evidence: z = 0, p = 1. Values that are all equal have no statistic: NaN. A
/// place without a neighbour other than itself is an `island`: NaN throughout, and not among the tests. `p_permutation`
/// is that of `getis_ord` with the same meaning of ties.
///
/// `label` where q is at most `level`: `high_high`, `low_low`, `low_high` or `high_low`, the place first and then its
/// surroundings, each against the mean of all values. A place or surroundings exactly at the mean (to 1e-12 of the
/// terms) are neither high nor low, and then the label is `none`.
///
/// @param values   One for each place; finite. May be empty.
/// @param weights  As many places as values; weights finite and not negative.
/// @throws InvalidArgument  for a value or weight that is not finite, a negative weight, a neighbour that is no place,
///   lengths that differ, or an option outside its range.
///
/// Cost and threads as `getis_ord`. Method: Anselin (1995), Geographical Analysis 27, pages 93-115.
[[nodiscard]] LocalStatistic local_moran(std::span<const double> values, const geography::Weights& weights,
                                         const LocalOptions& options = {});

/// The bivariate form: Ii = ui Σj wij vj, with u and v the values here and those around, each less its mean and divided
/// by its standard deviation (n - 1). Only `around` is dealt out. The label says where the place stands in `values` and
/// its surroundings in `around`.
///
/// It finds places with much of one thing surrounded by much of another; it cannot say whether the two go together
/// within places.
[[nodiscard]] LocalStatistic local_moran(std::span<const double> values, std::span<const double> around,
                                         const geography::Weights& weights, const LocalOptions& options = {});

}  // namespace libprofile::hotspots
