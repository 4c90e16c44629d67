// SPDX-License-Identifier: MIT
/// @file
/// How often the neighbours of a place, dealt out at random, give as much or as little as they do.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/core/random.hpp"
#include "libprofile/geography/weights.hpp"
#include "libprofile/hotspots/detail/permuted_statistic.hpp"
#include "libprofile/hotspots/detail/tails.hpp"
#include "libprofile/hotspots/local_statistic.hpp"

namespace libprofile::hotspots::detail {

struct PermutationPlan {
  std::int32_t permutations = 0;
  Draws draws = Draws::shared;
  core::Stream stream = core::Stream::getis_ord;
  std::uint64_t seed = 0;
  /// A tail is counted up to so many and no further; 0 for to the end. Only where each place has draws of its own.
  std::int32_t stop_after = 0;
};

/// The tails of a statistic at each place, the values of the place itself held where they are and all others dealt out.
///
/// Both tails are 0 for a place without a weight on another. Ties, to 1e-12 of the sum of the sizes of the terms, count
/// as extreme. Values and weights are finite, and neighbours places: the caller has checked.
[[nodiscard]] std::vector<Tails> permutation_tails(const PermutedStatistic& statistic, const NeighbourRows& rows,
                                                   const PermutationPlan& plan);

}  // namespace libprofile::hotspots::detail
