// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/outline_checks.hpp"

#include <cmath>
#include <cstddef>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/detail/geos_polygons.hpp"
#include "libprofile/geography/detail/polygon_arrays.hpp"
#include "libprofile/geography/extent.hpp"

namespace libprofile::geography::detail {
namespace {

constexpr double kLargestCoordinate = 1e9;
constexpr std::size_t kReasonsInMessage = 10;
constexpr std::size_t kAreasPerTask = 16;

void check_offsets(std::span<const std::uint32_t> offsets, std::size_t end, std::uint32_t least) {
  bool holds = !offsets.empty() && offsets.front() == 0 && offsets.back() == end;
  for (std::size_t i = 0; holds && i + 1 < offsets.size(); ++i) {
    holds = offsets[i] <= offsets[i + 1] && offsets[i + 1] - offsets[i] >= least;
  }
  if (!holds) {
    throw GeometryError(
        "outlines are malformed: every area needs a polygon, every polygon a ring, and every ring four "
        "vertices or more");
  }
}

}  // namespace

void check_structure(const Polygons& polygons, std::span<const std::string> codes) {
  check_offsets(polygons.area_polygons, polygons.polygon_rings.size() - 1, 1);
  check_offsets(polygons.polygon_rings, polygons.ring_vertices.size() - 1, 1);
  check_offsets(polygons.ring_vertices, polygons.xy.size() / 2, 4);
  if (polygons.size() != codes.size() || polygons.xy.size() % 2 != 0) {
    throw GeometryError("outlines are malformed: " + std::to_string(polygons.size()) + " outlines for " +
                        std::to_string(codes.size()) + " areas");
  }
  for (std::size_t area = 0; area < polygons.size(); ++area) {
    const Range rings = rings_of(polygons, area);
    for (auto ring = rings.begin; ring < rings.end; ++ring) {
      const Point first = vertex(polygons, polygons.ring_vertices[ring]);
      const Point last = vertex(polygons, polygons.ring_vertices[ring + 1] - 1);
      if (first.x != last.x || first.y != last.y) {
        // NaN is the business of check_coordinates.
        if (std::isnan(first.x + first.y + last.x + last.y)) {
          continue;
        }
        throw GeometryError("area " + codes[area] +
                            " has a ring that is not closed: repeat its first vertex at its end");
      }
    }
  }
}

void check_coordinates(const Polygons& polygons, std::span<const std::string> codes) {
  for (std::size_t area = 0; area < polygons.size(); ++area) {
    const Range vertices = vertices_of(polygons, area);
    for (std::size_t i = 2 * std::size_t{vertices.begin}; i < 2 * std::size_t{vertices.end}; ++i) {
      if (!(std::abs(polygons.xy[i]) <= kLargestCoordinate)) {
        throw GeometryError("area " + codes[area] +
                            " has a vertex that is not finite or beyond 1e9 m: mend its outline in the source");
      }
    }
  }
  const Extent extent = extent_of(polygons);
  if (!extent.is_empty() && extent.x_min_m >= -180.0 && extent.x_max_m <= 180.0 && extent.y_min_m >= -90.0 &&
      extent.y_max_m <= 90.0) {
    throw CrsError(
        "the outlines of the areas are in degrees, and distances need metres: say crs = \"EPSG:4326\" under "
        "[areas] and they are reprojected, or in Python areas.to_crs(27700)");
  }
}

std::vector<std::string> invalid_reasons(const Polygons& polygons) {
  std::vector<std::string> reasons(polygons.size());
  core::parallel_for(
      polygons.size(), [&](std::size_t i) { reasons[i] = invalid_reason(polygons, i); }, kAreasPerTask);
  return reasons;
}

void refuse_invalid(std::span<const std::string> codes, std::span<const std::string> reasons) {
  std::size_t invalid = 0;
  std::string list;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (reasons[i].empty()) {
      continue;
    }
    if (++invalid <= kReasonsInMessage) {
      list.append(list.empty() ? "" : ", ").append(codes[i]).append(" (").append(reasons[i]).append(")");
    }
  }
  if (invalid > kReasonsInMessage) {
    list.append(" and " + std::to_string(invalid - kReasonsInMessage) + " more");
  }
  throw GeometryError((invalid == 1 ? std::string("1 area has an invalid outline: ")
                                    : std::to_string(invalid) + " areas have invalid outlines: ") +
                      list + "; set repair = true to have them repaired and listed, or mend them in their source");
}

}  // namespace libprofile::geography::detail
