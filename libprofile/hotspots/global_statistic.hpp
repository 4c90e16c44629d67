// SPDX-License-Identifier: MIT
/// @file
/// What one number says about a whole map.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "libprofile/hotspots/local_statistic.hpp"

namespace libprofile::hotspots {

/// Where the mean and variance of a statistic come from: the values dealt out anew over the places, or values drawn
/// from one normal distribution.
enum class Assumption { randomisation, normality };

/// Why there is no p, if there is none.
enum class Evidence : std::uint8_t {
  enough,
  /// No place has a neighbour.
  no_links,
  /// All values are the same, or none or all places are black.
  all_equal,
  /// Every arrangement of these values over these places gives the same statistic.
  fixed,
};

/// "enough", "no links", "all values equal", "the same in every arrangement".
[[nodiscard]] std::string_view to_string(Evidence evidence);

struct GlobalOptions {
  /// For `expected`, `variance`, `z` and `p`.
  Assumption assumption = Assumption::randomisation;

  /// Which tail is extreme. Of the statistic as it is: Geary's C is small where neighbours are alike.
  Alternative alternative = Alternative::two_sided;

  /// Arrangements for `p_permutation`; 0 for none.
  std::int32_t permutations = 0;

  /// Of the arrangements.
  std::uint64_t seed = 0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const GlobalOptions& options);

/// `z`, `p` and `p_permutation` are NaN unless `evidence` is enough.
struct GlobalStatistic {
  /// NaN where it is not defined.
  double statistic = std::numeric_limits<double>::quiet_NaN();
  double expected = std::numeric_limits<double>::quiet_NaN();
  double variance = std::numeric_limits<double>::quiet_NaN();
  double z = std::numeric_limits<double>::quiet_NaN();
  /// From the normal distribution.
  double p = std::numeric_limits<double>::quiet_NaN();
  /// (r + 1) / (permutations + 1), r the arrangements at least as extreme, ties (to 1e-12, relative) among them;
  /// two-sided doubles the smaller tail, at most 1. NaN where none were asked for.
  double p_permutation = std::numeric_limits<double>::quiet_NaN();
  std::size_t places = 0;
  /// Places that no link leaves or enters. They count among the places and have no neighbours.
  std::size_t islands = 0;
  Evidence evidence = Evidence::enough;
};

}  // namespace libprofile::hotspots
