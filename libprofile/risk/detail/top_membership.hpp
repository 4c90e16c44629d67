// SPDX-License-Identifier: MIT
/// @file
/// Which places are among those with the most.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace libprofile::risk::detail {

/// 1 for places above the border of the top `k`, 0 for those below it; those at it share what is left equally.
[[nodiscard]] inline std::vector<double> top_membership(std::span<const double> counts, std::size_t k) {
  std::vector<double> sorted(counts.begin(), counts.end());
  const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(k - 1);
  std::nth_element(sorted.begin(), last, sorted.end(), std::greater<>());
  const double border = *last;
  const auto above = std::count_if(counts.begin(), counts.end(), [&](double count) { return count > border; });
  const auto equal = std::count(counts.begin(), counts.end(), border);
  const double share = (static_cast<double>(k) - static_cast<double>(above)) / static_cast<double>(equal);
  std::vector<double> belongs(counts.size());
  std::transform(counts.begin(), counts.end(), belongs.begin(), [&](double count) {
    return count > border ? 1.0 : count == border ? share : 0.0;
  });
  return belongs;
}

}  // namespace libprofile::risk::detail
