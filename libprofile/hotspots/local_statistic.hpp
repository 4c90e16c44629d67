// SPDX-License-Identifier: MIT
/// @file
/// What a local statistic says about each place.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace libprofile::hotspots {

/// Which departures from expectation count as extreme.
enum class Alternative { two_sided, greater, less };

/// Whether the places look at one set of random draws, which leaves the p of each exact and costs next to nothing, or
/// each at draws of its own, which makes the p of two places independent given the values.
enum class Draws { shared, independent };

/// How p is adjusted for the number of places tested: to control the share of false finds, the chance of any, or not.
enum class Correction { benjamini_hochberg, bonferroni, none };

/// What is said of a place. Each method says which of these it uses, and when.
enum class LocalLabel : std::uint8_t {
  /// Tested, and nothing unusual found.
  none,
  /// More around it than expected; less.
  hot,
  cold,
  /// Nothing is said: it has no neighbours.
  island,
  /// The place and then its surroundings, above or below the mean.
  high_high,
  low_low,
  low_high,
  high_low,
  /// Nearer to, or further from, its neighbours than chance would put it.
  similar,
  different,
  /// More links to places that have the same than expected; fewer.
  joined,
  apart,
  /// Its surroundings vary more, or less, than those of others.
  varied,
  uniform,
  /// Nothing is said: fewer events stand behind it than the minimum asked for.
  too_few,
  /// Nothing is said: the place does not have what is counted around it.
  absent
};

/// "none", "hot", "cold", "island", "high-high", "low-low", "low-high", "high-low", "similar", "different", "joined",
/// "apart", "varied", "uniform", "too few", "absent".
[[nodiscard]] std::string_view to_string(LocalLabel label);

/// One entry for each place, in input order. For an island every number is NaN; where nothing was tested, p and q are.
struct LocalStatistic {
  std::vector<double> statistic;
  /// Mean and variance of `statistic` if the values were placed at random.
  std::vector<double> expected;
  std::vector<double> variance;
  /// Standard deviations above (positive) or below (negative) expectation.
  std::vector<double> z;
  /// From the normal distribution.
  std::vector<double> p;
  /// From permutations; empty where none were asked for.
  std::vector<double> p_permutation;
  /// Adjusted by the correction asked for, from `p_permutation` where there is one and from `p` otherwise.
  std::vector<double> q;
  std::vector<LocalLabel> label;
};

}  // namespace libprofile::hotspots
