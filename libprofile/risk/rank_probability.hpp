// SPDX-License-Identifier: MIT
/// @file
/// How sure it is that a place is among the highest.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace libprofile::risk {

/// P(a place is among the k highest), from joint draws of all places: `draws[draw * places + place]`.
///
/// Where places are equal at the border of the highest k, each counts for its share of what is left: the probabilities
/// add up to k.
///
/// @param places  At least 1.
/// @param k       1 to places.
/// @throws InvalidArgument  for these, no draw, draws that are not a multiple of places, or not finite.
///
/// Cost O(draws places log k).
[[nodiscard]] std::vector<double> rank_probability(std::span<const double> draws, std::size_t places, std::size_t k);

/// Ranks that hold a place's rank with probability at least `level`: 1 is the highest. Places that are equal in a draw
/// have every rank that they share in it: of k places that are alike in all draws each may be any of 1 to k.
struct RankInterval {
  std::size_t best = 0;
  std::size_t worst = 0;
};

/// Central intervals of ranks. Arguments and errors as in `rank_probability`, and for a level outside (0, 1).
///
/// Cost O(draws places log places) time and O(draws places) memory.
[[nodiscard]] std::vector<RankInterval> rank_interval(std::span<const double> draws, std::size_t places, double level);

}  // namespace libprofile::risk
