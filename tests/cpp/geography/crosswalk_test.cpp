// SPDX-License-Identifier: MIT
#include "libprofile/geography/crosswalk.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/geography_shapes.hpp"
#include "support/random_points.hpp"

using namespace libprofile;
using geography::apportion;
using geography::Apportioned;
using geography::crosswalk;
using geography::Crosswalk;
using geography::PlanarView;
using geography::Polygons;

namespace {

/// Two sources side by side, (0,0)-(10,10) and (10,0)-(20,10); targets cut at x = 15 and go on to x = 30.
Polygons sources() {
  return testing::squares(2, 1, 10.0);
}

Polygons targets() {
  Polygons polygons;
  testing::add_area(polygons, {testing::rectangle(0, 0, 15, 10)});
  testing::add_area(polygons, {testing::rectangle(15, 0, 30, 10)});
  return polygons;
}

Polygons random_rectangles(std::uint64_t seed, std::size_t n) {
  const auto xy_m = testing::random_points(seed, 2 * n, 50.0);
  Polygons polygons;
  for (std::size_t i = 0; i < n; ++i) {
    const double x = xy_m[4 * i];
    const double y = xy_m[4 * i + 1];
    testing::add_area(polygons, {testing::rectangle(x, y, x + 1 + xy_m[4 * i + 2], y + 1 + xy_m[4 * i + 3])});
  }
  return polygons;
}

double box(const Polygons& polygons, std::size_t area, std::size_t axis, bool high) {
  double found = polygons.xy[2 * polygons.ring_vertices[area] + axis];
  for (auto v = polygons.ring_vertices[area]; v < polygons.ring_vertices[area + 1]; ++v) {
    found = high ? std::max(found, polygons.xy[2 * v + axis]) : std::min(found, polygons.xy[2 * v + axis]);
  }
  return found;
}

/// The share of one rectangle that lies in another.
double share_by_definition(const Polygons& a, std::size_t i, const Polygons& b, std::size_t j) {
  double share = 1.0;
  for (const std::size_t axis : {0U, 1U}) {
    const double length = box(a, i, axis, true) - box(a, i, axis, false);
    const double common = std::min(box(a, i, axis, true), box(b, j, axis, true)) -
                          std::max(box(a, i, axis, false), box(b, j, axis, false));
    share *= std::max(0.0, common) / length;
  }
  return share;
}

}  // namespace

TEST_CASE("counts are moved by ground, with what is certain and possible", "[geography][hand]") {
  const Crosswalk shares = crosswalk(sources(), targets());
  CHECK(shares.target == std::vector<std::uint32_t>{0, 0, 1});
  CHECK(shares.share == std::vector<double>{1.0, 0.5, 0.5});
  const Apportioned moved = apportion(shares, std::vector<double>{6.0, 8.0});
  CHECK(moved.count == std::vector<double>{10.0, 4.0});
  CHECK(moved.lower == std::vector<double>{6.0, 0.0});
  CHECK(moved.upper == std::vector<double>{14.0, 8.0});
  CHECK(moved.standard_error[0] == Approx(std::sqrt(2.0)));
  CHECK(moved.outside == 0.0);
  CHECK(moved.split_sources == 1);
  CHECK(moved.split_share == Approx(8.0 / 14.0));
}

TEST_CASE("counts are moved as residents live, and bounds stay those of the ground", "[geography][hand]") {
  // Three of four residents of the second source live west of x = 15; nobody in the first.
  const std::vector<double> xy_m = {11, 5, 12, 5, 18, 5, 99, 99};
  const Crosswalk shares = crosswalk(sources(), targets(), PlanarView(xy_m), std::vector<double>{1, 2, 1, 50});
  CHECK(shares.share == std::vector<double>{1.0, 0.75, 0.25});
  CHECK(shares.ground_share == std::vector<double>{1.0, 0.5, 0.5});
  const std::vector<double> west = {11, 5};
  const Apportioned moved = apportion(crosswalk(sources(), targets(), PlanarView(west)), std::vector<double>{6.0, 8.0});
  CHECK(moved.count == std::vector<double>{14.0, 0.0});
  CHECK(moved.lower == std::vector<double>{6.0, 0.0});
  CHECK(moved.upper == std::vector<double>{14.0, 8.0});
}

