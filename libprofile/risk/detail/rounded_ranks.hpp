// SPDX-License-Identifier: MIT
/// @file
/// Ranks of scores whose counts are known up to their rounding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/risk/poisson_gamma.hpp"
#include "libprofile/risk/rank_probability.hpp"

namespace libprofile::risk::detail {

struct RoundedRanksOptions {
  double level = 0.95;
  std::size_t draws = 200;
  std::uint64_t seed = 0;
};

/// Central intervals of the ranks of Σ weight × log ratio, each draw taking one of the counts that are possible for
/// each place and indicator.
///
/// @param possible  Of each indicator and place, in this order; empty where a place has none.
/// @returns 0 to 0 for a place without one of the indicators.
[[nodiscard]] std::vector<RankInterval> rounded_ranks(std::span<const std::vector<LogRisks>> possible,
                                                      std::span<const double> weights,
                                                      const RoundedRanksOptions& options);

}  // namespace libprofile::risk::detail
