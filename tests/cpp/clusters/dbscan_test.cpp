// SPDX-License-Identifier: MIT
#include "libprofile/clusters/dbscan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/dbscan_by_definition.hpp"

using libprofile::InvalidArgument;
using libprofile::clusters::dbscan;
using libprofile::clusters::kNoise;
using libprofile::core::InstructionSet;
using libprofile::geography::PlanarView;
namespace support = libprofile::testing;

namespace {

using Labels = std::vector<std::int32_t>;

Labels run(const std::vector<double>& xy_m, double radius_m, double min_points,
           const std::vector<double>& weights = {}) {
  return dbscan(PlanarView(xy_m), {.radius_m = radius_m, .min_points = min_points}, weights);
}

/// Which points lie together, whatever the clusters are called.
std::set<std::set<std::size_t>> groups(const Labels& labels) {
  std::set<std::set<std::size_t>> result;
  const std::int32_t clusters = labels.empty() ? 0 : *std::max_element(labels.begin(), labels.end()) + 1;
  for (std::int32_t c = 0; c < clusters; ++c) {
    std::set<std::size_t> members;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (labels[i] == c) {
        members.insert(i);
      }
    }
    result.insert(members);
  }
  return result;
}

}  // namespace

TEST_CASE("two groups and a lone point on a line", "[clusters][hand]") {
  CHECK(run({0, 0, 1, 0, 2, 0, 50, 0, 90, 0, 91, 0, 92, 0}, 1.0, 2) == Labels{0, 0, 0, kNoise, 1, 1, 1});
}

TEST_CASE("clusters are numbered by their first core point, not their first point", "[clusters][hand]") {
  // Point 0 is a border point of the cluster on the right; the one on the left has core point 1.
  CHECK(run({101, 0, 0, 0, 0, 1, 1, 0, 100, 0, 99, 0, 100, 1}, 1.0, 3) == Labels{1, 0, 0, 0, 1, 1, 1});
}

TEST_CASE("a border point goes to the nearest core point, and in a tie to the lower number", "[clusters][hand]") {
  // Core points at 8 and 0, each with three more behind it; a point between them reaches only these two.
  const auto between = [](double x) {
    return run({8, 0, 12, 0, 12, 0, 12, 0, 0, 0, -4, 0, -4, 0, -4, 0, x, 0}, 5.0, 4).back();
  };
  CHECK(between(3.5) == 1);
  CHECK(between(4.5) == 0);
  CHECK(between(4.0) == 0);
}

TEST_CASE("weights stand for that many points in one place", "[clusters][hand]") {
  CHECK(run({0, 0, 100, 0, 101, 0}, 1.0, 5, {5, 2, 2}) == Labels{0, kNoise, kNoise});
  CHECK(run({0, 0, 100, 0, 101, 0}, 1.0, 4, {3, 2, 2}) == Labels{kNoise, 0, 0});
  // Of weight 0, yet with enough around it: a core point all the same.
  CHECK(run({0, 0, 1, 0}, 1.0, 4, {0, 4}) == Labels{0, 0});
  CHECK(run({0, 0, 1, 0}, 1.0, 0.5, {0.25, 0.25}) == Labels{0, 0});
}

TEST_CASE("no point, one point and points in one place", "[clusters][edges]") {
  CHECK(run({}, 1.0, 2).empty());
  CHECK(run({5, 5}, 1.0, 2) == Labels{kNoise});
  CHECK(run({5, 5}, 1.0, 1) == Labels{0});
  std::vector<double> one_place;
  for (int i = 0; i < 1492; ++i) {
    one_place.insert(one_place.end(), {435000.0, 387000.0});
  }
  CHECK(run(one_place, 250.0, 1492) == Labels(1492, 0));
  CHECK(run(one_place, 250.0, 1493) == Labels(1492, kNoise));
}

TEST_CASE("a distance of exactly the radius is within it, the next number is not", "[clusters][edges]") {
  CHECK(run({0, 0, 3, 4}, 5.0, 2) == Labels{0, 0});
  CHECK(run({0, 0, 3, std::nextafter(4.0, 5.0)}, 5.0, 2) == Labels{kNoise, kNoise});
  CHECK(run({0, 0, 250, 0}, 250.0, 2) == Labels{0, 0});
  CHECK(run({0, 0, 250, 0}, std::nextafter(250.0, 0.0), 2) == Labels{kNoise, kNoise});
}

TEST_CASE("points as far apart as the plane allows do not need a cell for every metre", "[clusters][edges]") {
  CHECK(run({0, 0, 0, 1, 9e8, 9e8, 9e8, 9e8 + 1, 0, 9e8}, 2.0, 2) == Labels{0, 0, 1, 1, kNoise});
  CHECK_THROWS_WITH(run({0, 0, 1e12, 0}, 1.0, 2), Catch::Contains("extent"));
  CHECK_THROWS_AS(run({-1e308, 0, 1e308, 0}, 1.0, 2), InvalidArgument);
}

