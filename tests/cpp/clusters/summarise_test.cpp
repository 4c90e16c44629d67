// SPDX-License-Identifier: MIT
#include "libprofile/clusters/summarise.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"

#include "support/cluster_tools_by_definition.hpp"
#include "support/random_points.hpp"

using Catch::Matchers::Contains;
using libprofile::geography::PlanarView;
using namespace libprofile::clusters;
namespace core = libprofile::core;
namespace support = libprofile::testing;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::vector<std::int32_t> random_labels(std::uint64_t seed, std::size_t n, std::uint32_t clusters) {
  const core::Philox random(seed, core::Stream::testing);
  std::vector<std::int32_t> labels(n);
  for (std::size_t i = 0; i < n; ++i) {
    labels[i] = static_cast<std::int32_t>(random.below(clusters + 1, static_cast<std::uint32_t>(i), 4, 0)) - 1;
  }
  return labels;
}

bool same(const std::vector<ClusterSummary>& a, const std::vector<ClusterSummary>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const ClusterSummary& one, const ClusterSummary& two) {
    return one.cluster == two.cluster && one.points == two.points && one.persons == two.persons &&
           one.incidents == two.incidents && one.first_days == two.first_days && one.last_days == two.last_days &&
           one.share == two.share && one.area_km2 == two.area_km2 && one.per_km2 == two.per_km2 &&
           one.around_per_km2 == two.around_per_km2;
  });
}

}  // namespace

TEST_CASE("a summary counts points, persons, incidents and days, and the ring around", "[clusters][hand]") {
  // A square of 100 m, and points at 10, 10.5, 20, 30 and 31 m from its eastern side.
  const std::vector<double> xy_m{0, 0, 100, 0, 100, 100, 0, 100, 110, 50, 110.5, 50, 120, 50, 130, 50, 131, 50};
  const std::vector<std::int32_t> labels{2, 2, 2, 2, -1, -1, 5, -1, -1};
  const std::vector<double> days{5, 1, 3.5, 2, 0, 0, 9, 0, 0};
  const std::vector<std::int32_t> person{0, -1, 0, 1, 2, 2, 3, 4, 5};
  const std::vector<double> weights{1, 2, 0.5, 0.5, 1, 1, 2, 1, 1};
  const auto found = summarise(PlanarView(xy_m), labels, {.time_days = days, .person = person, .weights = weights},
                               {.margin_m = 10.0, .ring_m = 20.0});
  REQUIRE(found.size() == 2);
  const ClusterSummary& square = found[0];
  CHECK(square.cluster == 2);
  CHECK(square.points == 4);
  CHECK(square.persons == 2);
  CHECK(square.incidents == 4.0);
  CHECK(square.share == 0.4);
  CHECK(square.first_days == 1.0);
  CHECK(square.last_days == 5.0);
  const double inside_m2 = 100.0 * 100.0 + 400.0 * 10.0 + std::numbers::pi * 100.0;
  const double outside_m2 = 100.0 * 100.0 + 400.0 * 30.0 + std::numbers::pi * 900.0;
  CHECK(square.area_km2 == Approx(inside_m2 / 1e6).epsilon(1e-14));
  CHECK(square.per_km2 == Approx(4e6 / inside_m2).epsilon(1e-14));
  // The point at the margin and the one beyond the ring are not in it; the one at its end is.
  CHECK(square.around_per_km2 == Approx(3e6 / (outside_m2 - inside_m2)).epsilon(1e-14));
  CHECK(found[1].cluster == 5);
  CHECK(found[1].area_km2 == Approx(std::numbers::pi * 100.0 / 1e6).epsilon(1e-14));
}

TEST_CASE("without columns a summary has no persons and no days", "[clusters][edges]") {
  const std::vector<double> xy_m{1, 1, 1, 1};
  const auto found = summarise(PlanarView(xy_m), std::vector<std::int32_t>{0, 0});
  REQUIRE(found.size() == 1);
  CHECK(found[0].persons == 0);
  CHECK(found[0].incidents == 2.0);
  CHECK(found[0].share == 1.0);
  CHECK(std::isnan(found[0].first_days));
  CHECK(found[0].around_per_km2 == 0.0);
  const std::vector<double> none{0.0, 0.0};
  CHECK(summarise(PlanarView(xy_m), std::vector<std::int32_t>{0, 0}, {.weights = none})[0].share == 0.0);
  CHECK(summarise(PlanarView(xy_m), std::vector<std::int32_t>{-1, -1}).empty());
  CHECK(summarise({}, {}).empty());
}

