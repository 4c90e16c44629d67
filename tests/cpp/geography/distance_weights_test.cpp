// SPDX-License-Identifier: MIT
#include "libprofile/geography/distance_weights.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/random_points.hpp"

using namespace libprofile;
using geography::distance_band;
using geography::k_nearest;
using geography::PlanarView;
using geography::Ties;
using geography::Weights;

namespace {

using Row = std::vector<std::uint32_t>;

Row row(const Weights& weights, std::size_t i) {
  const auto neighbours = weights.neighbours_of(i);
  return {neighbours.begin(), neighbours.end()};
}

/// All other points by squared distance, then index.
std::vector<std::pair<double, std::uint32_t>> others(PlanarView points, std::size_t i) {
  std::vector<std::pair<double, std::uint32_t>> found;
  for (std::uint32_t j = 0; j < points.size(); ++j) {
    const double dx = points.x(i) - points.x(j);
    const double dy = points.y(i) - points.y(j);
    if (j != i) {
      found.emplace_back(dx * dx + dy * dy, j);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

TEST_CASE("a band includes its bound", "[geography][hand]") {
  const std::vector<double> xy_m = {10, 10, 20, 10, 40, 10, 15, 20, 30, 20, 30, 30};
  const Weights weights = distance_band(PlanarView(xy_m), {.radius_m = 15});
  CHECK(row(weights, 0) == Row{1, 3});
  CHECK(row(weights, 2) == Row{4});
  CHECK(row(weights, 3) == Row{0, 1, 4});
  CHECK(row(weights, 5) == Row{4});
}

TEST_CASE("ties go to the lower index, or all count", "[geography][hand]") {
  const std::vector<double> xy_m = {0, 0, 10, 0, 0, 10, -10, 0, 0, -10};
  CHECK(row(k_nearest(PlanarView(xy_m), {.k = 2}), 0) == Row{1, 2});
  CHECK(row(k_nearest(PlanarView(xy_m), {.k = 2, .ties = Ties::all}), 0) == Row{1, 2, 3, 4});
}

TEST_CASE("points at one place are neighbours", "[geography][edges]") {
  const std::vector<double> xy_m = {5, 5, 5, 5, 5, 5, 900, 5};
  CHECK(row(distance_band(PlanarView(xy_m), {.radius_m = 1}), 0) == Row{1, 2});
  CHECK(row(k_nearest(PlanarView(xy_m), {.k = 1}), 2) == Row{0});
  CHECK(row(distance_band(PlanarView(xy_m), {.radius_m = 1}), 3).empty());
}

TEST_CASE("options and points outside their range are refused", "[geography][edges]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> two = {0, 0, 1, 1};
  CHECK_THROWS_AS(distance_band({}, {.radius_m = 0.0}), InvalidArgument);
  CHECK_THROWS_AS(distance_band({}, {.radius_m = nan}), InvalidArgument);
  CHECK_THROWS_AS(k_nearest(PlanarView(two), {.k = 0}), InvalidArgument);
  CHECK_THROWS_AS(k_nearest(PlanarView(two), {.k = 2}), InvalidArgument);
  const std::vector<double> broken = {0, 0, nan, 1};
  CHECK_THROWS_WITH(distance_band(PlanarView(broken)), Catch::Contains("points[1]"));
  CHECK_THROWS_WITH(k_nearest(PlanarView(broken), {.k = 1}), Catch::Contains("points[1]"));
  CHECK(distance_band({}).size() == 0);
  CHECK(k_nearest({}).size() == 0);
}

TEST_CASE("bands and nearest points agree with the definition, ties included", "[geography][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto step_m = GENERATE(1.0, 25.0);
  const auto xy_m = testing::random_lattice_points(seed, 400, 500.0, step_m);
  const PlanarView points(xy_m);
  const Weights band = distance_band(points, {.radius_m = 50});
  const Weights few = k_nearest(points, {.k = 7});
  const Weights all = k_nearest(points, {.k = 7, .ties = Ties::all});
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto sorted = others(points, i);
    Row within;
    Row nearest;
    Row tied;
    for (std::size_t k = 0; k < sorted.size(); ++k) {
      if (sorted[k].first <= 2500.0) {
        within.push_back(sorted[k].second);
      }
      if (k < 7) {
        nearest.push_back(sorted[k].second);
      }
      if (sorted[k].first <= sorted[6].first) {
        tied.push_back(sorted[k].second);
      }
    }
    std::sort(within.begin(), within.end());
    std::sort(nearest.begin(), nearest.end());
    std::sort(tied.begin(), tied.end());
    CHECK(row(band, i) == within);
    CHECK(row(few, i) == nearest);
    CHECK(row(all, i) == tied);
  }
}

TEST_CASE("nearest points agree with the definition for few and many neighbours, many at one place",
          "[geography][oracle]") {
  const auto seed = GENERATE(range(1U, 9U));
  const auto k = GENERATE(1, 2, 5, 16, 17, 40);
  const std::size_t n = 41 + seed * 29;
  // Nine places for all points, points on a fine lattice, and points of which hardly two are equally far apart.
  for (const auto& xy_m : {testing::random_lattice_points(seed, n, 2.0, 1.0),
                           testing::random_lattice_points(seed, n, 12.0, 1.0), testing::random_points(seed, n)}) {
    const PlanarView points(xy_m);
    const Weights weights = k_nearest(points, {.k = k});
    for (std::size_t i = 0; i < n; ++i) {
      Row expected;
      for (const auto& [squared_m2, j] : others(points, i)) {
        expected.push_back(j);
      }
      expected.resize(static_cast<std::size_t>(k));
      std::sort(expected.begin(), expected.end());
      REQUIRE(row(weights, i) == expected);
    }
  }
}

TEST_CASE("more links than memory holds are refused before any is made", "[geography][edges]") {
  const std::vector<double> xy_m(2 * 200'000, 5.0);
  for (const Ties ties : {Ties::lower_index, Ties::all}) {
    CHECK_THROWS_WITH(k_nearest(PlanarView(xy_m), {.k = 100'000, .ties = ties}),
                      Catch::Contains("k = 100000: must be at most 2500 for 200000 points"));
  }
}

TEST_CASE("the nearest are the same for any instruction set", "[geography][property]") {
  // Many equally far, and up to 16 are found by another kernel than more.
  const auto xy_m = testing::random_lattice_points(4, 5000, 150.0, 1.0);
  const auto k = GENERATE(1, 5, 8, 9, 16, 17);
  const auto ties = GENERATE(Ties::lower_index, Ties::all);
  const auto with = [&](core::InstructionSet set) {
    const core::InstructionSetLimit limit(set);
    return k_nearest(PlanarView(xy_m), {.k = k, .ties = ties}).neighbours;
  };
  const auto baseline = with(core::InstructionSet::baseline);
  CHECK(with(core::InstructionSet::avx2) == baseline);
  CHECK(with(core::InstructionSet::avx512) == baseline);
}

TEST_CASE("doubling all distances and the radius changes nothing, nor do threads", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  auto xy_m = testing::random_points(seed, 3000);
  const Weights band = distance_band(PlanarView(xy_m), {.radius_m = 40});
  const Weights nearest = k_nearest(PlanarView(xy_m), {.k = 5});
  {
    const core::ThreadLimit limit(GENERATE(1, 2, 8));
    CHECK(distance_band(PlanarView(xy_m), {.radius_m = 40}).neighbours == band.neighbours);
    CHECK(k_nearest(PlanarView(xy_m), {.k = 5}).neighbours == nearest.neighbours);
  }
  for (double& value : xy_m) {
    value *= 2.0;
  }
  CHECK(distance_band(PlanarView(xy_m), {.radius_m = 80}).neighbours == band.neighbours);
  CHECK(k_nearest(PlanarView(xy_m), {.k = 5}).neighbours == nearest.neighbours);
}

TEST_CASE("a 16 by 16 lattice of 30 m has its known links", "[geography][golden]") {
  // Rook links of an n by n lattice: 4 n (n - 1); with diagonals, 4 (n - 1)^2 more. Cliff and Ord (1981).
  std::vector<double> xy_m;
  for (int i = 0; i < 256; ++i) {
    xy_m.insert(xy_m.end(), {30.0 * (i % 16), 30.0 * (i / 16)});
  }
  CHECK(distance_band(PlanarView(xy_m), {.radius_m = 30}).links() == 960);
  CHECK(distance_band(PlanarView(xy_m), {.radius_m = 42.5}).links() == 960 + 900);
}