TEST_CASE("arguments outside their range are refused by name and position", "[clusters][edges]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(run({0, 0}, 0.0, 2), Catch::Contains("radius_m"));
  CHECK_THROWS_WITH(run({0, 0}, nan, 2), Catch::Contains("radius_m"));
  CHECK_THROWS_WITH(run({0, 0}, HUGE_VAL, 2), Catch::Contains("radius_m"));
  CHECK_THROWS_WITH(run({0, 0}, 1.0, 0), Catch::Contains("min_points"));
  CHECK_THROWS_WITH(run({0, 0, nan, 0}, 1.0, 2), Catch::Contains("points[1].x"));
  CHECK_THROWS_WITH(run({0, 0, 1, HUGE_VAL}, 1.0, 2), Catch::Contains("points[1].y"));
  CHECK_THROWS_WITH(run({0, 0, 1, 1}, 1.0, 2, {1}), Catch::Contains("weights.size()"));
  CHECK_THROWS_WITH(run({0, 0, 1, 1}, 1.0, 2, {1, -1}), Catch::Contains("weights[1]"));
}

TEST_CASE("dbscan agrees with the definition, pair by pair", "[clusters][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const bool snapped = GENERATE(false, true);
  const auto xy_m = support::clustered_points(seed, 500, snapped);
  const PlanarView points(xy_m);
  for (const double radius_m : {1.0, 5.0, 13.0, 40.0, 300.0}) {
    for (const double min_points : {1.0, 2.0, 5.0, 25.0}) {
      INFO("radius " << radius_m << ", points " << min_points);
      CHECK(run(xy_m, radius_m, min_points) == support::dbscan_by_definition(points, radius_m, min_points));
    }
  }
}

TEST_CASE("weighted dbscan agrees with the definition, and with repeated points", "[clusters][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy_m = support::clustered_points(seed, 300, true);
  const libprofile::core::Philox random(seed, libprofile::core::Stream::testing);
  std::vector<double> weights;
  std::vector<double> repeated;
  std::vector<std::size_t> source;
  for (std::uint32_t i = 0; i < 300; ++i) {
    weights.push_back(1.0 + random.below(4, i, 9, 0));
    for (int copy = 0; copy < static_cast<int>(weights.back()); ++copy) {
      repeated.insert(repeated.end(), {xy_m[2 * i], xy_m[2 * i + 1]});
      source.push_back(i);
    }
  }
  const auto labels = run(xy_m, 15.0, 12, weights);
  CHECK(labels == support::dbscan_by_definition(PlanarView(xy_m), 15.0, 12, weights));
  const auto of_copies = run(repeated, 15.0, 12);
  for (std::size_t k = 0; k < source.size(); ++k) {
    REQUIRE(of_copies[k] == labels[source[k]]);
  }
}

TEST_CASE("clusters do not depend on the order of the points", "[clusters][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy_m = support::clustered_points(seed, 800, false);
  const std::size_t n = xy_m.size() / 2;
  std::vector<double> shuffled(xy_m.size());
  const auto moved_to = [&](std::size_t i) { return (i * 307 + 11) % n; };
  for (std::size_t i = 0; i < n; ++i) {
    shuffled[2 * moved_to(i)] = xy_m[2 * i];
    shuffled[2 * moved_to(i) + 1] = xy_m[2 * i + 1];
  }
  const auto labels = run(shuffled, 12.0, 6);
  Labels back(n);
  for (std::size_t i = 0; i < n; ++i) {
    back[i] = labels[moved_to(i)];
  }
  CHECK(groups(back) == groups(run(xy_m, 12.0, 6)));
}

TEST_CASE("moving the plane by whole metres, turning it and doubling it change nothing", "[clusters][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy_m = support::clustered_points(seed, 600, true);
  auto moved = xy_m;
  auto turned = xy_m;
  auto doubled = xy_m;
  for (std::size_t i = 0; i < xy_m.size(); i += 2) {
    moved[i] += 430000.0;
    moved[i + 1] -= 12345.0;
    turned[i] = -xy_m[i + 1];
    turned[i + 1] = xy_m[i];
    doubled[i] *= 2.0;
    doubled[i + 1] *= 2.0;
  }
  const auto labels = run(xy_m, 10.0, 5);
  CHECK(run(moved, 10.0, 5) == labels);
  CHECK(run(turned, 10.0, 5) == labels);
  CHECK(run(doubled, 20.0, 5) == labels);
}

TEST_CASE("labels are the same for any number of threads", "[clusters][property]") {
  const auto xy_m = support::clustered_points(3, 30000, false);
  const auto with = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    return run(xy_m, 3.0, 8);
  };
  const auto one = with(1);
  CHECK(*std::max_element(one.begin(), one.end()) > 5);
  CHECK(with(2) == one);
  CHECK(with(8) == one);
}

TEST_CASE("labels are the same for any instruction set", "[clusters][property]") {
  const auto xy_m = support::clustered_points(5, 30000, true);
  const std::vector<double> weights(30000, 0.7);
  const auto with = [&](InstructionSet set) {
    const libprofile::core::InstructionSetLimit limit(set);
    return std::pair(run(xy_m, 3.0, 8), run(xy_m, 3.0, 8, weights));
  };
  const auto baseline = with(InstructionSet::baseline);
  CHECK(with(InstructionSet::avx2) == baseline);
  CHECK(with(InstructionSet::avx512) == baseline);
}

TEST_CASE("the example of scikit-learn's documentation", "[clusters][golden]") {
  // scikit-learn 1.9 (BSD-3), sklearn.cluster.DBSCAN, eps=3, min_samples=2: [0, 0, 0, 1, 1, -1].
  CHECK(run({1, 2, 2, 2, 2, 3, 8, 7, 8, 8, 25, 80}, 3.0, 2) == Labels{0, 0, 0, 1, 1, kNoise});
}
