// SPDX-License-Identifier: MIT
#include "libprofile/geography/triangulation.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/geography/detail/delaunay.hpp"
#include "libprofile/geography/detail/predicates.hpp"

#include "support/random_points.hpp"
#include "support/weights_by_definition.hpp"

using namespace libprofile;
using geography::gabriel;
using geography::PlanarView;
using geography::relative_neighbourhood;
using geography::triangulation;
using testing::Links;
using testing::links_of;

namespace {

Links both_ways(const Links& once) {
  Links both = once;
  for (const auto& [i, j] : once) {
    both.emplace(j, i);
  }
  return both;
}

/// Points in another order, and where each was.
struct Shuffled {
  std::vector<std::uint32_t> was;
  std::vector<double> xy_m;

  Shuffled(std::uint64_t seed, const std::vector<double>& from) : was(from.size() / 2) {
    std::iota(was.begin(), was.end(), 0U);
    const core::Philox random(seed, core::Stream::testing);
    for (std::uint32_t i = static_cast<std::uint32_t>(was.size()); i > 1; --i) {
      std::swap(was[i - 1], was[random.below(i, i, 7, 0)]);
    }
    for (const std::uint32_t i : was) {
      xy_m.insert(xy_m.end(), {from[2 * i], from[2 * i + 1]});
    }
  }
  [[nodiscard]] Links as_before(const Links& links) const {
    Links before;
    for (const auto& [i, j] : links) {
      before.emplace(was[i], was[j]);
    }
    return before;
  }
};

}  // namespace

TEST_CASE("a kite, worked on paper", "[geography][hand]") {
  // Sides are sqrt(116) long, the diagonals 20 and 8: the short one is in all three, the long one in none.
  const std::vector<double> kite = {0, 0, 10, 4, 20, 0, 10, -4};
  const Links all = both_ways({{0, 1}, {1, 2}, {2, 3}, {0, 3}, {1, 3}});
  CHECK(links_of(triangulation(PlanarView(kite))) == all);
  CHECK(links_of(gabriel(PlanarView(kite))) == all);
  CHECK(links_of(relative_neighbourhood(PlanarView(kite))) == all);
  // A right angle at 1: it lies on the circle over the long side.
  const std::vector<double> flat = {0, 0, 3, 3, 6, 0};
  CHECK(links_of(triangulation(PlanarView(flat))) == both_ways({{0, 1}, {1, 2}, {0, 2}}));
  CHECK(links_of(gabriel(PlanarView(flat))) == both_ways({{0, 1}, {1, 2}}));
  // An equilateral triangle but for a little: the longest side goes from the relative neighbours only.
  const std::vector<double> nearly = {0, 0, 100, 0, 50, 86};
  CHECK(links_of(gabriel(PlanarView(nearly))) == both_ways({{0, 1}, {1, 2}, {0, 2}}));
  CHECK(links_of(relative_neighbourhood(PlanarView(nearly))) == both_ways({{1, 2}, {0, 2}}));
}

TEST_CASE("no point, one, two, in line, and at one place", "[geography][edges]") {
  for (const auto graph : {&triangulation, &gabriel, &relative_neighbourhood}) {
    CHECK(graph({}).size() == 0);
    const std::vector<double> one = {3, 4};
    CHECK(graph(PlanarView(one)).links() == 0);
    const std::vector<double> two = {3, 4, 5, 6};
    CHECK(links_of(graph(PlanarView(two))) == Links{{0, 1}, {1, 0}});
    const std::vector<double> in_line = {4, 4, 0, 0, 1, 1, 9, 9};
    CHECK(links_of(graph(PlanarView(in_line))) == both_ways({{1, 2}, {0, 2}, {0, 3}}));
    const std::vector<double> together = {5, 5, 5, 5, -0.0, 0, 0, 0};
    CHECK(graph(PlanarView(together)).links() == 12);
    const std::vector<double> broken = {0, 0, std::numeric_limits<double>::infinity(), 1};
    CHECK_THROWS_WITH(graph(PlanarView(broken)), Catch::Contains("points[1]"));
    const std::vector<double> far = {0, 0, -1e200, 0, 5, 5};
    CHECK_THROWS_WITH(graph(PlanarView(far)), Catch::Contains("points[1]") && Catch::Contains("10^15"));
  }
}

TEST_CASE("points crowded in one place are refused before links are made", "[geography][edges]") {
  const std::vector<double> crowd(2 * 30'000, 1.0);
  CHECK_THROWS_WITH(triangulation(PlanarView(crowd)), Catch::Contains("links") && Catch::Contains("each place once"));
}

TEST_CASE("the triangulation is the lower hull of lifted places, ties included", "[geography][oracle]") {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const auto xy_m = testing::random_lattice_points(seed, 3 + seed % 6, seed % 3 == 0 ? 2.0 : 7.0, 1.0);
    const auto points = testing::whole_places(PlanarView(xy_m));
    const testing::LiftedHull hull(points);
    if (!hull.is_in_line()) {
      const auto expected = testing::links_by_places(
          points, [&](testing::WholePlace a, testing::WholePlace b) { return hull.joins(a, b); });
      REQUIRE(links_of(triangulation(PlanarView(xy_m))) == expected);
    }
  }
}

