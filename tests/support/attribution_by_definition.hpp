// SPDX-License-Identifier: MIT
/// @file
/// Incidents given to premises, pair by pair.
#pragma once

#include <cstddef>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::testing {

/// Each incident's weight, split equally over the premises at most `radius_m` away.
inline std::vector<double> attribution_by_definition(geography::PlanarView incidents,
                                                     const std::vector<double>& weights, geography::PlanarView premises,
                                                     double radius_m) {
  std::vector<double> sums(premises.size(), 0.0);
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    std::vector<std::size_t> near;
    for (std::size_t j = 0; j < premises.size(); ++j) {
      const double dx = incidents.x(i) - premises.x(j);
      const double dy = incidents.y(i) - premises.y(j);
      if (dx * dx + dy * dy <= radius_m * radius_m) {
        near.push_back(j);
      }
    }
    for (const std::size_t j : near) {
      sums[j] += (weights.empty() ? 1.0 : weights[i]) / static_cast<double>(near.size());
    }
  }
  return sums;
}

}  // namespace libprofile::testing
