// SPDX-License-Identifier: MIT
#include "libprofile/geography/distinct_places.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include <catch2/catch.hpp>

#include "libprofile/core/parallel.hpp"

#include "support/random_points.hpp"

using namespace libprofile;
using geography::distinct_places;
using geography::DistinctPlaces;
using geography::kNoPlace;
using geography::PlanarView;

namespace {

DistinctPlaces by_definition(const std::vector<double>& xy_m) {
  std::map<std::pair<double, double>, std::uint32_t> rank;
  for (std::size_t i = 0; i < xy_m.size(); i += 2) {
    if (xy_m[i] == xy_m[i] && xy_m[i + 1] == xy_m[i + 1]) {
      rank.emplace(std::pair(xy_m[i], xy_m[i + 1]), 0);
    }
  }
  DistinctPlaces places;
  for (auto& [place, at] : rank) {
    at = static_cast<std::uint32_t>(places.xy_m.size() / 2);
    places.xy_m.insert(places.xy_m.end(), {place.first, place.second});
  }
  for (std::size_t i = 0; i < xy_m.size(); i += 2) {
    const auto found = rank.find({xy_m[i], xy_m[i + 1]});
    const bool has_place = xy_m[i] == xy_m[i] && xy_m[i + 1] == xy_m[i + 1];
    places.of_point.push_back(has_place ? found->second : kNoPlace);
  }
  return places;
}

void check_same(const DistinctPlaces& found, const DistinctPlaces& wanted) {
  CHECK(found.xy_m == wanted.xy_m);
  CHECK(found.of_point == wanted.of_point);
}

}  // namespace

TEST_CASE("places ascend by x, then y", "[geography][hand]") {
  const std::vector<double> xy_m = {5, 1, 2, 9, 5, 1, 2, 3};
  const DistinctPlaces places = distinct_places(PlanarView(xy_m));
  CHECK(places.xy_m == std::vector<double>{2, 3, 2, 9, 5, 1});
  CHECK(places.of_point == std::vector<std::uint32_t>{2, 1, 2, 0});
}

TEST_CASE("no points, none with a place, zeros of both signs and what is infinite", "[geography][edges]") {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  CHECK(distinct_places({}).of_point.empty());
  const std::vector<double> nowhere = {kNaN, 1, 1, kNaN, kNaN, kNaN};
  CHECK(distinct_places(PlanarView(nowhere)).xy_m.empty());
  CHECK(distinct_places(PlanarView(nowhere)).of_point == std::vector<std::uint32_t>(3, kNoPlace));
  const std::vector<double> zeros = {-0.0, 0.0, 0.0, -0.0};
  CHECK(distinct_places(PlanarView(zeros)).of_point == std::vector<std::uint32_t>{0, 0});
  for (const double first : {-kInfinity, -1e308, 3.0}) {
    std::vector<double> xy_m(2000, 7.0);
    xy_m[0] = first;
    xy_m[10] = kInfinity;
    xy_m[20] = 1e308;
    check_same(distinct_places(PlanarView(xy_m)), by_definition(xy_m));
  }
}

TEST_CASE("places are those of an ordered map", "[geography][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto n = GENERATE(1U, 2U, 300U, 3000U);
  const auto side_m = GENERATE(0.0, 1.0, 20.0, 1000.0);
  auto xy_m = testing::random_lattice_points(seed, n, side_m, 1.0);
  check_same(distinct_places(PlanarView(xy_m)), by_definition(xy_m));
  // One point far off leaves all others in one strip.
  xy_m[0] = 1e12;
  check_same(distinct_places(PlanarView(xy_m)), by_definition(xy_m));
  xy_m[1] = std::numeric_limits<double>::quiet_NaN();
  check_same(distinct_places(PlanarView(xy_m)), by_definition(xy_m));
}

TEST_CASE("any number of threads and any order give the same places", "[geography][property]") {
  const auto xy_m = testing::random_lattice_points(9, 50'000, 2000.0, 10.0);
  const DistinctPlaces wanted = [&] {
    const core::ThreadLimit one(1);
    return distinct_places(PlanarView(xy_m));
  }();
  const auto threads = GENERATE(2, 8);
  const core::ThreadLimit limit(threads);
  check_same(distinct_places(PlanarView(xy_m)), wanted);
  std::vector<double> reversed;
  for (std::size_t i = xy_m.size(); i > 0; i -= 2) {
    reversed.insert(reversed.end(), {xy_m[i - 2], xy_m[i - 1]});
  }
  const DistinctPlaces other = distinct_places(PlanarView(reversed));
  CHECK(other.xy_m == wanted.xy_m);
  CHECK(std::equal(other.of_point.rbegin(), other.of_point.rend(), wanted.of_point.begin()));
}
