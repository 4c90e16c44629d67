// SPDX-License-Identifier: MIT
#include "libprofile/geography/area_measures.hpp"

#include <cmath>
#include <cstddef>
#include <limits>

#include "libprofile/core/parallel.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/geography/detail/geos_polygons.hpp"
#include "libprofile/geography/detail/polygon_arrays.hpp"

namespace libprofile::geography {
namespace {

constexpr std::size_t kAreasPerTask = 16;

/// Calls `body(ring, sign)` for each ring: 1 for shells, -1 for holes.
template <class Body>
void for_each_ring(const Polygons& polygons, std::size_t area, Body&& body) {
  for (auto polygon = polygons.area_polygons[area]; polygon < polygons.area_polygons[area + 1]; ++polygon) {
    for (auto ring = polygons.polygon_rings[polygon]; ring < polygons.polygon_rings[polygon + 1]; ++ring) {
      body(ring, ring == polygons.polygon_rings[polygon] ? 1.0 : -1.0);
    }
  }
}

double ground_m2(const Polygons& polygons, std::size_t area) {
  double sum = 0.0;
  for_each_ring(polygons, area, [&](std::size_t ring, double sign) {
    sum += sign * std::abs(detail::doubled_ring_area_m2(polygons, ring)) / 2.0;
  });
  return sum;
}

/// Relative to the area's first vertex, so that small numbers keep their digits.
detail::Point centroid(const Polygons& polygons, std::size_t area) {
  const detail::Point origin = detail::vertex(polygons, detail::vertices_of(polygons, area).begin);
  double x = 0.0;
  double y = 0.0;
  double weight = 0.0;
  for_each_ring(polygons, area, [&](std::size_t ring, double sign) {
    const double direction = detail::doubled_ring_area_m2(polygons, ring) < 0.0 ? -sign : sign;
    for (auto i = polygons.ring_vertices[ring]; i + 1 < polygons.ring_vertices[ring + 1]; ++i) {
      const detail::Point a = detail::vertex(polygons, i);
      const detail::Point b = detail::vertex(polygons, i + 1);
      const double cross = direction * ((a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y));
      x += cross * ((a.x - origin.x) + (b.x - origin.x));
      y += cross * ((a.y - origin.y) + (b.y - origin.y));
      weight += cross;
    }
  });
  return {origin.x + x / (3.0 * weight), origin.y + y / (3.0 * weight)};
}

/// Strictly inside: in an odd number of rings and on none.
bool holds(const Polygons& polygons, std::size_t area, detail::Point p) {
  bool inside = false;
  bool on_outline = false;
  detail::for_each_edge(polygons, area, [&](std::size_t e) {
    const detail::Point a = detail::vertex(polygons, e);
    const detail::Point b = detail::vertex(polygons, e + 1);
    on_outline = on_outline || (a.x == p.x && a.y == p.y);
    if ((a.y <= p.y) != (b.y <= p.y)) {
      const int side = detail::orientation(a, b, p);
      on_outline = on_outline || side == 0;
      inside ^= (side > 0) == (b.y > a.y);
    } else if (a.y == p.y && b.y == p.y) {
      on_outline = on_outline || (a.x < p.x) != (b.x < p.x);
    }
  });
  return inside && !on_outline;
}

detail::Point interior_point(const Polygons& polygons, std::size_t area) {
  if (!(ground_m2(polygons, area) > 0.0)) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    return {kNone, kNone};
  }
  const detail::Point centre = centroid(polygons, area);
  return holds(polygons, area, centre) ? centre : detail::point_on_surface(polygons, area);
}

}  // namespace

std::vector<double> area_km2(const Polygons& polygons) {
  std::vector<double> km2(polygons.size());
  core::parallel_for(
      polygons.size(), [&](std::size_t i) { km2[i] = core::to_square_kilometres(ground_m2(polygons, i)); },
      kAreasPerTask);
  return km2;
}

std::vector<double> interior_points(const Polygons& polygons) {
  std::vector<double> xy_m(2 * polygons.size());
  core::parallel_for(
      polygons.size(),
      [&](std::size_t i) {
        const detail::Point point = interior_point(polygons, i);
        xy_m[2 * i] = point.x;
        xy_m[2 * i + 1] = point.y;
      },
      kAreasPerTask);
  return xy_m;
}

}  // namespace libprofile::geography
