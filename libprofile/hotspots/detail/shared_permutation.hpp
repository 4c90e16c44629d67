// SPDX-License-Identifier: MIT
/// @file
/// Conditional permutation in which all places look at the same draws.
#pragma once

#include <vector>

#include "libprofile/hotspots/detail/conditional_permutation.hpp"

namespace libprofile::hotspots::detail {

[[nodiscard]] std::vector<Tails> shared_tails(const PermutedStatistic& statistic, const NeighbourRows& rows,
                                              const PermutationPlan& plan);

}  // namespace libprofile::hotspots::detail
