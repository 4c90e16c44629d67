// SPDX-License-Identifier: MIT
/// @file
/// How often the neighbours of a place, dealt out at random, sum to as much or as little as they do.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/weights.hpp"
#include "libprofile/hotspots/local_statistic.hpp"

namespace libprofile::hotspots::detail {

struct PermutationPlan {
  std::int32_t permutations = 0;
  Alternative alternative = Alternative::two_sided;
  std::uint64_t seed = 0;
};

/// The permutation p of Σj wij xj over the neighbours j ≠ i of each place, x of the place itself held where it is.
///
/// NaN for a place without a positive weight on another. Ties, to 1e-12 of the sum of |wij xj|, count as extreme.
/// Values and weights are finite, and neighbours places: the caller has checked.
[[nodiscard]] std::vector<double> conditional_permutation_p(std::span<const double> values,
                                                            const geography::Weights& weights,
                                                            const PermutationPlan& plan);

}  // namespace libprofile::hotspots::detail
