// SPDX-License-Identifier: MIT
/// @file
/// Outlines around points: convex and concave hulls.
#pragma once

#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography {

/// Vertices of an outline around points, x and y interleaved, each of them one of the points.
///
/// No vertex where there is no point, one where all are in one place, two (left, then right; below, then above) where
/// all are on a line. Otherwise a ring that runs anticlockwise from its leftmost vertex (the lowest of several) and
/// ends with it again.
///
/// Vertices are places where something happened: an outline of records is raw, and never for release.
using Hull = std::vector<double>;

struct ConcaveHullOptions {
  /// How far the outline may bend inwards: from 0 (tightest) to 1 (the convex hull). The longest edge kept is that much
  /// of the way from the shortest to the longest edge of the points' Delaunay triangulation.
  double ratio = 0.3;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const ConcaveHullOptions& options);

/// The least convex outline that holds all points. Points on an edge of it are no vertices.
///
/// @throws InvalidArgument  for a coordinate that is not finite.
/// Time O(n log n). Sides are decided without rounding error.
/// Method: Andrew (1979), Information Processing Letters 9, 216-219.
[[nodiscard]] Hull convex_hull(PlanarView points);

/// An outline without holes that holds all points and follows them inwards.
///
/// @throws InvalidArgument  for an option outside its range or a coordinate that is not finite.
/// @throws GeometryError  where GEOS cannot triangulate the points.
/// Time O(n log n). By GEOS's `ConcaveHull`, whose versions differ here and there: after Duckham and others (2008),
/// Pattern Recognition 41, 3224-3236.
[[nodiscard]] Hull concave_hull(PlanarView points, const ConcaveHullOptions& options = {});

/// Area inside a hull, 0 for a place or a line; and the length around it (of a line, there and back).
struct HullMeasures {
  double area_m2 = 0.0;
  double perimeter_m = 0.0;
};
[[nodiscard]] HullMeasures measures_of(const Hull& hull);

/// How far a place lies from a convex hull: 0 inside and on its edge. The hull must have a vertex.
[[nodiscard]] double distance_to_convex_m(const Hull& hull, double x_m, double y_m);

}  // namespace libprofile::geography
