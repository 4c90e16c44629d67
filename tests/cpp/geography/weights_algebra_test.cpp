// SPDX-License-Identifier: MIT
#include "libprofile/geography/weights_algebra.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/distance_weights.hpp"
#include "libprofile/geography/weights_transforms.hpp"

#include "support/random_points.hpp"
#include "support/weights_by_definition.hpp"

using namespace libprofile;
using geography::LowerOrders;
using geography::PlanarView;
using geography::Weights;
using testing::Links;
using testing::links_of;

namespace {

/// 0 - 1 - 2 - 3 in a line, 4 alone.
Weights chain() {
  const std::vector<double> xy_m = {0, 0, 10, 0, 20, 0, 30, 0, 900, 0};
  return geography::distance_band(PlanarView(xy_m), {.radius_m = 10});
}

Weights random_weights(std::uint64_t seed, std::size_t n, double radius_m) {
  const auto xy_m = testing::random_points(seed, n, 100.0);
  return geography::distance_band(PlanarView(xy_m), {.radius_m = radius_m});
}

}  // namespace

TEST_CASE("both, either, and steps along a chain", "[geography][hand]") {
  const Weights line = chain();
  CHECK(links_of(geography::higher_order(line)) == Links{{0, 2}, {1, 3}, {2, 0}, {3, 1}});
  CHECK(links_of(geography::higher_order(line, {.order = 3})) == Links{{0, 3}, {3, 0}});
  const Weights to_two = geography::higher_order(line, {.order = 2, .lower = LowerOrders::include});
  CHECK(to_two.links() == 10);
  CHECK(links_of(geography::difference(to_two, line)) == links_of(geography::higher_order(line)));
  CHECK(links_of(geography::intersected(to_two, line)) == links_of(line));
  CHECK(links_of(geography::united(line, geography::higher_order(line))) == links_of(to_two));
  CHECK(geography::symmetric_difference(line, to_two).links() == 4);
  CHECK(geography::islands(geography::higher_order(line, {.order = 9})).size() == 5);
}

TEST_CASE("groups of the same number, and places in none", "[geography][hand]") {
  const std::vector<std::int32_t> group = {7, 2, 7, -1, 2, 7, -1, 9};
  CHECK(links_of(geography::block(group)) == Links{{0, 2}, {0, 5}, {1, 4}, {2, 0}, {2, 5}, {4, 1}, {5, 0}, {5, 2}});
  CHECK(geography::islands(geography::block(group)) == std::vector<std::uint32_t>{3, 6, 7});
  CHECK(geography::block({}).size() == 0);
  CHECK(geography::block(std::vector<std::int32_t>{-1, -5}).links() == 0);
}

TEST_CASE("self links go, come and are combined like any other", "[geography][edges]") {
  const Weights line = chain();
  const Weights self = geography::with_self(line);
  CHECK(links_of(geography::without_self(self)) == links_of(line));
  CHECK(links_of(geography::difference(self, line)) == Links{{0, 0}, {1, 1}, {2, 2}, {3, 3}, {4, 4}});
  CHECK(links_of(geography::higher_order(self)) == links_of(geography::higher_order(line)));
  const Weights means = geography::row_standardised(self);
  CHECK(geography::without_self(means).values.front() == 0.5);
}

TEST_CASE("numbers that differ, orders below 1 and huge groups are refused", "[geography][edges]") {
  CHECK_THROWS_WITH(geography::united(chain(), {}), Catch::Contains("number of places"));
  CHECK_THROWS_AS(geography::higher_order(chain(), {.order = 0}), InvalidArgument);
  CHECK_THROWS_WITH(geography::block(std::vector<std::int32_t>(40'000, 1)), Catch::Contains("smaller groups"));
  CHECK(geography::united({}, {}).size() == 0);
  CHECK(geography::symmetrised({}).size() == 0);
}

TEST_CASE("combinations are those of sets of links", "[geography][oracle]") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Weights first = random_weights(seed, 30, 25.0);
    const Weights second = random_weights(seed + 1000, 30, 25.0);
    const Links a = links_of(first);
    const Links b = links_of(second);
    const auto by_sets = [&](auto combine) {
      Links result;
      combine(a.begin(), a.end(), b.begin(), b.end(), std::inserter(result, result.end()));
      return result;
    };
    REQUIRE(links_of(geography::united(first, second)) == by_sets([](auto... x) { std::set_union(x...); }));
    REQUIRE(links_of(geography::intersected(first, second)) == by_sets([](auto... x) { std::set_intersection(x...); }));
    REQUIRE(links_of(geography::difference(first, second)) == by_sets([](auto... x) { std::set_difference(x...); }));
    REQUIRE(links_of(geography::symmetric_difference(first, second)) ==
            by_sets([](auto... x) { std::set_symmetric_difference(x...); }));
  }
}

TEST_CASE("orders are those of the fewest steps", "[geography][oracle]") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto xy_m = testing::random_points(seed, 25, 100.0);
    // Not symmetric: steps have a direction.
    const Weights weights = geography::k_nearest(PlanarView(xy_m), {.k = 1 + static_cast<std::int32_t>(seed % 3)});
    const auto steps = testing::steps_by_definition(weights);
    const std::int32_t order = 1 + static_cast<std::int32_t>(seed % 5);
    Links exact;
    Links up_to;
    for (std::uint32_t i = 0; i < 25; ++i) {
      for (std::uint32_t j = 0; j < 25; ++j) {
        if (i != j && steps[i][j] <= static_cast<std::size_t>(order)) {
          up_to.emplace(i, j);
        }
        if (steps[i][j] == static_cast<std::size_t>(order)) {
          exact.emplace(i, j);
        }
      }
    }
    REQUIRE(links_of(geography::higher_order(weights, {.order = order})) == exact);
    REQUIRE(links_of(geography::higher_order(weights, {.order = order, .lower = LowerOrders::include})) == up_to);
    Links both;
    for (const auto& [i, j] : links_of(weights)) {
      both.emplace(i, j);
      both.emplace(j, i);
    }
    REQUIRE(links_of(geography::symmetrised(weights)) == both);
  }
}

TEST_CASE("threads change nothing, and results are valid weights", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Weights weights = random_weights(seed, 2000, 4.0);
  const auto run = [&](int threads) {
    const core::ThreadLimit limit(threads);
    return geography::higher_order(weights, {.order = 3, .lower = LowerOrders::include});
  };
  const Weights one = run(1);
  CHECK(run(2).neighbours == one.neighbours);
  CHECK(run(8).neighbours == one.neighbours);
  CHECK_NOTHROW(geography::validate(one));
  CHECK(links_of(geography::symmetrised(one)) == links_of(one));
}

TEST_CASE("a 16 by 16 lattice has its known second-order links", "[geography][golden]") {
  // Two rook steps on an n by n lattice: 4 n (n - 2) along lines and 4 (n - 1)^2 around corners. Cliff and Ord (1981).
  std::vector<double> xy_m;
  for (int i = 0; i < 256; ++i) {
    xy_m.insert(xy_m.end(), {30.0 * (i % 16), 30.0 * (i / 16)});
  }
  const Weights rook = geography::distance_band(PlanarView(xy_m), {.radius_m = 30});
  CHECK(geography::higher_order(rook).links() == 4 * 16 * 14 + 4 * 15 * 15);
}
