// SPDX-License-Identifier: MIT
#include "libprofile/geography/assign.hpp"

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "libprofile/core/parallel.hpp"

#include "support/geography_assign.hpp"
#include "support/geography_shapes.hpp"
#include "support/random_points.hpp"

using namespace libprofile;
using geography::kOutside;
using geography::PlanarView;
using geography::PointLocator;
using geography::Polygons;

namespace {

std::vector<std::int32_t> locate(const Polygons& polygons, const std::vector<double>& xy_m) {
  return PointLocator(polygons).locate(PlanarView(xy_m));
}

/// Every vertex, every mid-edge that is whole, and points of the lattice around.
std::vector<double> awkward_points(const Polygons& polygons, std::uint64_t seed, std::size_t n) {
  std::vector<double> xy_m = polygons.xy;
  for (std::size_t i = 0; i + 3 < polygons.xy.size(); i += 2) {
    xy_m.push_back(std::floor((polygons.xy[i] + polygons.xy[i + 2]) / 2.0));
    xy_m.push_back(std::floor((polygons.xy[i + 1] + polygons.xy[i + 3]) / 2.0));
  }
  const auto lattice = testing::random_lattice_points(seed, n, 900.0, 1.0);
  xy_m.insert(xy_m.end(), lattice.begin(), lattice.end());
  return xy_m;
}

}  // namespace

TEST_CASE("points in, on and between two squares", "[geography][hand]") {
  const Polygons polygons = testing::squares(2, 1, 100.0);
  const std::vector<double> xy_m = {50, 50, 150, 50, 100, 50, 100, 100, 0, 0, 200, 100, 200.0001, 50, -1, 50, 50, 100};
  CHECK(locate(polygons, xy_m) == std::vector<std::int32_t>{0, 1, 0, 0, 0, 1, -1, -1, 0});
}

TEST_CASE("a point in a hole is outside, a point on its rim inside, a point on its island inside",
          "[geography][hand]") {
  Polygons polygons;
  testing::add_area(polygons, {testing::rectangle(0, 0, 90, 90), testing::rectangle(30, 30, 60, 60)});
  testing::add_area(polygons, {testing::rectangle(40, 40, 50, 50)});
  const std::vector<double> xy_m = {10, 10, 35, 35, 30, 45, 45, 45, 40, 40};
  CHECK(locate(polygons, xy_m) == std::vector<std::int32_t>{0, -1, 0, 1, 1});
}

TEST_CASE("where areas overlap the point belongs to the first", "[geography][edges]") {
  Polygons polygons;
  testing::add_area(polygons, {testing::rectangle(100, 100, 200, 200)});
  testing::add_area(polygons, {testing::rectangle(0, 0, 300, 300)});
  testing::add_area(polygons, {testing::rectangle(0, 0, 300, 300)});
  const std::vector<double> xy_m = {150, 150, 100, 100, 50, 50, 299, 299, 200, 150};
  CHECK(locate(polygons, xy_m) == std::vector<std::int32_t>{0, 0, 1, 1, 0});
}

TEST_CASE("no areas, no points and points without a place", "[geography][edges]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(locate({}, {1, 2}) == std::vector<std::int32_t>{kOutside});
  CHECK(locate(testing::squares(1, 1, 10.0), {}).empty());
  CHECK(locate(testing::squares(1, 1, 10.0), {nan, 5, 5, nan, infinity, 5, 5, -infinity, nan, nan}) ==
        std::vector<std::int32_t>(5, kOutside));
}

TEST_CASE("a triangle without ground holds its own outline", "[geography][edges]") {
  Polygons polygons;
  testing::add_area(polygons, {{{{0, 0}, {10, 0}, {20, 0}, {0, 0}}}});
  CHECK(locate(polygons, {5, 0, 20, 0, 5, 1, 21, 0}) == std::vector<std::int32_t>{0, 0, -1, -1});
}