TEST_CASE("Gabriel and relative neighbours agree with their definitions", "[geography][oracle]") {
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    const auto side_m = seed % 2 == 0 ? 6.0 : 1000.0;
    const auto xy_m = testing::random_lattice_points(seed, seed % 40, side_m, 1.0);
    const auto points = testing::whole_places(PlanarView(xy_m));
    REQUIRE(links_of(gabriel(PlanarView(xy_m))) == testing::gabriel_by_definition(points));
    REQUIRE(links_of(relative_neighbourhood(PlanarView(xy_m))) ==
            testing::relative_neighbourhood_by_definition(points));
  }
}

TEST_CASE("no circle of a triangle holds a point, and the triangles fill the hull", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  auto xy_m = testing::random_points(seed, 300, 1e5);
  std::vector<std::pair<double, double>> sorted;
  for (std::size_t i = 0; i < 300; ++i) {
    sorted.emplace_back(xy_m[2 * i], xy_m[2 * i + 1]);
  }
  std::sort(sorted.begin(), sorted.end());
  xy_m.clear();
  for (const auto& [x, y] : sorted) {
    xy_m.insert(xy_m.end(), {x, y});
  }
  const auto at = [&](std::uint32_t i) { return geography::detail::Point{xy_m[2 * i], xy_m[2 * i + 1]}; };
  const auto sides = geography::detail::delaunay(PlanarView(xy_m));
  std::size_t on_hull = 0;
  for (const auto& side : sides) {
    on_hull += (side.left == geography::detail::kNoCorner) + (side.right == geography::detail::kNoCorner);
    for (std::uint32_t p = 0; p < 300 && side.left != geography::detail::kNoCorner; ++p) {
      REQUIRE(geography::detail::in_circle(at(side.from), at(side.to), at(side.left), at(p)) <= 0);
    }
  }
  CHECK(sides.size() == 3 * 300 - 3 - on_hull);
}

TEST_CASE("shuffled points and threads change nothing; each graph holds the next", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy_m = testing::random_lattice_points(seed, 1500, 900.0, 30.0);
  const Shuffled shuffled(seed, xy_m);
  for (const auto graph : {&triangulation, &gabriel, &relative_neighbourhood}) {
    const Links links = links_of(graph(PlanarView(xy_m)));
    CHECK(shuffled.as_before(links_of(graph(PlanarView(shuffled.xy_m)))) == links);
    for (const int threads : {1, 2, 8}) {
      const core::ThreadLimit limit(threads);
      CHECK(links_of(graph(PlanarView(xy_m))) == links);
    }
  }
  const Links most = links_of(triangulation(PlanarView(xy_m)));
  const Links some = links_of(gabriel(PlanarView(xy_m)));
  const Links few = links_of(relative_neighbourhood(PlanarView(xy_m)));
  CHECK(std::includes(most.begin(), most.end(), some.begin(), some.end()));
  CHECK(std::includes(some.begin(), some.end(), few.begin(), few.end()));
}

TEST_CASE("a 16 by 16 lattice has its rook links and one diagonal a square", "[geography][golden]") {
  // Rook links of an n by n lattice: 4 n (n - 1) = 960, Cliff and Ord (1981); one diagonal adds 2 (n - 1)^2 = 450.
  std::vector<double> xy_m;
  for (int i = 0; i < 256; ++i) {
    xy_m.insert(xy_m.end(), {30.0 * (i % 16), 30.0 * (i / 16)});
  }
  CHECK(triangulation(PlanarView(xy_m)).links() == 960 + 450);
  CHECK(gabriel(PlanarView(xy_m)).links() == 960);
  CHECK(relative_neighbourhood(PlanarView(xy_m)).links() == 960);
}

TEST_CASE("predicates decide what rounding would not", "[geography][edges]") {
  using namespace geography::detail;
  // Four corners of a square far out, the last off by one unit in the last place.
  const double far = 4.0e5;
  const double unit = 5.8207660913467407e-11;
  const Point a{far, far};
  const Point b{far + 1, far};
  const Point c{far + 1, far + 1};
  CHECK(in_circle(a, b, c, {far, far + 1}) == 0);
  CHECK(in_circle(a, b, c, {far + unit, far + 1}) == 1);
  CHECK(in_circle(a, b, c, {far - unit, far + 1}) == -1);
  CHECK(in_circle_perturbed(a, b, c, {far, far + 1}) != 0);
  CHECK(in_circle_perturbed(a, b, c, a) == 0);
  CHECK(angle_sign(a, c, b) == 0);
  CHECK(angle_sign(a, c, {far + 1 + unit, far}) == 1);
  CHECK(compare_distances(a, b, {far, far + 1}) == 0);
  CHECK(compare_distances(a, b, {far, far + 1 - unit}) == 1);
}
