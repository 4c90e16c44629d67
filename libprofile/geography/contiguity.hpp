// SPDX-License-Identifier: MIT
/// @file
/// Neighbours that touch.
#pragma once

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/weights.hpp"

namespace libprofile::geography {

struct ContiguityOptions {
  /// Vertices at most this far apart are the same place. At least 0; at 0 only equal coordinates are.
  double snap_m = 0.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const ContiguityOptions& options);

/// Areas are neighbours where they have a vertex in common. Symmetric, binary; areas that touch nobody have no row
/// entries.
///
/// Only vertices are compared: an area whose corner meets the middle of another's edge is no neighbour by that corner.
/// Overlapping areas are neighbours only if they share a vertex.
///
/// Time O(v) expected for v vertices (snap_m times the vertices within it); parallel sort.
[[nodiscard]] Weights queen(const Polygons& polygons, const ContiguityOptions& options = {});

/// Areas are neighbours where they have an edge in common: both ends, in either direction. Edges whose own ends are the
/// same place do not count. As `queen` otherwise.
[[nodiscard]] Weights rook(const Polygons& polygons, const ContiguityOptions& options = {});

}  // namespace libprofile::geography