TEST_CASE("summaries refuse columns and options that cannot be", "[clusters][edges]") {
  const std::vector<double> xy_m{0, 0, 1, 1};
  const std::vector<std::int32_t> labels{0, 0};
  const PlanarView points(xy_m);
  const std::vector<double> short_column{1};
  const std::vector<std::int32_t> short_codes{1};
  const std::vector<double> wrong{1, kNan};
  const std::vector<double> negative{1, -1};
  const std::vector<double> nowhere{0, 0, kNan, 1};
  CHECK_THROWS_WITH(summarise(points, short_codes), Contains("labels has 1 values: must have one for each point"));
  CHECK_THROWS_WITH(summarise(points, std::vector<std::int32_t>{0, -2}), Contains("labels[1] = -2"));
  CHECK_THROWS_WITH(summarise(points, labels, {.time_days = short_column}), Contains("times has 1 values"));
  CHECK_THROWS_WITH(summarise(points, labels, {.person = short_codes}), Contains("persons has 1 values"));
  CHECK_THROWS_WITH(summarise(points, labels, {.time_days = wrong}), Contains("times[1]"));
  CHECK_THROWS_WITH(summarise(points, labels, {.weights = wrong}), Contains("weights[1]"));
  CHECK_THROWS_WITH(summarise(points, labels, {.weights = negative}), Contains("weights[1] = -1"));
  CHECK_THROWS_WITH(summarise(PlanarView(nowhere), labels), Contains("points[1] is not finite"));
  for (const double width_m : {0.0, -1.0, kNan, HUGE_VAL}) {
    CHECK_THROWS_WITH(summarise(points, labels, {}, {.margin_m = width_m}), Contains("margin_m = "));
    CHECK_THROWS_WITH(summarise(points, labels, {}, {.ring_m = width_m}), Contains("ring_m = "));
  }
}

TEST_CASE("the ring agrees with the definition in many small worlds", "[clusters][oracle]") {
  const SummariseOptions options{.margin_m = 1.3, .ring_m = 2.4};
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const std::vector<double> xy_m =
        support::random_lattice_points(seed, seed % 15, 3.0 + static_cast<double>(seed % 9), 1.0);
    const PlanarView points(xy_m);
    const std::vector<std::int32_t> labels = random_labels(seed, points.size(), 3);
    for (const ClusterSummary& one : summarise(points, labels, {}, options)) {
      const auto around = support::around_by_definition(points, labels, one.cluster, 1.3, 1.3 + 2.4);
      const support::Ground ground = support::ground_by_definition(points, labels, one.cluster);
      const auto widened_m2 = [&](double by_m) {
        return ground.area_m2 + ground.perimeter_m * by_m + std::numbers::pi * by_m * by_m;
      };
      REQUIRE(one.points == std::count(labels.begin(), labels.end(), one.cluster));
      REQUIRE(one.share == Approx(static_cast<double>(one.points) / static_cast<double>(points.size())));
      REQUIRE(one.area_km2 == Approx(widened_m2(1.3) / 1e6));
      REQUIRE(one.per_km2 == Approx(1e6 * static_cast<double>(one.points) / widened_m2(1.3)));
      REQUIRE(one.around_per_km2 ==
              Approx(1e6 * static_cast<double>(around) / (widened_m2(1.3 + 2.4) - widened_m2(1.3))));
    }
  }
}

TEST_CASE("summaries are the same for any number of threads and order of points", "[clusters][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const std::vector<double> xy_m = support::random_lattice_points(seed, 2000, 3000.0, 0.25);
  const PlanarView points(xy_m);
  const std::vector<std::int32_t> labels = random_labels(seed, points.size(), 40);
  std::vector<double> days(points.size());
  std::vector<std::int32_t> person(points.size());
  for (std::size_t i = 0; i < days.size(); ++i) {
    days[i] = points.y(i) / 32.0;
    person[i] = static_cast<std::int32_t>(points.x(i)) % 50 - 1;
  }
  const ClusterColumns columns{.time_days = days, .person = person};
  const auto found = summarise(points, labels, columns);
  for (const int threads : {1, 2, 8}) {
    const core::ThreadLimit limit(threads);
    CHECK(same(summarise(points, labels, columns), found));
  }
  std::vector<double> backwards;
  for (std::size_t i = points.size(); i-- > 0;) {
    backwards.insert(backwards.end(), {points.x(i), points.y(i)});
  }
  const std::vector<std::int32_t> labels_backwards(labels.rbegin(), labels.rend());
  const auto again = summarise(PlanarView(backwards), labels_backwards);
  CHECK(again.size() == found.size());
  for (std::size_t k = 0; k < found.size(); ++k) {
    CHECK(again[k].around_per_km2 == found[k].around_per_km2);
    CHECK(again[k].area_km2 == found[k].area_km2);
  }
  CHECK(std::accumulate(found.begin(), found.end(), 0.0,
                        [](double sum, const ClusterSummary& one) { return sum + one.share; }) <= 1.0);
}
