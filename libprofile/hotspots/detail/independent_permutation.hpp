// SPDX-License-Identifier: MIT
/// @file
/// Conditional permutation in which each place has draws of its own.
#pragma once

#include <vector>

#include "libprofile/hotspots/detail/conditional_permutation.hpp"

namespace libprofile::hotspots::detail {

[[nodiscard]] std::vector<Tails> independent_tails(const PermutedStatistic& statistic, const NeighbourRows& rows,
                                                   const PermutationPlan& plan);

}  // namespace libprofile::hotspots::detail
