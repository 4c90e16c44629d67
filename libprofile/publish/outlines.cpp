// SPDX-License-Identifier: MIT
#include "libprofile/publish/outlines.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

namespace libprofile::publish {
namespace {

constexpr double kStepsPerDegree = 1e7;

double rounded(double degrees) {
  // Adding 0 turns -0 into 0.
  return std::round(degrees * kStepsPerDegree) / kStepsPerDegree + 0.0;
}

void check_vertex(double lon_deg, double lat_deg) {
  if (!(std::abs(lon_deg) <= 180.0 && std::abs(lat_deg) <= 90.0)) {
    throw CrsError("outlines: a vertex at " + std::to_string(lon_deg) + ", " + std::to_string(lat_deg) +
                   " is no longitude and latitude in degrees: give WGS 84 (EPSG:4326), longitude first");
  }
}

/// Twice the signed area around the first vertex, so that small rings far from the origin keep their digits.
double doubled_area(const double* xy, std::size_t vertices) {
  double sum = 0.0;
  for (std::size_t i = 1; i + 1 < vertices; ++i) {
    const double ax = xy[2 * i] - xy[0];
    const double ay = xy[2 * i + 1] - xy[1];
    const double bx = xy[2 * i + 2] - xy[0];
    const double by = xy[2 * i + 3] - xy[1];
    sum += ax * by - ay * bx;
  }
  return sum;
}

void reverse_vertices(double* xy, std::size_t vertices) {
  for (std::size_t i = 0, j = vertices - 1; i < j; ++i, --j) {
    std::swap(xy[2 * i], xy[2 * j]);
    std::swap(xy[2 * i + 1], xy[2 * j + 1]);
  }
}

void check_ring(const double* xy, std::size_t vertices, std::size_t area) {
  const bool is_closed = vertices >= 4 && xy[0] == xy[2 * (vertices - 1)] && xy[1] == xy[2 * (vertices - 1) + 1];
  if (!is_closed) {
    throw GeometryError("outlines: area " + std::to_string(area) + " has a ring of " + std::to_string(vertices) +
                        " vertices: must be closed and have at least 4");
  }
}

void normalise_area(geography::Polygons& polygons, std::size_t area) {
  for (std::size_t p = polygons.area_polygons[area]; p < polygons.area_polygons[area + 1]; ++p) {
    for (std::size_t r = polygons.polygon_rings[p]; r < polygons.polygon_rings[p + 1]; ++r) {
      const std::size_t first = polygons.ring_vertices[r];
      const std::size_t vertices = polygons.ring_vertices[r + 1] - first;
      double* const xy = polygons.xy.data() + 2 * first;
      for (std::size_t i = 0; i < vertices; ++i) {
        check_vertex(xy[2 * i], xy[2 * i + 1]);
        xy[2 * i] = rounded(xy[2 * i]);
        xy[2 * i + 1] = rounded(xy[2 * i + 1]);
      }
      check_ring(xy, vertices, area);
      const double area_deg2 = doubled_area(xy, vertices);
      const bool is_shell = r == polygons.polygon_rings[p];
      if (is_shell ? area_deg2 < 0.0 : area_deg2 > 0.0) {
        reverse_vertices(xy, vertices);
      }
    }
  }
}

}  // namespace

Outlines::Outlines(geography::Polygons polygons_deg) : polygons_(std::move(polygons_deg)) {
  require(!polygons_.ring_vertices.empty() && 2 * std::size_t{polygons_.ring_vertices.back()} == polygons_.xy.size(),
          "outlines: coordinates", polygons_.xy.size(), "two for each vertex");
  core::parallel_for(
      polygons_.size(), [this](std::size_t area) { normalise_area(polygons_, area); }, 256);
}

Outlines outlines_of(const geography::AreaSet& areas) {
  require(areas.lonlat_deg.size() == areas.polygons.xy.size(), "areas: WGS 84 coordinates", areas.lonlat_deg.size(),
          "two for each vertex, so that layers can be published");
  return Outlines({.area_polygons = areas.polygons.area_polygons,
                   .polygon_rings = areas.polygons.polygon_rings,
                   .ring_vertices = areas.polygons.ring_vertices,
                   .xy = areas.lonlat_deg});
}

}  // namespace libprofile::publish
