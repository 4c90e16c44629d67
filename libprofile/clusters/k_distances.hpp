// SPDX-License-Identifier: MIT
/// @file
/// How far from each point enough others lie: the curve from which a radius is chosen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::clusters {

/// Distance from each point to its `min_points`-th nearest, itself counted: the least radius at which it is a core
/// point of `dbscan`. Infinite where there are not so many points. By input index.
///
/// @throws InvalidArgument  unless `min_points` is at least 1, and for a coordinate that is not finite.
///
/// Time O(n k) for evenly spread points, with k = `min_points`.
[[nodiscard]] std::vector<double> k_distances(geography::PlanarView points, std::int32_t min_points);

/// Where a curve of falling distances bends most: the place furthest below the straight line from its first to its last
/// value, both axes scaled to [0, 1]; the first of several equally far. 0 for fewer than three values or a straight
/// line.
///
/// Method: Satopää, Albrecht, Irwin and Raghavan (2011), ICDCS workshops, pages 166-171, without smoothing.
///
/// @param falling  Finite, in falling order.
[[nodiscard]] std::size_t knee(std::span<const double> falling);

}  // namespace libprofile::clusters
