// SPDX-License-Identifier: MIT
#include "libprofile/clusters/optics.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/clusters/dbscan.hpp"
#include "libprofile/clusters/optics_clusters.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/dbscan_by_definition.hpp"
#include "support/optics_by_definition.hpp"

using libprofile::clusters::cut_at;
using libprofile::clusters::innermost_labels;
using libprofile::clusters::kNoise;
using libprofile::clusters::optics;
using libprofile::clusters::OpticsOrdering;
using libprofile::clusters::PlotRange;
using libprofile::clusters::xi_clusters;
using libprofile::geography::PlanarView;
namespace support = libprofile::testing;

namespace {

using Labels = std::vector<std::int32_t>;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

OpticsOrdering run(const std::vector<double>& xy_m, double radius_m, std::int32_t min_points) {
  return optics(PlanarView(xy_m), {.radius_m = radius_m, .min_points = min_points});
}

bool same(const OpticsOrdering& a, const OpticsOrdering& b) {
  return a.ordering == b.ordering && a.reachability_m == b.reachability_m && a.core_distance_m == b.core_distance_m &&
         a.predecessor == b.predecessor;
}

/// A plot of that height in which each place has the one before as its predecessor.
OpticsOrdering plot(const std::vector<double>& heights) {
  OpticsOrdering order;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    order.ordering.push_back(static_cast<std::uint32_t>(i));
    order.reachability_m.push_back(heights[i]);
    order.core_distance_m.push_back(1.0);
    order.predecessor.push_back(std::isinf(heights[i]) ? -1 : static_cast<std::int32_t>(i) - 1);
  }
  return order;
}

}  // namespace

TEST_CASE("points on a line are taken as they follow one another", "[clusters][hand]") {
  const auto order = run({0, 0, 1, 0, 3, 0, 50, 0, 51, 0, 10, 0}, 8, 2);
  CHECK(order.ordering == std::vector<std::uint32_t>{0, 1, 2, 5, 3, 4});
  CHECK(order.reachability_m == std::vector<double>{kInfinity, 1, 2, kInfinity, 1, 7});
  CHECK(order.core_distance_m == std::vector<double>{1, 1, 2, 1, 1, 7});
  CHECK(order.predecessor == Labels{-1, 0, 1, -1, 3, 2});
}

TEST_CASE("equal reaches are taken in input order, and a predecessor stays for an equal reach", "[clusters][hand]") {
  // A square of side 1: from point 0, points 1 and 3 are equally near; 2 is then reached from 1.
  const auto order = run({0, 0, 1, 0, 1, 1, 0, 1}, 1, 2);
  CHECK(order.ordering == std::vector<std::uint32_t>{0, 1, 2, 3});
  CHECK(order.predecessor == Labels{-1, 0, 1, 0});
}

TEST_CASE("no point, one point, points in one place", "[clusters][edges]") {
  CHECK(run({}, 1, 2).ordering.empty());
  const auto one = run({5, 5}, 1, 2);
  CHECK(one.ordering == std::vector<std::uint32_t>{0});
  CHECK(one.reachability_m.front() == kInfinity);
  CHECK(one.core_distance_m.front() == kInfinity);
  const auto place = run({5, 5, 5, 5, 5, 5}, 1, 2);
  CHECK(place.ordering == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(place.reachability_m == std::vector<double>{kInfinity, 0, 0});
  CHECK(cut_at(place, 0.5) == Labels{0, 0, 0});
  CHECK(cut_at(run({}, 1, 2), 1).empty());
  CHECK(xi_clusters(run({}, 1, 2)).empty());
}

TEST_CASE("arguments of optics outside their range are refused by name", "[clusters][edges]") {
  CHECK_THROWS_WITH(run({0, 0}, 0, 2), Catch::Contains("radius_m"));
  CHECK_THROWS_WITH(run({0, 0}, kInfinity, 2), Catch::Contains("radius_m"));
  CHECK_THROWS_WITH(run({0, 0}, 1, 1), Catch::Contains("min_points"));
  CHECK_THROWS_WITH(run({0, 0, 0, kInfinity}, 1, 2), Catch::Contains("points[1].y"));
  CHECK_THROWS_WITH(cut_at(run({0, 0}, 1, 2), -1), Catch::Contains("radius_m"));
  CHECK_THROWS_WITH(xi_clusters({}, {.xi = 0}), Catch::Contains("xi"));
  CHECK_THROWS_WITH(xi_clusters({}, {.xi = 1}), Catch::Contains("xi"));
  CHECK_THROWS_WITH(xi_clusters({}, {.min_points = 1}), Catch::Contains("min_points"));
  CHECK_THROWS_WITH(xi_clusters({}, {.min_cluster_size = 1}), Catch::Contains("min_cluster_size"));
}

TEST_CASE("optics agrees with the definition, to the bit", "[clusters][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const bool snapped = GENERATE(false, true);
  const auto xy_m = support::clustered_points(seed, 300, snapped);
  for (const double radius_m : {5.0, 40.0, 300.0, 5000.0}) {
    for (const std::int32_t min_points : {2, 5, 25, 301}) {
      INFO("radius " << radius_m << ", points " << min_points);
      CHECK(same(run(xy_m, radius_m, min_points),
                 support::optics_by_definition(PlanarView(xy_m), radius_m, static_cast<std::size_t>(min_points))));
    }
  }
}

TEST_CASE("a cut groups core points as dbscan does", "[clusters][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy_m = support::clustered_points(seed, 600, GENERATE(false, true));
  const auto order = run(xy_m, 100, 5);
  for (const double radius_m : {3.0, 12.0, 40.0, 100.0}) {
    const auto cut = cut_at(order, radius_m);
    const auto other = libprofile::clusters::dbscan(PlanarView(xy_m), {.radius_m = radius_m, .min_points = 5});
    for (std::size_t i = 0; i < cut.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (order.core_distance_m[i] <= radius_m && order.core_distance_m[j] <= radius_m) {
          REQUIRE((cut[i] == cut[j]) == (other[i] == other[j]));
        }
      }
      REQUIRE((cut[i] == kNoise || other[i] != kNoise));
    }
  }
}

