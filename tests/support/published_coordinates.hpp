// SPDX-License-Identifier: MIT
/// @file
/// A07: looks for raw points among published coordinates.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace libprofile::testing {

/// Indices of published points that lie within `reach_m` of a raw point and are no vertex of a unit.
///
/// @param published, raw, vertices  Interleaved x, y in metres on one plane.
inline std::vector<std::size_t> leaked_coordinates(std::span<const double> published, std::span<const double> raw,
                                                   std::span<const double> vertices, double reach_m = 1.0) {
  std::set<std::pair<double, double>> known;
  for (std::size_t i = 0; i + 1 < vertices.size(); i += 2) {
    known.insert({vertices[i], vertices[i + 1]});
  }
  std::vector<std::pair<double, double>> points;
  for (std::size_t i = 0; i + 1 < raw.size(); i += 2) {
    points.emplace_back(raw[i], raw[i + 1]);
  }
  std::sort(points.begin(), points.end());
  std::vector<std::size_t> leaked;
  for (std::size_t i = 0; i + 1 < published.size(); i += 2) {
    const double x = published[i];
    const double y = published[i + 1];
    if (known.count({x, y}) != 0) {
      continue;
    }
    auto near = std::lower_bound(points.begin(), points.end(), std::pair{x - reach_m, -HUGE_VAL});
    for (; near != points.end() && near->first <= x + reach_m; ++near) {
      if (std::hypot(near->first - x, near->second - y) <= reach_m) {
        leaked.push_back(i / 2);
        break;
      }
    }
  }
  return leaked;
}

}  // namespace libprofile::testing
