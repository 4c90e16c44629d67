// SPDX-License-Identifier: MIT
#include "libprofile/clusters/nearest_neighbour_hierarchy.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/clusters/labels.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/dbscan_by_definition.hpp"
#include "support/random_points.hpp"

using libprofile::clusters::chance_threshold_m;
using libprofile::clusters::kNoise;
using libprofile::clusters::nearest_neighbour_hierarchy;
using libprofile::clusters::NearestNeighbourOptions;
using libprofile::geography::PlanarView;
namespace support = libprofile::testing;

namespace {

using Labels = std::vector<std::int32_t>;

auto run(const std::vector<double>& xy_m, const NearestNeighbourOptions& options) {
  return nearest_neighbour_hierarchy(PlanarView(xy_m), options);
}

/// One order, each seed by looking at all pairs.
Labels first_order_by_definition(PlanarView points, double threshold_m, std::size_t min_points) {
  const std::size_t n = points.size();
  const auto are_near = [&](std::size_t i, std::size_t j) {
    const double dx = points.x(i) - points.x(j);
    const double dy = points.y(i) - points.y(j);
    return dx * dx + dy * dy <= threshold_m * threshold_m;
  };
  Labels labels(n, kNoise);
  for (std::int32_t cluster = 0;; ++cluster) {
    std::size_t seed = n;
    std::size_t most = min_points - 1;
    for (std::size_t i = 0; i < n; ++i) {
      std::size_t near = 0;
      for (std::size_t j = 0; j < n && labels[i] == kNoise; ++j) {
        near += labels[j] == kNoise && are_near(i, j) ? 1U : 0U;
      }
      if (near > most) {
        most = near;
        seed = i;
      }
    }
    if (seed == n) {
      return labels;
    }
    for (std::size_t j = n; j-- > 0;) {
      if (j != seed && labels[j] == kNoise && are_near(seed, j)) {
        labels[j] = cluster;
      }
    }
    labels[seed] = cluster;
  }
}

}  // namespace

TEST_CASE("the point with most others near is the seed, and takes all of them", "[clusters][hand]") {
  // Seed is point 1, which reaches 0, 2 and 3; 4 reaches only 3, which is taken.
  const auto orders = run({0, 0, 1, 0, 2, 0, 1, 1, 1, 2}, {.threshold_m = 1.0, .area_m2 = 100.0, .min_points = 2});
  REQUIRE(orders.size() == 1);
  CHECK(orders[0].labels == Labels{0, 0, 0, 0, kNoise});
  CHECK(orders[0].sizes == std::vector<std::uint32_t>{4});
  CHECK(orders[0].centres_xy_m == std::vector<double>{1.0, 0.25});
}

TEST_CASE("clusters of clusters, with the threshold that chance gives", "[clusters][hand]") {
  // Three pairs close together and one far away: at the second order four centres over 100 km2.
  const auto orders = run({0, 0, 1, 0, 100, 0, 101, 0, 200, 0, 201, 0, 9000, 0, 9001, 0},
                          {.threshold_m = 1.0, .level = 0.5, .area_m2 = 1e8, .min_points = 2});
  REQUIRE(orders.size() == 2);
  CHECK(orders[0].labels == Labels{0, 0, 1, 1, 2, 2, 3, 3});
  CHECK(orders[1].threshold_m == Approx(0.5 * std::sqrt(1e8 / 4)));
  CHECK(orders[1].labels == Labels{0, 0, 0, kNoise});
  CHECK(orders[1].centres_xy_m == std::vector<double>{100.5, 0.0});
}

TEST_CASE("the threshold from chance, worked on paper", "[clusters][hand]") {
  // Clark and Evans (1954): 0.5 sqrt(A / n), standard error 0.26136 sqrt(A) / n; z of 5 % is 1.6448536.
  CHECK(chance_threshold_m(100, 1e6, 0.5) == Approx(50.0).epsilon(1e-12));
  CHECK(chance_threshold_m(100, 1e6, 0.05) == Approx(50.0 - 1.6448536269514722 * 2.61361405).epsilon(1e-7));
  CHECK(chance_threshold_m(1, 1e6, 0.001) < 0.0);
}

TEST_CASE("no point, one point, one place", "[clusters][edges]") {
  CHECK(run({}, {}).empty());
  CHECK_THROWS_WITH(run({1, 1}, {}), Catch::Contains("area"));
  CHECK_THROWS_WITH(run({1, 1, 2, 2}, {.level = 1e-6}), Catch::Contains("points.size()"));
  CHECK(run({1, 1}, {.threshold_m = 5.0}).front().labels == Labels{kNoise});
  CHECK(run({1, 1, 1, 1, 1, 1}, {.threshold_m = 5.0, .min_points = 3}).front().labels == Labels{0, 0, 0});
}

TEST_CASE("arguments of the hierarchy outside their range are refused by name", "[clusters][edges]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(run({0, 0}, {.threshold_m = 0.0}), Catch::Contains("threshold_m"));
  CHECK_THROWS_WITH(run({0, 0}, {.level = 0.6}), Catch::Contains("level"));
  CHECK_THROWS_WITH(run({0, 0}, {.level = nan}), Catch::Contains("level"));
  CHECK_THROWS_WITH(run({0, 0}, {.area_m2 = -1.0}), Catch::Contains("area_m2"));
  CHECK_THROWS_WITH(run({0, 0}, {.min_points = 1}), Catch::Contains("min_points"));
  CHECK_THROWS_WITH(run({0, 0, nan, 0}, {}), Catch::Contains("points[1].x"));
}

TEST_CASE("the first order agrees with the definition", "[clusters][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy_m = support::clustered_points(seed, 250, GENERATE(false, true));
  for (const double threshold_m : {3.0, 12.0, 60.0}) {
    for (const std::int32_t min_points : {2, 5}) {
      INFO("threshold " << threshold_m << ", points " << min_points);
      CHECK(run(xy_m, {.threshold_m = threshold_m, .min_points = min_points}).front().labels ==
            first_order_by_definition(PlanarView(xy_m), threshold_m, static_cast<std::size_t>(min_points)));
    }
  }
}

TEST_CASE("the first order agrees with the definition in thousands of small worlds", "[clusters][oracle]") {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    const auto xy_m = support::random_lattice_points(seed, 1 + seed % 14, 1.0 + static_cast<double>(seed % 6), 1.0);
    const double threshold_m = seed % 2 == 0 ? 1.0 : 2.0;
    const auto min_points = 2 + static_cast<std::int32_t>(seed % 3);
    if (run(xy_m, {.threshold_m = threshold_m, .min_points = min_points}).front().labels !=
        first_order_by_definition(PlanarView(xy_m), threshold_m, static_cast<std::size_t>(min_points))) {
      FAIL("world " << seed);
    }
  }
}

TEST_CASE("the hierarchy is the same for any number of threads", "[clusters][property]") {
  const auto xy_m = support::clustered_points(3, 8000, false);
  const auto with = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    const auto orders = run(xy_m, {});
    REQUIRE(orders.size() >= 2);
    return std::pair(orders[0].labels, orders[1].centres_xy_m);
  };
  const auto one = with(1);
  CHECK(with(2) == one);
  CHECK(with(8) == one);
}
