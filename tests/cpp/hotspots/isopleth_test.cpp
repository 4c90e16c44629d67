// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/isopleth.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"

using namespace libprofile::hotspots;
using libprofile::InvalidArgument;
using libprofile::geography::Polygons;
using libprofile::geography::Raster;

namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

Raster raster_of(std::size_t rows, std::size_t columns, std::vector<double> values) {
  return {{0.0, static_cast<double>(rows), 1.0, rows, columns}, std::move(values)};
}

double ring_area(const Polygons& polygons, std::size_t ring) {
  double area = 0.0;
  for (std::size_t k = polygons.ring_vertices[ring]; k + 1 < polygons.ring_vertices[ring + 1]; ++k) {
    area += polygons.xy[2 * k] * polygons.xy[2 * k + 3] - polygons.xy[2 * k + 2] * polygons.xy[2 * k + 1];
  }
  return area / 2.0;
}

/// Whether a place lies within an odd number of rings of a polygon.
bool covers(const Polygons& polygons, std::size_t polygon, double x, double y) {
  bool inside = false;
  for (std::size_t ring = polygons.polygon_rings[polygon]; ring < polygons.polygon_rings[polygon + 1]; ++ring) {
    for (std::size_t k = polygons.ring_vertices[ring]; k + 1 < polygons.ring_vertices[ring + 1]; ++k) {
      const double x0 = polygons.xy[2 * k];
      const double y0 = polygons.xy[2 * k + 1];
      const double x1 = polygons.xy[2 * k + 2];
      const double y1 = polygons.xy[2 * k + 3];
      if ((y0 > y) != (y1 > y) && x < x0 + (y - y0) / (y1 - y0) * (x1 - x0)) {
        inside = !inside;
      }
    }
  }
  return inside;
}

}  // namespace

TEST_CASE("one cell above a level is a diamond, worked on paper", "[hotspots][hand]") {
  // 4 in the middle of 0: the level 1 is met three quarters of a cell out.
  const auto areas = isopleths(raster_of(3, 3, {0, 0, 0, 0, 4, 0, 0, 0, 0}), std::vector{1.0, 5.0});
  REQUIRE(areas.size() == 2);
  CHECK(areas.area_polygons == std::vector<std::uint32_t>{0, 1, 1});
  CHECK(ring_area(areas, 0) == Approx(2.0 * 0.75 * 0.75));
  CHECK(areas.vertices() == 5);
}

TEST_CASE("a ring of high cells has a hole, and an island in it is a polygon of its own", "[hotspots][hand]") {
  std::vector<double> values(49, 0.0);
  for (std::size_t cell = 0; cell < 49; ++cell) {
    const auto row = cell / 7;
    const auto column = cell % 7;
    values[cell] = row == 0 || row == 6 || column == 0 || column == 6 || cell == 24 ? 2.0 : 0.0;
  }
  const auto areas = isopleths(raster_of(7, 7, values), std::vector{1.0});
  REQUIRE(areas.polygon_rings == std::vector<std::uint32_t>{0, 2, 3});
  CHECK(ring_area(areas, 0) > 0.0);
  CHECK(ring_area(areas, 1) < 0.0);
  CHECK(ring_area(areas, 2) == Approx(0.5));
}

TEST_CASE("a surface that is high throughout ends at the raster's edge, its corners cut", "[hotspots][edges]") {
  const auto areas = isopleths(raster_of(2, 3, std::vector<double>(6, 1.0)), std::vector{1.0});
  REQUIRE(areas.polygon_rings.size() == 2);
  CHECK(ring_area(areas, 0) == Approx(6.0 - 4 * 0.125));
}

TEST_CASE("no cells, no level, no ground and no values", "[hotspots][edges]") {
  CHECK(isopleths(raster_of(0, 0, {}), std::vector{1.0}).polygon_rings.size() == 1);
  CHECK(isopleths(raster_of(1, 1, {1.0}), {}).size() == 0);
  CHECK(isopleths(raster_of(1, 1, {kNan}), std::vector{0.0}).polygon_rings.size() == 1);
  CHECK_THROWS_AS(isopleths(raster_of(1, 1, {1.0}), std::vector{kNan}), InvalidArgument);
}

