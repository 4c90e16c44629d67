// SPDX-License-Identifier: MIT
/// @file
/// What GEOS does for us, on flat arrays. Every function may be called from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/detail/orientation.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography::detail {

/// Why the outline of an area is invalid, with the place, as GEOS says it; empty where it is valid.
[[nodiscard]] std::string invalid_reason(const Polygons& polygons, std::size_t area);

/// One area: the polygonal part of the valid geometry with the same linework. May have no polygons.
[[nodiscard]] Polygons made_valid(const Polygons& polygons, std::size_t area);

/// One area: the union of several.
///
/// @throws GeometryError  where GEOS cannot unite them.
[[nodiscard]] Polygons united(const Polygons& polygons, std::span<const std::uint32_t> areas);

/// Ground that two areas share.
///
/// @throws GeometryError  where GEOS cannot intersect them.
[[nodiscard]] double common_area_m2(const Polygons& polygons, std::size_t first, std::size_t second);

/// A point inside the area; NaN, NaN where it has no ground.
[[nodiscard]] Point point_on_surface(const Polygons& polygons, std::size_t area);

/// The ring of GEOS's concave hull, without holes: anticlockwise from its leftmost vertex, the lowest of several, which
/// also ends it.
///
/// @param points  Not all on one line.
/// @throws GeometryError  where GEOS cannot triangulate them.
[[nodiscard]] std::vector<double> concave_ring(PlanarView points, double ratio);

}  // namespace libprofile::geography::detail
