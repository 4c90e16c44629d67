// SPDX-License-Identifier: MIT
/// @file
/// Size of areas, and a point inside each.
#pragma once

#include <vector>

#include "libprofile/geography/area_set.hpp"

namespace libprofile::geography {

/// Ground that each area covers, holes taken off. 0 for an area without polygons.
[[nodiscard]] std::vector<double> area_km2(const Polygons& polygons);

/// A point in the interior of each area, interleaved x, y in metres: its centroid where that lies inside, else the
/// point on surface that GEOS finds. NaN, NaN for an area without polygons or ground.
///
/// A label and a centre for distances, never a place where something happened: it depends on outlines alone.
[[nodiscard]] std::vector<double> interior_points(const Polygons& polygons);

}  // namespace libprofile::geography