TEST_CASE("what lies outside all targets is told apart", "[geography][edges]") {
  Polygons half;
  testing::add_area(half, {testing::rectangle(0, 0, 5, 10)});
  const Apportioned moved = apportion(crosswalk(sources(), half), std::vector<double>{6.0, 8.0});
  CHECK(moved.count == std::vector<double>{3.0});
  CHECK(moved.outside == 11.0);
  CHECK(moved.split_sources == 1);
  CHECK(geography::share_inside(sources(), half) == std::vector<double>{0.5, 0.0});
  CHECK(apportion(crosswalk({}, {}), {}).outside == 0.0);
  CHECK(crosswalk(sources(), {}).target.empty());
}

TEST_CASE("lines drawn twice a hair apart make no slivers", "[geography][edges]") {
  Polygons apart;
  testing::add_area(apart, {testing::rectangle(1e-7, 0, 10 - 1e-7, 10)});
  testing::add_area(apart, {testing::rectangle(10 - 1e-7, 0, 20, 10)});
  const Crosswalk shares = crosswalk(sources(), apart);
  CHECK(shares.target == std::vector<std::uint32_t>{0, 1});
  CHECK(shares.share == std::vector<double>{1.0, 1.0});
}

TEST_CASE("targets that overlap, and counts and weights that are none, are refused", "[geography][edges]") {
  Polygons twice = sources();
  testing::add_area(twice, {testing::rectangle(0, 0, 10, 10)});
  CHECK_THROWS_WITH(crosswalk(sources(), twice), Catch::Contains("must not overlap"));
  const Crosswalk shares = crosswalk(sources(), targets());
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(apportion(shares, std::vector<double>{1.0}), Catch::Contains("counts.size()"));
  CHECK_THROWS_WITH(apportion(shares, std::vector<double>{1.0, -1.0}), Catch::Contains("counts[1]"));
  CHECK_THROWS_WITH(apportion(shares, std::vector<double>{nan, 1.0}), Catch::Contains("counts[0]"));
  const std::vector<double> point = {1, 1};
  CHECK_THROWS_WITH(crosswalk(sources(), targets(), PlanarView(point), std::vector<double>{nan}),
                    Catch::Contains("weights[0]"));
}

TEST_CASE("shares agree with rectangles' own arithmetic", "[geography][oracle]") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Polygons from = random_rectangles(seed, 6);
    const Polygons to = testing::squares(4, 4, 30.0);
    const Crosswalk shares = crosswalk(from, to);
    for (std::size_t s = 0; s < 6; ++s) {
      for (std::size_t k = shares.offsets[s]; k < shares.offsets[s + 1]; ++k) {
        REQUIRE(shares.share[k] == Approx(share_by_definition(from, s, to, shares.target[k])).margin(1e-9));
      }
      double expected = 0.0;
      for (std::size_t t = 0; t < 16; ++t) {
        expected += share_by_definition(from, s, to, t);
      }
      const auto begin = shares.share.begin() + static_cast<std::ptrdiff_t>(shares.offsets[s]);
      const auto end = shares.share.begin() + static_cast<std::ptrdiff_t>(shares.offsets[s + 1]);
      REQUIRE(std::accumulate(begin, end, 0.0) == Approx(expected).margin(1e-5));
    }
  }
}

TEST_CASE("counts are conserved, the truth lies in the bounds, and threads change nothing", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Polygons from = testing::random_coverage(seed, 9);
  const Polygons to = testing::random_coverage(seed + 100, 5);
  const auto xy_m = testing::random_points(seed, 500, 1000.0);
  std::vector<double> counts(from.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    counts[i] = static_cast<double>(i % 7);
  }
  const auto run = [&](int threads) {
    const core::ThreadLimit limit(threads);
    return apportion(crosswalk(from, to, PlanarView(xy_m)), counts);
  };
  const Apportioned one = run(1);
  CHECK(run(2).count == one.count);
  CHECK(run(8).count == one.count);
  const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
  CHECK(std::accumulate(one.count.begin(), one.count.end(), one.outside) == Approx(total));
  const Apportioned ground = apportion(crosswalk(from, to), counts);
  CHECK(std::accumulate(ground.count.begin(), ground.count.end(), ground.outside) == Approx(total));
  for (std::size_t t = 0; t < to.size(); ++t) {
    CHECK(ground.lower[t] <= ground.count[t] + 1e-9);
    CHECK(ground.count[t] <= ground.upper[t] + 1e-9);
  }
}
