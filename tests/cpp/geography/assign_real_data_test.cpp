// SPDX-License-Identifier: MIT
#include <algorithm>

#include <catch2/catch.hpp>
#include <geos_c.h>

#include "libprofile/geography/assign.hpp"

#include "support/geography_real_data.hpp"

using namespace libprofile;

namespace {

/// The first area that GEOS says the point intersects.
std::vector<std::int32_t> assign_by_geos(const std::vector<double>& xy, const geography::Polygons& polygons) {
  GEOSContextHandle_t geos = GEOS_init_r();
  std::vector<std::int32_t> areas(xy.size() / 2, -1);
  for (std::size_t area = 0; area < polygons.size(); ++area) {
    std::vector<GEOSGeometry*> parts;
    for (auto p = polygons.area_polygons[area]; p < polygons.area_polygons[area + 1]; ++p) {
      std::vector<GEOSGeometry*> rings;
      for (auto ring = polygons.polygon_rings[p]; ring < polygons.polygon_rings[p + 1]; ++ring) {
        const auto first = polygons.ring_vertices[ring];
        rings.push_back(GEOSGeom_createLinearRing_r(
            geos, GEOSCoordSeq_copyFromBuffer_r(geos, polygons.xy.data() + 2 * first,
                                                polygons.ring_vertices[ring + 1] - first, 0, 0)));
      }
      parts.push_back(
          GEOSGeom_createPolygon_r(geos, rings[0], rings.data() + 1, static_cast<unsigned>(rings.size() - 1)));
    }
    GEOSGeometry* shape =
        GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, parts.data(), static_cast<unsigned>(parts.size()));
    const GEOSPreparedGeometry* prepared = GEOSPrepare_r(geos, shape);
    double box[4];
    GEOSGeom_getXMin_r(geos, shape, &box[0]);
    GEOSGeom_getYMin_r(geos, shape, &box[1]);
    GEOSGeom_getXMax_r(geos, shape, &box[2]);
    GEOSGeom_getYMax_r(geos, shape, &box[3]);
    for (std::size_t i = 0; i < areas.size(); ++i) {
      const double x = xy[2 * i];
      const double y = xy[2 * i + 1];
      if (areas[i] < 0 && x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]) {
        GEOSGeometry* point = GEOSGeom_createPointFromXY_r(geos, x, y);
        if (GEOSPreparedIntersects_r(geos, prepared, point) == 1) {
          areas[i] = static_cast<std::int32_t>(area);
        }
        GEOSGeom_destroy_r(geos, point);
      }
    }
    GEOSPreparedGeom_destroy_r(geos, prepared);
    GEOSGeom_destroy_r(geos, shape);
  }
  GEOS_finish_r(geos);
  return areas;
}

}  // namespace

TEST_CASE("assignment agrees with GEOS on every crime and premises of South Yorkshire", "[geography][oracle]") {
  const auto folder = testing::real_data("south-yorkshire");
  if (!folder) {
    WARN("skipped: no ../shared/data beside the project, nor LIBPROFILE_REAL_DATA");
    return;
  }
  const auto layer = GENERATE(std::string("lsoa11"), std::string("msoa11"), std::string("ward"));
  const auto areas = testing::read_geojson(*folder / "boundaries" / (layer + ".geojson"), {});
  std::vector<double> lonlat_deg = testing::south_yorkshire_points(*folder);
  REQUIRE(lonlat_deg.size() / 2 == 179673 + 8959);
  // The outlines' own vertices lie on several areas.
  lonlat_deg.insert(lonlat_deg.end(), areas.polygons.xy.begin(), areas.polygons.xy.end());
  const auto found = geography::PointLocator(areas.polygons).locate(geography::PlanarView(lonlat_deg));
  CHECK(found == assign_by_geos(lonlat_deg, areas.polygons));
  if (layer == "lsoa11") {  // 179,331 on the plane of EPSG:27700; straight edges in degrees hold two more.
    const auto crimes_end = found.begin() + 179673;
    CHECK(std::count_if(found.begin(), crimes_end, [](std::int32_t area) { return area >= 0; }) == 179333);
  }
}
