// SPDX-License-Identifier: MIT
/// @file
/// The nearest other points, by sorting all of them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::testing {

/// Squared distance and index of the k nearest other points of point i, ascending.
inline std::vector<std::pair<double, std::uint32_t>> nearest_by_definition(geography::PlanarView points, std::size_t i,
                                                                           std::size_t k) {
  std::vector<std::pair<double, std::uint32_t>> others;
  for (std::size_t j = 0; j < points.size(); ++j) {
    const double dx = points.x(i) - points.x(j);
    const double dy = points.y(i) - points.y(j);
    if (j != i) {
      others.emplace_back(dx * dx + dy * dy, static_cast<std::uint32_t>(j));
    }
  }
  std::sort(others.begin(), others.end());
  others.resize(k);
  return others;
}

}  // namespace libprofile::testing
