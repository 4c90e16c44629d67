// SPDX-License-Identifier: MIT
/// @file
/// Moves places between regions while that makes each more alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/weights.hpp"

namespace libprofile::geography::detail {

/// Which places may move, and what they are alike in.
struct RegionProblem {
  /// Links in both directions, nobody its own neighbour.
  const Weights& weights;
  std::span<const double> size;
  /// Row-major, `width` a place.
  std::span<const double> attributes;
  std::size_t width;
  double floor;
};

/// Sum over regions of squared deviations from the mean. Time O(places x width).
[[nodiscard]] double dissimilarity(const RegionProblem& problem, std::span<const std::uint32_t> region,
                                   std::size_t regions);

/// Moves places, lowest first, to the neighbouring region that lowers the dissimilarity most (then the lowest region),
/// while both stay connected and at the floor or more, until a whole round moves none, at most 50 rounds.
void improve(const RegionProblem& problem, std::vector<std::uint32_t>& region, std::size_t regions);

}  // namespace libprofile::geography::detail
