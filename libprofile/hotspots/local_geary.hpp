// SPDX-License-Identifier: MIT
/// @file
/// Places whose values are near to, or far from, those of their neighbours.
#pragma once

#include <span>

#include "libprofile/geography/weights.hpp"
#include "libprofile/hotspots/local_options.hpp"
#include "libprofile/hotspots/local_statistic.hpp"

namespace libprofile::hotspots {

/// Local Geary's c of each place: ci = Σj wij (zi - zj)², with z the deviations from the mean over the standard
/// deviation (n - 1). Small where the place is like its neighbours.
///
/// A link of a place to itself is left out. `expected` and `variance` are those of ci where the place keeps its value
/// and all others are dealt out at random; z below 0 says nearer than chance. Where no arrangement could give another
/// value there is no evidence: z = 0, p = 1. Values that are all equal have no statistic: NaN. A place without a
/// neighbour other than itself is an `island`. `p_permutation` is that of `getis_ord` with the same meaning of ties.
///
/// `label` where q is at most `level`: `different` where z is above 0; below, `high_high` or `low_low` where the place
/// and the sum of its neighbours' deviations lie on that side of the mean, and `similar` otherwise.
///
/// @param values   One for each place; finite. May be empty.
/// @param weights  As many places as values; weights finite and not negative.
/// @throws InvalidArgument  for a value or weight that is not finite, a negative weight, a neighbour that is no place,
///   lengths that differ, or an option outside its range.
///
/// Time as `getis_ord` for any weights. The same for any number of threads.
/// Method: Anselin (1995), Geographical Analysis 27, pages 93-115; Sokal, Oden and Thomson (1998), Geographical
/// Analysis 30, pages 331-354.
[[nodiscard]] LocalStatistic local_geary(std::span<const double> values, const geography::Weights& weights,
                                         const LocalOptions& options = {});

/// The multivariate form: the mean of ci over several values of each place. Places are dealt out whole. The label is
/// `similar` or `different`. At least one column, at most 64; a column whose values are all equal is refused.
///
/// Method: Anselin (2019), Geographical Analysis 51, pages 133-150.
[[nodiscard]] LocalStatistic local_geary(std::span<const std::span<const double>> columns,
                                         const geography::Weights& weights, const LocalOptions& options = {});

}  // namespace libprofile::hotspots
