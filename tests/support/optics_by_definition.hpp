// SPDX-License-Identifier: MIT
/// @file
/// OPTICS written out: each next point by looking at all.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "libprofile/clusters/optics.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::testing {

inline clusters::OpticsOrdering optics_by_definition(geography::PlanarView points, double radius_m,
                                                     std::size_t min_points) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const std::size_t n = points.size();
  const auto squared = [&](std::size_t i, std::size_t j) {
    const double dx = points.x(i) - points.x(j);
    const double dy = points.y(i) - points.y(j);
    return dx * dx + dy * dy;
  };
  std::vector<double> core(n, kInfinity);
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<double> distances;
    for (std::size_t j = 0; j < n; ++j) {
      distances.push_back(squared(i, j));
    }
    std::sort(distances.begin(), distances.end());
    if (min_points <= n && distances[min_points - 1] <= radius_m * radius_m) {
      core[i] = distances[min_points - 1];
    }
  }
  clusters::OpticsOrdering result;
  std::vector<double> reach(n, kInfinity);
  result.predecessor.assign(n, -1);
  std::vector<bool> is_taken(n);
  while (result.ordering.size() < n) {
    std::size_t next = n;
    for (std::size_t i = 0; i < n; ++i) {
      if (!is_taken[i] && (next == n || reach[i] < reach[next])) {
        next = i;
      }
    }
    is_taken[next] = true;
    result.ordering.push_back(static_cast<std::uint32_t>(next));
    for (std::size_t j = 0; j < n && core[next] < kInfinity; ++j) {
      const double through = std::max(core[next], squared(next, j));
      if (!is_taken[j] && squared(next, j) <= radius_m * radius_m && through < reach[j]) {
        reach[j] = through;
        result.predecessor[j] = static_cast<std::int32_t>(next);
      }
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    result.reachability_m.push_back(std::sqrt(reach[i]));
    result.core_distance_m.push_back(std::sqrt(core[i]));
  }
  return result;
}

}  // namespace libprofile::testing
