// SPDX-License-Identifier: MIT
/// @file
/// Places whose surroundings hold more, or less, of a value than chance would put there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "libprofile/geography/weights.hpp"
#include "libprofile/hotspots/local_options.hpp"
#include "libprofile/hotspots/local_statistic.hpp"

namespace libprofile::hotspots {

struct GetisOrdOptions {
  /// Gi*: the place itself is one of its neighbours. False gives Gi, which leaves it out. Where a row has no weight on
  /// itself, it gets the largest weight of the row, before anything is standardised: binary weights get 1, and weights
  /// that were row-standardised give what they would have given binary. A row that already weighs itself is kept.
  bool star = true;

  /// Conditional permutations for `p_permutation`; 0 for none. The least two-sided p is 2 / (permutations + 1), so
  /// fewer than 999 seldom survive the correction for many places.
  std::int32_t permutations = 0;

  /// Which tail is extreme.
  Alternative alternative = Alternative::two_sided;

  /// Greatest q of a place that is called hot or cold. In (0, 1).
  double level = 0.05;

  /// Of the permutations.
  std::uint64_t seed = 0;

  /// Whether places share the random draws.
  Draws draws = Draws::shared;

  /// Where each place has draws of its own, those of a tail end once so many are at least as extreme, and p is that
  /// many over the draws made: Besag and Clifford (1991), Biometrika 78, pages 301-304. A place that is nothing special
  /// takes few draws then. 10 to 20 keep p within about a third to a quarter of itself; 0 for all draws.
  std::int32_t stop_after = 0;

  /// How p is adjusted for the number of places tested.
  Correction correction = Correction::benjamini_hochberg;

  /// What a place needs of `base` to be tested; those with less are labelled `too_few`. At least 0.
  double minimum = 0.0;

  /// Events, expected events or people behind each value. Empty, or one for each place. The caller keeps it.
  std::span<const double> base = {};
};

/// Throws `InvalidArgument` unless every field is inside its documented range; `base` is checked for `places` places.
void validate(const GetisOrdOptions& options, std::size_t places);

/// The Getis–Ord statistic of each place: the share of all of a value that lies in its surroundings.
///
/// `statistic` is the ratio Σj wij xj / Σj xj (without j = i for Gi); NaN where the values sum to 0. `z` is that of Ord
/// and Getis (1995) for any weights, and does not depend on the scale of a row. Where no arrangement of the values
/// could give another statistic (all other values equal, or all places equal neighbours) there is no evidence: z = 0, p
/// = 1. A place without a neighbour other than itself is an `island`: NaN throughout, and not counted among the tests.
///
/// `p_permutation` keeps the value of a place and permutes all others: p = (r + 1) / (permutations + 1) with r the
/// permutations at least as extreme, ties (to 1e-12, relative) among them; two-sided doubles the smaller tail, at most
/// 1. Shared draws leave each place's p exact; only the p of two places depend on each other through them.
///
/// `label` is hot where q is at most `level` and z above 0, cold where z is below 0.
///
/// @param values   One for each place; finite. May be empty.
/// @param weights  As many places as values; weights finite and not negative.
/// @throws InvalidArgument  for a value or weight that is not finite, a negative weight, a neighbour that is no place,
///   another number of places than values, or an option outside its range.
///
/// Time O(n + links) analytic. With P permutations and k neighbours: O(P k + n log P) where the weights of a row are
/// equal and the draws shared, O(n P k) otherwise. The same for any number of threads.
/// Method: Ord and Getis (1995), Geographical Analysis 27, pages 286-306, equations 5 to 8.
[[nodiscard]] LocalStatistic getis_ord(std::span<const double> values, const geography::Weights& weights,
                                       const GetisOrdOptions& options = {});

}  // namespace libprofile::hotspots