TEST_CASE("centres lie in the ground exactly where they reach the level, in one polygon each", "[hotspots][oracle]") {
  const auto seed = GENERATE(range(1U, 201U));
  const libprofile::core::Philox random(seed, libprofile::core::Stream::testing);
  const std::size_t rows = 3 + seed % 9;
  const std::size_t columns = 2 + seed % 7;
  std::vector<double> values;
  for (std::uint32_t k = 0; k < rows * columns; ++k) {
    // Whole numbers, so that many lie on the level; some are missing.
    values.push_back(random.below(12, k, 0, 1) == 0 ? kNan : random.below(5, k, 0, 0));
  }
  const auto raster = raster_of(rows, columns, values);
  const auto areas = isopleths(raster, std::vector{2.0});
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    std::size_t covered = 0;
    for (std::size_t polygon = 0; polygon + 1 < areas.polygon_rings.size(); ++polygon) {
      covered += covers(areas, polygon, raster.frame.x_of(cell % columns), raster.frame.y_of(cell / columns)) ? 1 : 0;
    }
    CHECK(covered == (values[cell] >= 2.0 ? 1U : 0U));
  }
  for (std::size_t polygon = 0; polygon + 1 < areas.polygon_rings.size(); ++polygon) {
    for (std::size_t ring = areas.polygon_rings[polygon]; ring < areas.polygon_rings[polygon + 1]; ++ring) {
      CHECK((ring_area(areas, ring) > 0.0) == (ring == areas.polygon_rings[polygon]));
    }
  }
}

TEST_CASE("breaks of each kind, worked on paper", "[hotspots][hand]") {
  const std::vector<double> values{0, 1, 2, 4, 8, 16, kNan, 0};
  const auto breaks = [&](Breaks kind, std::int32_t classes) {
    return class_breaks(values, {.classes = classes, .breaks = kind});
  };
  CHECK(breaks(Breaks::equal_interval, 4) == std::vector<double>{4, 8, 12});
  CHECK(breaks(Breaks::quantile, 5) == std::vector<double>{1, 2, 4, 8});
  const auto geometric = breaks(Breaks::geometric, 4);
  REQUIRE(geometric.size() == 3);
  CHECK(geometric[0] == Approx(2));
  CHECK(geometric[2] == Approx(8));
  CHECK(classify(values, std::vector{2.0, 8.0}) == std::vector<std::int32_t>{0, 0, 1, 1, 2, 2, -1, 0});
}

TEST_CASE("breaks of equal values, of nothing, and of wrong options", "[hotspots][edges]") {
  CHECK(class_breaks(std::vector<double>(9, 3.0), {.breaks = Breaks::quantile}) == std::vector{3.0});
  CHECK(class_breaks(std::vector<double>(9, 0.0)).empty());
  CHECK(class_breaks({}).empty());
  CHECK_THROWS_WITH(class_breaks({}, {.classes = 1}), Catch::Contains("classes"));
  CHECK_THROWS_WITH(classify({}, std::vector{2.0, 2.0}), Catch::Contains("breaks[1]"));
}

TEST_CASE("the ground above a level has the area of another package's contours", "[hotspots][golden]") {
  // contourpy 1.3.3 (BSD-3), contour_generator(...).filled(3.5, inf): area 2.399305555555556.
  const Raster raster = raster_of(4, 4, {0, 1, 2, 1, 1, 4, 5, 2, 0, 3, 6, 2, 0, 1, 1, 0});
  const Polygons found = isopleths(raster, std::vector{3.5});
  double area = 0.0;
  for (std::size_t ring = 0; ring + 1 < found.ring_vertices.size(); ++ring) {
    area += ring_area(found, ring);
  }
  CHECK(area == Approx(2.399305555555556).epsilon(1e-12));
}
