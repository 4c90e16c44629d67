// SPDX-License-Identifier: MIT
/// @file
/// Rectangles on the working plane.
#pragma once

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography {

/// A closed rectangle in metres. Empty where a minimum is above its maximum.
struct Extent {
  double x_min_m = 0.0;
  double y_min_m = 0.0;
  double x_max_m = -1.0;
  double y_max_m = -1.0;

  [[nodiscard]] bool is_empty() const { return !(x_min_m <= x_max_m && y_min_m <= y_max_m); }
};

/// The smallest rectangle around every vertex; empty where there is none.
[[nodiscard]] Extent extent_of(const Polygons& polygons);

/// The smallest rectangle around the points that have a place (NaN is skipped); empty where there is none.
[[nodiscard]] Extent extent_of(PlanarView points);

}  // namespace libprofile::geography
