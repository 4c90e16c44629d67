// SPDX-License-Identifier: MIT
/// @file
/// What all local statistics can be asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/hotspots/local_statistic.hpp"

namespace libprofile::hotspots {

struct LocalOptions {
  /// Conditional permutations for `p_permutation`; 0 for none. The least two-sided p is 2 / (permutations + 1), so
  /// fewer than 999 seldom survive the correction for many places. At most 10^6.
  std::int32_t permutations = 0;

  /// Which tail is extreme.
  Alternative alternative = Alternative::two_sided;

  /// Whether places share the random draws.
  Draws draws = Draws::shared;

  /// Where each place has draws of its own, those of a tail end once so many are at least as extreme, and p is that
  /// many over the draws made: Besag and Clifford (1991), Biometrika 78, pages 301-304. A place that is nothing special
  /// takes few draws then. 10 to 20 keep p within about a third to a quarter of itself; 0 for all draws.
  std::int32_t stop_after = 0;

  /// How p is adjusted for the number of places tested.
  Correction correction = Correction::benjamini_hochberg;

  /// Greatest q of a place that is given a label. In (0, 1).
  double level = 0.05;

  /// Of the permutations.
  std::uint64_t seed = 0;

  /// What a place needs of `base` to be tested; those with less are labelled `too_few`. At least 0.
  double minimum = 0.0;

  /// Events, expected events or people behind each value. Empty, or one for each place. The caller keeps it.
  std::span<const double> base = {};
};

/// Throws `InvalidArgument` unless every field is inside its documented range; `base` is checked for `places` places.
void validate(const LocalOptions& options, std::size_t places);

/// p adjusted for the number of those that are not NaN: Benjamini–Hochberg, min(1, tests p), or p itself.
[[nodiscard]] std::vector<double> adjusted(std::span<const double> p, Correction correction);

}  // namespace libprofile::hotspots
