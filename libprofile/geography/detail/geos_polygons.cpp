// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/geos_polygons.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include <geos_c.h>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/detail/polygon_arrays.hpp"

namespace libprofile::geography::detail {
namespace {

/// A GEOS context of this thread, and what it last complained about.
class Context {
 public:
  Context() : handle_(GEOS_init_r()) { GEOSContext_setErrorMessageHandler_r(handle_, &Context::keep, this); }
  ~Context() { GEOS_finish_r(handle_); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  [[nodiscard]] static Context& of_thread() {
    thread_local Context context;
    return context;
  }
  [[nodiscard]] GEOSContextHandle_t handle() const { return handle_; }
  [[nodiscard]] const std::string& complaint() const { return complaint_; }

 private:
  static void keep(const char* message, void* context) { static_cast<Context*>(context)->complaint_ = message; }

  GEOSContextHandle_t handle_;
  std::string complaint_;
};

GEOSContextHandle_t geos() {
  return Context::of_thread().handle();
}

struct Destroy {
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(geos(), geometry); }
  void operator()(char* text) const { GEOSFree_r(geos(), text); }
  void operator()(GEOSMakeValidParams* params) const { GEOSMakeValidParams_destroy_r(geos(), params); }
};
using Geometry = std::unique_ptr<GEOSGeometry, Destroy>;

Geometry checked(GEOSGeometry* geometry) {
  if (geometry == nullptr) {
    throw GeometryError("outlines cannot be combined (" + Context::of_thread().complaint() +
                        "): set repair = true, or mend them in their source");
  }
  return Geometry(geometry);
}

/// Hands the geometries over to GEOS.
std::vector<GEOSGeometry*> released(std::vector<Geometry>& geometries) {
  std::vector<GEOSGeometry*> raw;
  raw.reserve(geometries.size());
  for (Geometry& geometry : geometries) {
    raw.push_back(geometry.release());
  }
  return raw;
}

Geometry collection(int type, std::vector<Geometry> parts) {
  std::vector<GEOSGeometry*> raw = released(parts);
  return checked(GEOSGeom_createCollection_r(geos(), type, raw.data(), static_cast<unsigned>(raw.size())));
}

Geometry ring_geometry(const Polygons& polygons, std::size_t ring) {
  const std::size_t first = polygons.ring_vertices[ring];
  const std::size_t count = polygons.ring_vertices[ring + 1] - first;
  GEOSCoordSequence* sequence =
      GEOSCoordSeq_copyFromBuffer_r(geos(), polygons.xy.data() + 2 * first, static_cast<unsigned>(count), 0, 0);
  return checked(sequence == nullptr ? nullptr : GEOSGeom_createLinearRing_r(geos(), sequence));
}

Geometry polygon_geometry(const Polygons& polygons, std::size_t polygon) {
  std::vector<Geometry> holes;
  Geometry shell = ring_geometry(polygons, polygons.polygon_rings[polygon]);
  for (auto ring = polygons.polygon_rings[polygon] + 1; ring < polygons.polygon_rings[polygon + 1]; ++ring) {
    holes.push_back(ring_geometry(polygons, ring));
  }
  std::vector<GEOSGeometry*> raw = released(holes);
  return checked(GEOSGeom_createPolygon_r(geos(), shell.release(), raw.data(), static_cast<unsigned>(raw.size())));
}

Geometry area_geometry(const Polygons& polygons, std::size_t area) {
  std::vector<Geometry> parts;
  for (auto polygon = polygons.area_polygons[area]; polygon < polygons.area_polygons[area + 1]; ++polygon) {
    parts.push_back(polygon_geometry(polygons, polygon));
  }
  return parts.size() == 1 ? std::move(parts.front()) : collection(GEOS_MULTIPOLYGON, std::move(parts));
}

void append_ring(Polygons& polygons, const GEOSGeometry* ring) {
  const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(geos(), ring);
  unsigned count = 0;
  GEOSCoordSeq_getSize_r(geos(), sequence, &count);
  const std::size_t first = polygons.xy.size();
  polygons.xy.resize(first + 2 * std::size_t{count});
  GEOSCoordSeq_copyToBuffer_r(geos(), sequence, polygons.xy.data() + first, 0, 0);
  polygons.ring_vertices.push_back(static_cast<std::uint32_t>(polygons.vertices()));
}

/// Adds the polygons of a geometry, leaving out lines and points.
void append_polygons(Polygons& polygons, const GEOSGeometry* geometry) {
  const int type = GEOSGeomTypeId_r(geos(), geometry);
  if (type == GEOS_POLYGON && GEOSisEmpty_r(geos(), geometry) == 0) {
    append_ring(polygons, GEOSGetExteriorRing_r(geos(), geometry));
    for (int hole = 0; hole < GEOSGetNumInteriorRings_r(geos(), geometry); ++hole) {
      append_ring(polygons, GEOSGetInteriorRingN_r(geos(), geometry, hole));
    }
    polygons.polygon_rings.push_back(static_cast<std::uint32_t>(polygons.ring_vertices.size() - 1));
  } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
    for (int part = 0; part < GEOSGetNumGeometries_r(geos(), geometry); ++part) {
      append_polygons(polygons, GEOSGetGeometryN_r(geos(), geometry, part));
    }
  }
}

Polygons one_area(const GEOSGeometry* geometry) {
  Polygons polygons;
  append_polygons(polygons, geometry);
  polygons.area_polygons.push_back(static_cast<std::uint32_t>(polygons.polygon_rings.size() - 1));
  return polygons;
}

Geometry multipoint(PlanarView points) {
  std::vector<Geometry> places;
  places.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    places.push_back(checked(GEOSGeom_createPointFromXY_r(geos(), points.x(i), points.y(i))));
  }
  return collection(GEOS_MULTIPOINT, std::move(places));
}

