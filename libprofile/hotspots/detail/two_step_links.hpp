// SPDX-License-Identifier: MIT
/// @file
/// The matrix WᵀW: who is weighed by the same place.
#pragma once

#include <vector>

#include "libprofile/geography/weights.hpp"
#include "libprofile/hotspots/detail/arrangement_moments.hpp"

namespace libprofile::hotspots::detail {

struct TwoStepLinks {
  /// Without the diagonal.
  PairSums pairs;
  std::vector<double> diagonal;
  /// Row sums without the diagonal.
  std::vector<double> rows;
  /// Σ of all entries: Σi (Σj wij)².
  double total = 0.0;
};

/// Time O(Σ k²), memory O(n + links).
[[nodiscard]] TwoStepLinks two_step_links(const geography::Weights& weights);

}  // namespace libprofile::hotspots::detail
