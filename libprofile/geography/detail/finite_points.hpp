// SPDX-License-Identifier: MIT
/// @file
/// Refusing points without a place.
#pragma once

#include <cmath>
#include <cstddef>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography::detail {

/// Throws `InvalidArgument` naming the position of the first point that is not finite.
inline void require_finite_points(PlanarView points) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!std::isfinite(points.x(i)) || !std::isfinite(points.y(i))) {
      throw InvalidArgument("points[" + std::to_string(i) + "] is not finite: must have both coordinates");
    }
  }
}

}  // namespace libprofile::geography::detail
