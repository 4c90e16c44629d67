// SPDX-License-Identifier: MIT
#include "libprofile/geography/hulls.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/cluster_tools_by_definition.hpp"
#include "support/random_points.hpp"

using Catch::Matchers::Contains;
using libprofile::InvalidArgument;
using libprofile::geography::Hull;
using libprofile::geography::PlanarView;
namespace geography = libprofile::geography;
namespace support = libprofile::testing;

namespace {

Hull convex(const std::vector<double>& xy_m) {
  return geography::convex_hull(PlanarView(xy_m));
}

Hull concave(const std::vector<double>& xy_m, double ratio) {
  return geography::concave_hull(PlanarView(xy_m), {.ratio = ratio});
}

std::vector<double> moved(std::vector<double> xy_m, double factor, double dx, double dy) {
  for (std::size_t i = 0; i < xy_m.size(); i += 2) {
    xy_m[i] = factor * xy_m[i] + dx;
    xy_m[i + 1] = factor * xy_m[i + 1] + dy;
  }
  return xy_m;
}

}  // namespace

TEST_CASE("a convex hull goes round its points without those inside or on an edge", "[geography][hand]") {
  CHECK(convex({4, 4, 0, 0, 2, 2, 4, 0, 2, 0, 0, 4}) == Hull{0, 0, 4, 0, 4, 4, 0, 4, 0, 0});
}

TEST_CASE("hulls of no point, one place and a line have no ring", "[geography][edges]") {
  for (const double ratio : {0.0, 0.3, 1.0}) {
    CHECK(concave({}, ratio).empty());
    CHECK(concave({5, 6, 5, 6, 5, 6}, ratio) == Hull{5, 6});
    CHECK(concave({5, 6, 1, 2, 3, 4, 5, 6}, ratio) == Hull{1, 2, 5, 6});
    CHECK(concave({5, 9, 5, 6, 5, 7}, ratio) == Hull{5, 6, 5, 9});
  }
}

TEST_CASE("hulls refuse points without a place, and ratios that are none", "[geography][edges]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(convex({0, 0, nan, 1}), Contains("points[1] is not finite"));
  CHECK_THROWS_AS(concave({0, 0, 1, HUGE_VAL, 2, 0}, 0.5), InvalidArgument);
  for (const double ratio : {-0.1, 1.1, nan}) {
    CHECK_THROWS_WITH(concave({0, 0, 1, 1, 2, 0}, ratio), Contains("ratio = ") && Contains("from 0 to 1"));
  }
}

TEST_CASE("convex hulls agree with the definition in thousands of small worlds", "[geography][oracle]") {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    const auto side_m = static_cast<double>(1 + seed % 6);
    const std::vector<double> xy_m = support::random_lattice_points(seed, seed % 15, side_m, 1.0);
    if (convex(xy_m) != support::convex_hull_by_definition(PlanarView(xy_m))) {
      FAIL("world " << seed);
    }
  }
  SUCCEED();
}

TEST_CASE("distance to a convex hull agrees with triangles and chords of its points", "[geography][oracle]") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const std::vector<double> xy_m = support::random_lattice_points(seed, 1 + seed % 7, 5.0, 1.0);
    const std::vector<double> asked = support::random_lattice_points(seed + 1000, 9, 9.0, 1.0);
    const auto places = support::places_by_definition(PlanarView(xy_m));
    const Hull hull = convex(xy_m);
    for (std::size_t i = 0; i < asked.size(); i += 2) {
      const double found = geography::distance_to_convex_m(hull, asked[i], asked[i + 1]);
      REQUIRE(found == Approx(support::distance_to_hull_by_definition(places, {asked[i], asked[i + 1]})).margin(1e-12));
    }
  }
}

TEST_CASE("hulls do not depend on the order of points or on their number in a place", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const std::vector<double> xy_m = support::random_points(seed, 60);
  std::vector<double> other(xy_m.rbegin(), xy_m.rend());
  for (std::size_t i = 0; i < other.size(); i += 2) {
    std::swap(other[i], other[i + 1]);
  }
  other.insert(other.end(), xy_m.begin(), xy_m.begin() + 20);
  CHECK(convex(other) == convex(xy_m));
  CHECK(concave(other, 0.3) == concave(xy_m, 0.3));
}

TEST_CASE("hulls move and grow with their points", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const std::vector<double> xy_m = support::random_lattice_points(seed, 60, 900.0, 0.5);
  const std::vector<double> there = moved(xy_m, 4.0, 400'000.0, 380'000.0);
  CHECK(convex(there) == moved(convex(xy_m), 4.0, 400'000.0, 380'000.0));
}

TEST_CASE("a concave hull holds every point, is no larger than the convex one and grows with the ratio",
          "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const std::vector<double> xy_m = support::random_points(seed, 80);
  double before_m2 = 0.0;
  for (const double ratio : {0.0, 0.2, 0.5, 1.0}) {
    const Hull hull = concave(xy_m, ratio);
    const double area_m2 = geography::measures_of(hull).area_m2;
    CHECK(area_m2 >= before_m2);
    before_m2 = area_m2;
    CHECK(std::equal(hull.begin(), hull.begin() + 2, hull.end() - 2));
    for (std::size_t i = 0; i < hull.size(); i += 2) {
      CHECK(std::pair(hull[0], hull[1]) <= std::pair(hull[i], hull[i + 1]));
    }
  }
  CHECK(before_m2 == Approx(geography::measures_of(convex(xy_m)).area_m2));
}

TEST_CASE("measures of a square, a line and a place", "[geography][hand]") {
  const auto square = geography::measures_of(convex({0, 0, 4, 0, 4, 4, 0, 4}));
  CHECK(square.area_m2 == 16.0);
  CHECK(square.perimeter_m == 16.0);
  const auto line = geography::measures_of(convex({0, 0, 3, 4}));
  CHECK(line.area_m2 == 0.0);
  CHECK(line.perimeter_m == 10.0);
  CHECK(geography::measures_of(convex({7, 7})).perimeter_m == 0.0);
  CHECK(geography::measures_of({}).area_m2 == 0.0);
}

TEST_CASE("the concave hull is the one that shapely prints", "[geography][golden]") {
  // shapely 2.2 (BSD-3-Clause), docstring of `concave_hull`.
  const std::vector<double> xy_m{0, 0, 0, 3, 1, 1, 3, 0, 3, 3};
  CHECK(concave(xy_m, 0.1) == Hull{0, 0, 3, 0, 3, 3, 1, 1, 0, 3, 0, 0});
  CHECK(concave(xy_m, 1.0) == Hull{0, 0, 3, 0, 3, 3, 0, 3, 0, 0});
}

TEST_CASE("the convex hull is the one that pointpats prints", "[geography][golden]") {
  // pointpats 2.5 (BSD-3-Clause), docstring of `hull`, which begins elsewhere.
  const std::vector<double> xy_m{66.22, 32.54, 22.52, 22.39, 31.01, 81.21, 9.47,  31.02, 30.78, 60.10, 75.21, 58.93,
                                 79.26, 7.68,  8.23,  39.93, 98.73, 77.17, 89.78, 42.53, 65.19, 92.08, 54.46, 8.48};
  CHECK(convex(xy_m) == Hull{8.23,  39.93, 9.47,  31.02, 22.52, 22.39, 54.46, 8.48,  79.26, 7.68,
                             89.78, 42.53, 98.73, 77.17, 65.19, 92.08, 31.01, 81.21, 8.23,  39.93});
}
