// SPDX-License-Identifier: MIT
#include "libprofile/geography/snapping.hpp"

#include <algorithm>
#include <limits>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"

#include "support/random_points.hpp"

using namespace libprofile;
using geography::PlanarView;
using geography::snapping;

TEST_CASE("shares on lattices and on the most used places", "[geography][hand]") {
  const std::vector<double> xy_m = {100, 200, 110, 200, 111, 200, 0.5, 200, 100, 200};
  const auto found = snapping(PlanarView(xy_m));
  CHECK(found.points == 5);
  CHECK(found.distinct_places == 4);
  CHECK(found.share_on_1_m == Approx(0.8));
  CHECK(found.share_on_10_m == Approx(0.6));
  CHECK(found.share_on_100_m == Approx(0.4));
  CHECK(found.share_on_ten_places == Approx(1.0));
}

TEST_CASE("no points, points without a place, and a tolerance outside its range", "[geography][edges]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> xy_m = {nan, nan, nan, 4};
  CHECK(snapping({}).points == 0);
  CHECK(snapping(PlanarView(xy_m)).share_on_1_m == 0.0);
  CHECK_THROWS_AS(snapping({}, {.tolerance_m = 0.5}), InvalidArgument);
  CHECK_THROWS_AS(snapping({}, {.tolerance_m = nan}), InvalidArgument);
}

TEST_CASE("the ten most used places by a slow count", "[geography][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy_m = testing::random_lattice_points(seed, 500, 100.0, 10.0);
  std::vector<int> counts(121, 0);
  for (std::size_t i = 0; i < 500; ++i) {
    ++counts[static_cast<std::size_t>(xy_m[2 * i] / 10.0 + 11.0 * (xy_m[2 * i + 1] / 10.0))];
  }
  std::sort(counts.rbegin(), counts.rend());
  int top = 0;
  for (std::size_t i = 0; i < 10; ++i) {
    top += counts[i];
  }
  CHECK(snapping(PlanarView(xy_m)).share_on_ten_places == Approx(top / 500.0));
}

TEST_CASE("places with numbers of points give what the points give", "[geography][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const std::vector<double> places_m = {0, 0, 0, 5, 10, 10, 10.5, 3, 100, 200};
  const core::Philox random(seed, core::Stream::testing);
  std::vector<std::int64_t> numbers;
  std::vector<double> xy_m;
  for (std::uint32_t place = 0; place < 5; ++place) {
    numbers.push_back(static_cast<std::int64_t>(random.below(4, place, 0, 0)));
    for (std::int64_t k = 0; k < numbers.back(); ++k) {
      xy_m.insert(xy_m.end(), {places_m[2 * place], places_m[2 * place + 1]});
    }
  }
  const auto of_points = snapping(PlanarView(xy_m));
  const auto of_places = snapping(PlanarView(places_m), numbers);
  CHECK(of_places.points == of_points.points);
  CHECK(of_places.distinct_places == of_points.distinct_places);
  CHECK(of_places.share_on_1_m == of_points.share_on_1_m);
  CHECK(of_places.share_on_10_m == of_points.share_on_10_m);
  CHECK(of_places.share_on_100_m == of_points.share_on_100_m);
  CHECK(of_places.share_on_ten_places == of_points.share_on_ten_places);
  const std::vector<std::int64_t> negative = {1, 1, -1, 1, 1};
  CHECK_THROWS_AS(snapping(PlanarView(places_m), negative), InvalidArgument);
  CHECK_THROWS_AS(snapping(PlanarView(places_m), std::span(negative).first(2)), InvalidArgument);
}

TEST_CASE("a shift by a whole kilometre changes nothing; random points are seldom on a lattice",
          "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  auto xy_m = testing::random_lattice_points(seed, 500, 1000.0, 5.0);
  const auto before = snapping(PlanarView(xy_m));
  for (double& value : xy_m) {
    value += 1000.0;
  }
  const auto after = snapping(PlanarView(xy_m));
  CHECK(after.share_on_10_m == before.share_on_10_m);
  CHECK(before.share_on_1_m == 1.0);
  const auto random_m = testing::random_points(seed, 10000, 40000.0);
  CHECK(snapping(PlanarView(random_m)).share_on_1_m < 0.001);
}
