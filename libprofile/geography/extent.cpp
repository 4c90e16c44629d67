// SPDX-License-Identifier: MIT
#include "libprofile/geography/extent.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace libprofile::geography {
namespace {

Extent extent_of_pairs(std::span<const double> xy_m) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  Extent extent{kInfinity, kInfinity, -kInfinity, -kInfinity};
  for (std::size_t i = 0; i + 1 < xy_m.size(); i += 2) {
    const double x = xy_m[i];
    const double y = xy_m[i + 1];
    if (std::isnan(x) || std::isnan(y)) {
      continue;
    }
    extent.x_min_m = std::min(extent.x_min_m, x);
    extent.y_min_m = std::min(extent.y_min_m, y);
    extent.x_max_m = std::max(extent.x_max_m, x);
    extent.y_max_m = std::max(extent.y_max_m, y);
  }
  return extent.is_empty() ? Extent{} : extent;
}

}  // namespace

Extent extent_of(const Polygons& polygons) {
  return extent_of_pairs(polygons.xy);
}

Extent extent_of(PlanarView points) {
  return extent_of_pairs(points.xy_m());
}

}  // namespace libprofile::geography
