// SPDX-License-Identifier: MIT
/// @file
/// Slow definition of point to area assignment, exact in integers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::testing {

/// Whole-number coordinates only. The first area that has the point inside an odd number of rings, or on an edge.
inline std::vector<std::int32_t> assign_by_definition(geography::PlanarView points,
                                                      const geography::Polygons& polygons) {
  const auto whole = [](double value) { return static_cast<std::int64_t>(value); };
  std::vector<std::int32_t> areas(points.size(), -1);
  for (std::size_t p = 0; p < points.size(); ++p) {
    const std::int64_t x = whole(points.x(p));
    const std::int64_t y = whole(points.y(p));
    for (std::size_t area = 0; area < polygons.size() && areas[p] < 0; ++area) {
      bool inside = false;
      bool on_edge = false;
      for (auto ring = polygons.polygon_rings[polygons.area_polygons[area]];
           ring < polygons.polygon_rings[polygons.area_polygons[area + 1]]; ++ring) {
        for (auto i = polygons.ring_vertices[ring]; i + 1 < polygons.ring_vertices[ring + 1]; ++i) {
          const std::int64_t ax = whole(polygons.xy[2 * i]);
          const std::int64_t ay = whole(polygons.xy[2 * i + 1]);
          const std::int64_t bx = whole(polygons.xy[2 * i + 2]);
          const std::int64_t by = whole(polygons.xy[2 * i + 3]);
          const std::int64_t side = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
          on_edge = on_edge || (side == 0 && std::min(ax, bx) <= x && x <= std::max(ax, bx) && std::min(ay, by) <= y &&
                                y <= std::max(ay, by));
          if ((ay <= y) != (by <= y)) {
            inside ^= (side > 0) == (by > ay);
          }
        }
      }
      if (inside || on_edge) {
        areas[p] = static_cast<std::int32_t>(area);
      }
    }
  }
  return areas;
}

}  // namespace libprofile::testing
