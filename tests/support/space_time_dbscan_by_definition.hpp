// SPDX-License-Identifier: MIT
/// @file
/// Space-time DBSCAN written out pair by pair.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::testing {

/// Core points by counting, clusters by walking from each core point in input order, border points to the core point
/// that is nearest in space, then in time, then of lowest number.
inline std::vector<std::int32_t> space_time_dbscan_by_definition(geography::PlanarView points,
                                                                 const std::vector<double>& times_days, double radius_m,
                                                                 double lag_days, std::size_t min_points) {
  const std::size_t n = points.size();
  const auto squared = [&](std::size_t i, std::size_t j) {
    const double dx = points.x(i) - points.x(j);
    const double dy = points.y(i) - points.y(j);
    return dx * dx + dy * dy;
  };
  const auto lag = [&](std::size_t i, std::size_t j) { return std::abs(times_days[i] - times_days[j]); };
  const auto are_near = [&](std::size_t i, std::size_t j) {
    return squared(i, j) <= radius_m * radius_m && lag(i, j) <= lag_days;
  };
  std::vector<bool> is_core(n);
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t near = 0;
    for (std::size_t j = 0; j < n; ++j) {
      near += are_near(i, j) ? 1U : 0U;
    }
    is_core[i] = near >= min_points;
  }
  std::vector<std::int32_t> labels(n, -1);
  std::int32_t clusters = 0;
  for (std::size_t start = 0; start < n; ++start) {
    if (!is_core[start] || labels[start] >= 0) {
      continue;
    }
    std::vector<std::size_t> open{start};
    labels[start] = clusters;
    while (!open.empty()) {
      const std::size_t i = open.back();
      open.pop_back();
      for (std::size_t j = 0; j < n; ++j) {
        if (is_core[j] && labels[j] < 0 && are_near(i, j)) {
          labels[j] = clusters;
          open.push_back(j);
        }
      }
    }
    ++clusters;
  }
  for (std::size_t i = 0; i < n; ++i) {
    std::tuple<double, double, std::int32_t> best{1e300, 0.0, -1};
    for (std::size_t j = 0; j < n && !is_core[i]; ++j) {
      if (is_core[j] && are_near(i, j)) {
        best = std::min(best, {squared(i, j), lag(i, j), labels[j]});
      }
    }
    labels[i] = is_core[i] ? labels[i] : std::get<2>(best);
  }
  return labels;
}

}  // namespace libprofile::testing
