// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/map_outlines.hpp"

#include <cmath>
#include <set>

#include <catch2/catch.hpp>

#include "support/sample_areas.hpp"

using namespace libprofile::publish::detail;
using libprofile::geography::Polygons;

namespace {

Polygons polygon(std::vector<double> xy) {
  Polygons polygons;
  polygons.xy = std::move(xy);
  polygons.ring_vertices.push_back(static_cast<std::uint32_t>(polygons.vertices()));
  polygons.polygon_rings.push_back(1);
  polygons.area_polygons.push_back(1);
  return polygons;
}

/// Even-odd, by counting the edges that a ray to the right crosses.
bool holds(const Outlines& outlines, std::size_t area, double x, double y) {
  bool is_inside = false;
  for (std::uint32_t r = outlines.area_rings[area]; r < outlines.area_rings[area + 1]; ++r) {
    const std::uint32_t first = outlines.ring_points[r];
    const std::uint32_t size = outlines.ring_points[r + 1] - first;
    for (std::uint32_t i = 0; i < size; ++i) {
      const GridPoint a = outlines.points[first + i];
      const GridPoint b = outlines.points[first + (i + 1) % size];
      if ((a.y > y) != (b.y > y) && x < a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y)) {
        is_inside = !is_inside;
      }
    }
  }
  return is_inside;
}

double area_of(const Outlines& outlines) {
  double sum = 0.0;
  for (std::size_t r = 0; r + 1 < outlines.ring_points.size(); ++r) {
    const std::uint32_t first = outlines.ring_points[r];
    const std::uint32_t size = outlines.ring_points[r + 1] - first;
    double twice = 0.0;
    for (std::uint32_t i = 0; i < size; ++i) {
      const GridPoint a = outlines.points[first + i];
      const GridPoint b = outlines.points[first + (i + 1) % size];
      twice += static_cast<double>(a.x) * b.y - static_cast<double>(b.x) * a.y;
    }
    sum += std::abs(twice) / 2.0;
  }
  return sum;
}

}  // namespace

TEST_CASE("a vertex in the middle of a straight side is left out", "[publish][hand]") {
  const Polygons square = polygon({0, 0, 50, 0, 100, 0, 100, 100, 0, 100, 0, 0});
  const DrawingGrid grid = make_drawing_grid(square, {});
  CHECK(grid.unit_m == 1.0);
  CHECK(grid.width == 100);
  const Outlines outlines = simplify_outlines(square, grid, 100);
  CHECK(outlines.points == std::vector<GridPoint>{{0, 0}, {100, 0}, {100, 100}, {0, 100}});
}

TEST_CASE("nothing to draw gives nothing", "[publish][edges]") {
  const Outlines outlines = simplify_outlines({}, make_drawing_grid({}, {}), 100);
  CHECK(outlines.size() == 0);
  CHECK(outlines.points.empty());
}

TEST_CASE("a ring is never thinned below four vertices, and no area is lost", "[publish][edges]") {
  const auto areas = libprofile::testing::sample_areas(60, 2);
  const DrawingGrid grid = make_drawing_grid(areas.polygons, {});
  const Outlines outlines = simplify_outlines(areas.polygons, grid, 1);
  REQUIRE(outlines.size() == 60);
  for (std::size_t area = 0; area < 60; ++area) {
    CHECK(outlines.area_rings[area + 1] == outlines.area_rings[area] + 1);
  }
  for (std::size_t r = 0; r + 1 < outlines.ring_points.size(); ++r) {
    CHECK(outlines.ring_points[r + 1] - outlines.ring_points[r] >= 4);
  }
}

TEST_CASE("a border that two areas share stays shared", "[publish][property]") {
  // Two areas on either side of a wavy line of 401 vertices.
  Polygons polygons;
  std::vector<std::pair<double, double>> wave;
  for (int i = 0; i <= 400; ++i) {
    wave.emplace_back(10.0 * i, 2000.0 + 90.0 * std::sin(0.11 * i) + 37.0 * std::sin(0.9 * i));
  }
  const auto close_over = [&](double y) {
    const std::size_t start = polygons.xy.size();
    polygons.xy.insert(polygons.xy.end(), {4000.0, y, 0.0, y});
    for (std::size_t i = 0; i < wave.size(); ++i) {
      const auto& [px, py] = wave[i];
      polygons.xy.insert(polygons.xy.end(), {px, py});
    }
    polygons.xy.insert(polygons.xy.end(), {polygons.xy[start], polygons.xy[start + 1]});
    polygons.ring_vertices.push_back(static_cast<std::uint32_t>(polygons.vertices()));
    polygons.polygon_rings.push_back(polygons.polygon_rings.back() + 1);
    polygons.area_polygons.push_back(polygons.area_polygons.back() + 1);
  };
  close_over(0.0);
  close_over(4000.0);
  const std::size_t most = GENERATE(300U, 120U, 60U);
  const Outlines outlines = simplify_outlines(polygons, make_drawing_grid(polygons, {}), most);
  CHECK(outlines.points.size() <= most);
  std::vector<std::set<std::pair<int, int>>> borders(2);
  for (std::size_t area = 0; area < 2; ++area) {
    for (std::uint32_t i = outlines.ring_points[area]; i < outlines.ring_points[area + 1]; ++i) {
      const GridPoint p = outlines.points[i];
      if (p.x > 100 && p.x < 3900 && p.y > 0 && p.y < 4000) {
        borders[area].emplace(p.x, p.y);
      }
    }
  }
  CHECK(borders[0].size() > 4);
  CHECK(borders[0] == borders[1]);
}

TEST_CASE("simplifying keeps nearly all of the ground covered", "[publish][property]") {
  const auto areas = libprofile::testing::sample_areas(200, 4);
  const auto groups = libprofile::testing::dissolve_first_level(areas);
  const DrawingGrid grid = make_drawing_grid(areas.polygons, {});
  const double exact = area_of(simplify_outlines(groups.polygons, grid, 100'000));
  CHECK(area_of(simplify_outlines(areas.polygons, grid, 100'000)) == Approx(exact).epsilon(1e-3));
  CHECK(area_of(simplify_outlines(groups.polygons, grid, 60)) == Approx(exact).epsilon(0.05));
}

TEST_CASE("a label lies inside its area", "[publish][property]") {
  const auto areas = libprofile::testing::sample_areas(150, 5);
  for (const auto* polygons : {&areas.polygons}) {
    const Outlines outlines = simplify_outlines(*polygons, make_drawing_grid(*polygons, {}), 100'000);
    for (std::size_t area = 0; area < outlines.size(); ++area) {
      const GridPoint label = label_point(outlines, area);
      CHECK(holds(outlines, area, label.x + 0.25, label.y + 0.25));
    }
  }
  const Polygons crescent = polygon({0, 0, 1000, 0, 1000, 1000, 0, 1000, 0, 900, 900, 900, 900, 100, 0, 100, 0, 0});
  const Outlines outlines = simplify_outlines(crescent, make_drawing_grid(crescent, {}), 100);
  const GridPoint label = label_point(outlines, 0);
  CHECK(holds(outlines, 0, label.x, label.y + 0.5));
}