/// The closed ring in the direction, and from the vertex, that the contract says.
std::vector<double> canonical_ring(const Polygons& polygons) {
  const auto vertices = static_cast<std::ptrdiff_t>(polygons.ring_vertices[1]) - 1;
  std::vector<std::pair<double, double>> ring;
  for (std::ptrdiff_t i = 0; i < vertices; ++i) {
    const auto k = static_cast<std::size_t>(2 * i);
    ring.emplace_back(polygons.xy[k], polygons.xy[k + 1]);
  }
  if (doubled_ring_area_m2(polygons, 0) < 0.0) {
    std::reverse(ring.begin(), ring.end());
  }
  std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end()), ring.end());
  ring.push_back(ring.front());
  std::vector<double> xy_m;
  xy_m.reserve(2 * ring.size());
  for (const auto& [x, y] : ring) {
    xy_m.insert(xy_m.end(), {x, y});
  }
  return xy_m;
}

}  // namespace

std::string invalid_reason(const Polygons& polygons, std::size_t area) {
  const Geometry geometry = area_geometry(polygons, area);
  if (GEOSisValid_r(geos(), geometry.get()) == 1) {
    return {};
  }
  const std::unique_ptr<char, Destroy> reason(GEOSisValidReason_r(geos(), geometry.get()));
  return reason == nullptr ? Context::of_thread().complaint() : std::string(reason.get());
}

Polygons made_valid(const Polygons& polygons, std::size_t area) {
  const Geometry geometry = area_geometry(polygons, area);
  const std::unique_ptr<GEOSMakeValidParams, Destroy> params(GEOSMakeValidParams_create_r(geos()));
  GEOSMakeValidParams_setMethod_r(geos(), params.get(), GEOS_MAKE_VALID_LINEWORK);
  return one_area(checked(GEOSMakeValidWithParams_r(geos(), geometry.get(), params.get())).get());
}

Polygons united(const Polygons& polygons, std::span<const std::uint32_t> areas) {
  std::vector<Geometry> parts;
  for (const std::uint32_t area : areas) {
    parts.push_back(area_geometry(polygons, area));
  }
  const Geometry all = collection(GEOS_GEOMETRYCOLLECTION, std::move(parts));
  return one_area(checked(GEOSUnaryUnion_r(geos(), all.get())).get());
}

double common_area_m2(const Polygons& polygons, std::size_t first, std::size_t second) {
  const Geometry a = area_geometry(polygons, first);
  const Geometry b = area_geometry(polygons, second);
  const Geometry common = checked(GEOSIntersection_r(geos(), a.get(), b.get()));
  double area_m2 = 0.0;
  GEOSArea_r(geos(), common.get(), &area_m2);
  return area_m2;
}

Point point_on_surface(const Polygons& polygons, std::size_t area) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  Point point{kNone, kNone};
  const Geometry geometry = area_geometry(polygons, area);
  const Geometry found = checked(GEOSPointOnSurface_r(geos(), geometry.get()));
  if (GEOSisEmpty_r(geos(), found.get()) == 0) {
    GEOSGeomGetX_r(geos(), found.get(), &point.x);
    GEOSGeomGetY_r(geos(), found.get(), &point.y);
  }
  return point;
}

std::vector<double> concave_ring(PlanarView points, double ratio) {
  constexpr unsigned kWithoutHoles = 0;
  const Geometry places = multipoint(points);
  const Geometry hull(GEOSConcaveHull_r(geos(), places.get(), ratio, kWithoutHoles));
  const Polygons found = hull == nullptr ? Polygons() : one_area(hull.get());
  if (found.polygon_rings.size() != 2) {
    throw GeometryError("points: have no concave hull (" + Context::of_thread().complaint() +
                        "): take their convex hull");
  }
  return canonical_ring(found);
}

}  // namespace libprofile::geography::detail
