// SPDX-License-Identifier: MIT
/// @file
/// Moving areas between flat arrays.
#pragma once

#include <cstddef>
#include <cstdint>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/detail/orientation.hpp"

namespace libprofile::geography::detail {

/// Consecutive positions in one of the offset arrays below.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

[[nodiscard]] inline Range rings_of(const Polygons& polygons, std::size_t area) {
  return {polygons.polygon_rings[polygons.area_polygons[area]],
          polygons.polygon_rings[polygons.area_polygons[area + 1]]};
}

[[nodiscard]] inline Range vertices_of(const Polygons& polygons, std::size_t area) {
  const Range rings = rings_of(polygons, area);
  return {polygons.ring_vertices[rings.begin], polygons.ring_vertices[rings.end]};
}

[[nodiscard]] inline Point vertex(const Polygons& polygons, std::size_t i) {
  return {polygons.xy[2 * i], polygons.xy[2 * i + 1]};
}

/// Calls `body(e)` for each edge of an area: it goes from vertex e to vertex e + 1.
template <class Body>
void for_each_edge(const Polygons& polygons, std::size_t area, Body&& body) {
  const Range rings = rings_of(polygons, area);
  for (std::uint32_t ring = rings.begin; ring < rings.end; ++ring) {
    for (std::uint32_t e = polygons.ring_vertices[ring]; e + 1 < polygons.ring_vertices[ring + 1]; ++e) {
      body(e);
    }
  }
}

/// Adds an area of `from` to the end of `to`.
void append_area(Polygons& to, const Polygons& from, std::size_t area);

/// Twice the area inside a ring; positive where it runs anticlockwise.
[[nodiscard]] double doubled_ring_area_m2(const Polygons& polygons, std::size_t ring);

}  // namespace libprofile::geography::detail
