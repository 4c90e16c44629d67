// SPDX-License-Identifier: MIT
/// @file
/// LOSH where the values themselves are dealt out over the map.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/weights.hpp"
#include "libprofile/hotspots/detail/tails.hpp"

namespace libprofile::hotspots::detail {

/// For each place, how often Hi of a dealing was as large, and as small, as that observed.
///
/// Every dealing gives all values to all places, each order equally likely, and works out local means, squares and
/// their mean anew. One in which no value differs from the mean around it says nothing: it counts in both tails.
///
/// @param deviation  Values, measured from their mean.
/// @param weights  Every place has a neighbour.
/// Time O((n + links) permutations), parallel over permutations; the same for any number of threads.
[[nodiscard]] std::vector<Tails> dealt_losh_tails(std::span<const double> deviation, const geography::Weights& weights,
                                                  std::int32_t permutations, std::uint64_t seed);

}  // namespace libprofile::hotspots::detail
