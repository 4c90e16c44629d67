// SPDX-License-Identifier: MIT
/// @file
/// Questions about circles and distances, answered without rounding error.
#pragma once

#include "libprofile/geography/detail/orientation.hpp"

namespace libprofile::geography::detail {

/// 1 where p lies inside the circle through a, b and c, which run anticlockwise, -1 outside it, 0 on it.
///
/// This and the other two are exact for coordinates between 1e-60 and 1e60, and 0. Method: Shewchuk (1997), Discrete &
/// Computational Geometry 18: the rounded value decides unless it is below a bound of its error.
[[nodiscard]] int in_circle(Point a, Point b, Point c, Point p);

/// As `in_circle`, and never 0 for four different points: of points on one circle it decides as if each lay a little
/// higher on the paraboloid, the later in order of x, then y, the more. The same whatever the order of the input.
///
/// Method: Devillers and Teillaud (2011), Computational Geometry 44, 160-168.
[[nodiscard]] int in_circle_perturbed(Point a, Point b, Point c, Point p);

/// The sign of (a - p) . (b - p): 1 where p sees a and b at less than a right angle, 0 at a right angle.
[[nodiscard]] int angle_sign(Point a, Point b, Point p);

/// The sign of the squared distance from a to b less that from a to c.
[[nodiscard]] int compare_distances(Point a, Point b, Point c);

}  // namespace libprofile::geography::detail