TEST_CASE("neighbouring doubles on either side of a slanted edge are told apart", "[geography][edges]") {
  Polygons polygons;
  testing::add_area(polygons, {{{{0, 0}, {3e5, 1e5}, {0, 1e5}, {0, 0}}}});
  testing::add_area(polygons, {{{{0, 0}, {3e5, 0}, {3e5, 1e5}, {0, 0}}}});
  const double x = 3.0 * 12345.0;
  const double y = 12345.0;
  CHECK(locate(polygons, {x, y, x, std::nextafter(y, 1e9), x, std::nextafter(y, 0.0)}) ==
        std::vector<std::int32_t>{0, 0, 1});
}

TEST_CASE("assignment agrees with the definition, vertices and edges included", "[geography][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Polygons polygons = testing::random_coverage(seed, 10);
  const auto xy_m = awkward_points(polygons, seed, 5000);
  CHECK(locate(polygons, xy_m) == testing::assign_by_definition(PlanarView(xy_m), polygons));
}

TEST_CASE("assignment agrees with the definition on areas that overlap at random", "[geography][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  Polygons polygons;
  for (std::uint32_t area = 0; area < 60; ++area) {
    const auto xy_m = testing::random_lattice_points(1000 * seed + area, 7, 800.0, 50.0);
    testing::Ring ring;
    for (std::size_t i = 0; i < 7; ++i) {
      ring.push_back({xy_m[2 * i], xy_m[2 * i + 1]});
    }
    ring.push_back(ring.front());
    testing::add_area(polygons, {ring});
  }
  auto xy_m = awkward_points(polygons, seed, 3000);
  const auto more = testing::random_lattice_points(seed, 1000, 800.0, 50.0);
  xy_m.insert(xy_m.end(), more.begin(), more.end());
  CHECK(locate(polygons, xy_m) == testing::assign_by_definition(PlanarView(xy_m), polygons));
}

TEST_CASE("shifting areas and points by whole metres changes nothing", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  Polygons polygons = testing::random_coverage(seed, 8);
  auto xy_m = awkward_points(polygons, seed, 2000);
  const auto before = locate(polygons, xy_m);
  for (std::size_t i = 0; i < polygons.xy.size(); ++i) {
    polygons.xy[i] += i % 2 == 0 ? 430000.0 : -390000.0;
  }
  for (std::size_t i = 0; i < xy_m.size(); ++i) {
    xy_m[i] += i % 2 == 0 ? 430000.0 : -390000.0;
  }
  CHECK(locate(polygons, xy_m) == before);
}

TEST_CASE("reversing every ring changes nothing", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  Polygons polygons = testing::random_coverage(seed, 8);
  const auto xy_m = awkward_points(polygons, seed, 2000);
  const auto before = locate(polygons, xy_m);
  for (std::size_t ring = 0; ring + 1 < polygons.ring_vertices.size(); ++ring) {
    for (auto low = polygons.ring_vertices[ring], high = polygons.ring_vertices[ring + 1] - 1; low < high;
         ++low, --high) {
      std::swap(polygons.xy[2 * low], polygons.xy[2 * high]);
      std::swap(polygons.xy[2 * low + 1], polygons.xy[2 * high + 1]);
    }
  }
  CHECK(locate(polygons, xy_m) == before);
}

TEST_CASE("every point of a coverage is counted once", "[geography][property]") {
  const Polygons polygons = testing::squares(30, 30, 30.0);
  const auto xy_m = testing::random_lattice_points(3, 20000, 900.0, 15.0);
  const auto areas = locate(polygons, xy_m);
  CHECK(std::count(areas.begin(), areas.end(), kOutside) == 0);
}

TEST_CASE("the number of threads changes nothing", "[geography][property]") {
  const Polygons polygons = testing::random_coverage(9, 20);
  const auto xy_m = testing::random_points(9, 50000, 1600.0);
  const auto run = [&](int threads) {
    const core::ThreadLimit limit(threads);
    return locate(polygons, xy_m);
  };
  const auto one = run(1);
  CHECK(run(2) == one);
  CHECK(run(8) == one);
}
