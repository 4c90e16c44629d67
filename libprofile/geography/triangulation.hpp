// SPDX-License-Identifier: MIT
/// @file
/// Neighbours with nobody between them.
#pragma once

#include "libprofile/geography/planar_view.hpp"
#include "libprofile/geography/weights.hpp"

namespace libprofile::geography {

/// Binary weights of points joined by a side of the Delaunay triangulation: some circle through both holds no other.
///
/// Decided exactly. Points on one circle have several triangulations: the one taken depends on their coordinates alone,
/// not on their order. Points in line are joined in order. Points at one place are neighbours of each other and of
/// everybody whom their place is joined to; so nobody is an island where there are two points or more. Symmetric.
/// @throws InvalidArgument  for a point that is not finite or more than 10^15 m away, naming its position; for points
/// so crowded in few places
///                          that there would be more than `kMostLinks` links.
/// Time O(n log n + links).
/// Source: Delaunay (1934); Guibas and Stolfi (1985), ACM Transactions on Graphics 4, 74-123.
[[nodiscard]] Weights triangulation(PlanarView points);

/// Those sides of it whose circle with the side as diameter holds no other place, inside or on it. Otherwise as
/// `triangulation`.
///
/// Source: Gabriel and Sokal (1969), Systematic Zoology 18, 259-278.
[[nodiscard]] Weights gabriel(PlanarView points);

/// Places with no other place nearer to both of them than they are to each other: fewer links than `gabriel`, which has
/// them all, and still all places connected. Otherwise as `triangulation`.
///
/// Source: Toussaint (1980), Pattern Recognition 12, 261-268.
[[nodiscard]] Weights relative_neighbourhood(PlanarView points);

}  // namespace libprofile::geography
