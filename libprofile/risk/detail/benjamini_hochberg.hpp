// SPDX-License-Identifier: MIT
/// @file
/// p-values of several tests, corrected for how many there are.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace libprofile::risk::detail {

/// q of each p: the least share of false findings among those at most as likely under chance. NaN stays NaN and is no
/// test. Meant for tens of types; for many places there is `hotspots::false_discovery_rate`, which gives the same.
///
/// Method: Benjamini and Hochberg (1995), J. R. Stat. Soc. B 57, pages 289-300.
[[nodiscard]] inline std::vector<double> benjamini_hochberg(std::span<const double> p) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (!std::isnan(p[i])) {
      order.push_back(i);
    }
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] > p[b]; });
  std::vector<double> q(p.begin(), p.end());
  const auto tests = static_cast<double>(order.size());
  double least = 1.0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    least = std::min(least, p[order[k]] * tests / static_cast<double>(order.size() - k));
    q[order[k]] = least;
  }
  return q;
}

}  // namespace libprofile::risk::detail
