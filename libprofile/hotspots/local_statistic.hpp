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

/// What is said of a place: more than expected around it, less, neither, or nothing because it has no neighbours.
enum class LocalLabel : std::uint8_t { none, hot, cold, island };

/// "none", "hot", "cold", "island".
[[nodiscard]] std::string_view to_string(LocalLabel label);

/// One entry for each place, in input order. For an island every number is NaN.
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
  /// Benjamini–Hochberg, over `p_permutation` where there is one and over `p` otherwise.
  std::vector<double> q;
  std::vector<LocalLabel> label;
};

}  // namespace libprofile::hotspots
