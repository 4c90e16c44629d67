// SPDX-License-Identifier: MIT
/// @file
/// On which side of a line a point lies, without rounding error.
#pragma once

#include <cmath>

namespace libprofile::geography::detail {

struct Point {
  double x = 0.0;
  double y = 0.0;
};

/// The sign of the determinant by exact expansion arithmetic.
[[nodiscard]] int exact_orientation(Point a, Point b, Point p);

/// 1 where p lies left of the line from a to b, -1 right of it, 0 on it. Exact for coordinates up to 1e100.
///
/// Method: Shewchuk (1997), Discrete & Computational Geometry 18, section 4.1: the rounded determinant decides unless
/// it is below its own error bound.
[[nodiscard]] inline int orientation(Point a, Point b, Point p) {
  constexpr double kErrorBound = 3.3306690738754716e-16;  // (3 + 16 u) u, u = 2^-53.
  const double left = (a.x - p.x) * (b.y - p.y);
  const double right = (a.y - p.y) * (b.x - p.x);
  const double determinant = left - right;
  const double bound = kErrorBound * (std::abs(left) + std::abs(right));
  if (determinant > bound) {
    return 1;
  }
  if (determinant < -bound) {
    return -1;
  }
  return exact_orientation(a, b, p);
}

}  // namespace libprofile::geography::detail
