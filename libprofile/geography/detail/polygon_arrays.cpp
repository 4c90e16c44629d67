// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/polygon_arrays.hpp"

namespace libprofile::geography::detail {

void append_area(Polygons& to, const Polygons& from, std::size_t area) {
  for (auto polygon = from.area_polygons[area]; polygon < from.area_polygons[area + 1]; ++polygon) {
    for (auto ring = from.polygon_rings[polygon]; ring < from.polygon_rings[polygon + 1]; ++ring) {
      to.xy.insert(to.xy.end(), from.xy.begin() + 2 * std::ptrdiff_t{from.ring_vertices[ring]},
                   from.xy.begin() + 2 * std::ptrdiff_t{from.ring_vertices[ring + 1]});
      to.ring_vertices.push_back(static_cast<std::uint32_t>(to.vertices()));
    }
    to.polygon_rings.push_back(static_cast<std::uint32_t>(to.ring_vertices.size() - 1));
  }
  to.area_polygons.push_back(static_cast<std::uint32_t>(to.polygon_rings.size() - 1));
}

double doubled_ring_area_m2(const Polygons& polygons, std::size_t ring) {
  const auto begin = polygons.ring_vertices[ring];
  const Point origin = vertex(polygons, begin);  // Small numbers keep their digits.
  double sum = 0.0;
  for (auto i = begin; i + 1 < polygons.ring_vertices[ring + 1]; ++i) {
    const Point a = vertex(polygons, i);
    const Point b = vertex(polygons, i + 1);
    sum += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y);
  }
  return sum;
}

}  // namespace libprofile::geography::detail
