// SPDX-License-Identifier: MIT
/// @file
/// DBSCAN written out pair by pair, and points to try it on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "libprofile/core/random.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::testing {

/// Interleaved x, y: six dense places over a uniform background on 1,000 m, some of the points repeated, and all on
/// whole metres where `snapped`, so that equal distances are common.
inline std::vector<double> clustered_points(std::uint64_t seed, std::size_t n, bool snapped) {
  const core::Philox random(seed, core::Stream::testing);
  std::vector<double> xy_m;
  for (std::uint32_t i = 0; i < n; ++i) {
    const auto u = [&](std::uint32_t draw) { return random.uniform(i, 0, draw); };
    const auto centre = static_cast<std::uint32_t>(u(0) * 10.0);
    double x = 1000.0 * u(1);
    double y = 1000.0 * u(2);
    if (centre < 6) {
      x = 1000.0 * random.uniform(centre, 1, 0) + 40.0 * (u(1) + u(3) - 1.0);
      y = 1000.0 * random.uniform(centre, 1, 1) + 40.0 * (u(2) + u(4) - 1.0);
    }
    if (i > 20 && u(5) < 0.1) {
      const std::size_t other = random.below(i, i, 2, 0);
      x = xy_m[2 * other];
      y = xy_m[2 * other + 1];
    }
    xy_m.push_back(snapped ? static_cast<double>(static_cast<std::int64_t>(x)) : x);
    xy_m.push_back(snapped ? static_cast<double>(static_cast<std::int64_t>(y)) : y);
  }
  return xy_m;
}

/// Core points by counting, clusters by walking from each core point in input order, border points to the nearest core.
inline std::vector<std::int32_t> dbscan_by_definition(geography::PlanarView points, double radius_m, double min_points,
                                                      const std::vector<double>& weights = {}) {
  const std::size_t n = points.size();
  const auto squared = [&](std::size_t i, std::size_t j) {
    const double dx = points.x(i) - points.x(j);
    const double dy = points.y(i) - points.y(j);
    return dx * dx + dy * dy;
  };
  std::vector<bool> is_core(n);
  for (std::size_t i = 0; i < n; ++i) {
    double sum = 0.0;
    for (std::size_t j = 0; j < n; ++j) {
      sum += squared(i, j) <= radius_m * radius_m ? (weights.empty() ? 1.0 : weights[j]) : 0.0;
    }
    is_core[i] = sum >= min_points;
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
        if (is_core[j] && labels[j] < 0 && squared(i, j) <= radius_m * radius_m) {
          labels[j] = clusters;
          open.push_back(j);
        }
      }
    }
    ++clusters;
  }
  for (std::size_t i = 0; i < n; ++i) {
    double nearest = radius_m * radius_m;
    for (std::size_t j = 0; j < n && !is_core[i]; ++j) {
      if (is_core[j] &&
          (squared(i, j) < nearest || (squared(i, j) == nearest && (labels[i] < 0 || labels[j] < labels[i])))) {
        nearest = squared(i, j);
        labels[i] = labels[j];
      }
    }
  }
  return labels;
}

}  // namespace libprofile::testing
