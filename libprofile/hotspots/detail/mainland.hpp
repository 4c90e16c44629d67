// SPDX-License-Identifier: MIT
/// @file
/// Places that have neighbours which have neighbours.
#pragma once

#include <cstddef>
#include <vector>

#include "libprofile/geography/weights.hpp"

namespace libprofile::hotspots::detail {

/// The places with a neighbour, and the weights among them.
struct Mainland {
  std::vector<std::size_t> place;
  geography::Weights weights;
};

/// Leaves islands out, and then those that had no neighbour but islands, until none is left. A place itself is no
/// neighbour, nor is one by a weight of 0. Time O(n + links).
[[nodiscard]] Mainland mainland_of(const geography::Weights& weights);

}  // namespace libprofile::hotspots::detail
