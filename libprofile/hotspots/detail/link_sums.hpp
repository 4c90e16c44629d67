// SPDX-License-Identifier: MIT
/// @file
/// What the moments of a global statistic need to know of the weights.
#pragma once

#include <cstddef>
#include <vector>

#include "libprofile/geography/weights.hpp"

namespace libprofile::hotspots::detail {

/// Links of a place to itself take no part.
struct LinkSums {
  /// Σ wij, i ≠ j.
  double s0 = 0.0;
  /// ½ Σ (wij + wji)².
  double s1 = 0.0;
  /// Σi degree².
  double s2 = 0.0;
  /// Σj (wij + wji) of each place.
  std::vector<double> degree;
  /// Places of degree 0.
  std::size_t islands = 0;
};

/// Time O(links · log k). The weights were checked.
[[nodiscard]] LinkSums link_sums(const geography::Weights& weights);

}  // namespace libprofile::hotspots::detail