TEST_CASE("in another order of points, core distances stay and cuts group core points as before",
          "[clusters][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const std::size_t n = 600;
  const auto xy_m = support::clustered_points(seed, n, GENERATE(false, true));
  const auto moved_to = [&](std::size_t i) { return (i * 307 + 11) % n; };
  std::vector<double> shuffled(2 * n);
  for (std::size_t i = 0; i < n; ++i) {
    shuffled[2 * moved_to(i)] = xy_m[2 * i];
    shuffled[2 * moved_to(i) + 1] = xy_m[2 * i + 1];
  }
  const auto here = run(xy_m, 100, 5);
  const auto there = run(shuffled, 100, 5);
  for (const double radius_m : {3.0, 12.0, 40.0}) {
    const auto cut = cut_at(here, radius_m);
    const auto other = cut_at(there, radius_m);
    std::map<std::int32_t, std::int32_t> renamed;
    std::map<std::int32_t, std::int32_t> back;
    for (std::size_t i = 0; i < n; ++i) {
      REQUIRE(here.core_distance_m[i] == there.core_distance_m[moved_to(i)]);
      if (here.core_distance_m[i] <= radius_m) {
        const auto label = other[moved_to(i)];
        CHECK(renamed.try_emplace(cut[i], label).first->second == label);
        CHECK(back.try_emplace(label, cut[i]).first->second == cut[i]);
      }
    }
  }
}

TEST_CASE("the plot does not depend on the number of threads", "[clusters][property]") {
  const auto xy_m = support::clustered_points(3, 8000, false);
  const auto with = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    return run(xy_m, 30, 8);
  };
  const auto one = with(1);
  CHECK(same(with(2), one));
  CHECK(same(with(8), one));
}

TEST_CASE("a valley between two steep slopes is a cluster, and valleys in it come before it", "[clusters][hand]") {
  // The first slope down has two places and begins at the first of them.
  const auto order = plot({kInfinity, 10, 1, 1, 1, 1, 10, 2, 2, 2, 2});
  const auto ranges = xi_clusters(order, {.xi = 0.3, .min_points = 2, .min_cluster_size = 3});
  CHECK(ranges == std::vector<PlotRange>{{0, 6}, {6, 11}, {0, 11}});
  CHECK(innermost_labels(order, ranges) == Labels{0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1});
  CHECK(xi_clusters(order, {.xi = 0.3, .min_points = 2, .min_cluster_size = 12}).empty());
  CHECK(innermost_labels(order, {}) == Labels(11, kNoise));
}

TEST_CASE("the example of scikit-learn's documentation of xi", "[clusters][golden]") {
  // scikit-learn 1.9 (BSD-3), sklearn.cluster.cluster_optics_xi, min_samples=2: clusters [0, 2], [3, 5], [0, 5], labels
  // [0, 0, 0, 1, 1, 1].
  const auto order = run({1, 2, 2, 5, 3, 6, 8, 7, 8, 8, 7, 3}, 1000, 2);
  const auto ranges = xi_clusters(order, {.min_points = 2, .min_cluster_size = 2});
  CHECK(ranges == std::vector<PlotRange>{{0, 3}, {3, 6}, {0, 6}});
  CHECK(innermost_labels(order, ranges) == Labels{0, 0, 0, 1, 1, 1});
}
