// SPDX-License-Identifier: MIT
#include "libprofile/clusters/stability.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"

#include "support/cluster_tools_by_definition.hpp"
#include "support/dbscan_by_definition.hpp"
#include "support/random_points.hpp"

using Catch::Matchers::Contains;
using libprofile::geography::PlanarView;
using namespace libprofile::clusters;
namespace core = libprofile::core;
namespace support = libprofile::testing;

namespace {

using Labels = std::vector<std::int32_t>;

bool same(const std::vector<SettingFound>& a, const std::vector<SettingFound>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const SettingFound& one, const SettingFound& two) {
    return one.radius_m == two.radius_m && one.min_points == two.min_points && one.clusters == two.clusters &&
           one.noise == two.noise && one.largest == two.largest && one.agreement == two.agreement;
  });
}

std::vector<SettingFound> stability_by_definition(PlanarView points, const StabilityOptions& options) {
  std::vector<SettingFound> found;
  std::vector<Labels> labels;
  for (const double radius_m : options.radii_m) {
    for (const double min_points : options.min_points) {
      labels.push_back(support::dbscan_by_definition(points, radius_m, min_points));
      SettingFound one{.radius_m = radius_m, .min_points = min_points};
      const auto n = static_cast<double>(points.size());
      one.clusters = 1 + *std::max_element(labels.back().begin(), labels.back().end());
      one.noise = static_cast<double>(std::count(labels.back().begin(), labels.back().end(), -1)) / n;
      for (std::int32_t k = 0; k < one.clusters; ++k) {
        one.largest =
            std::max(one.largest, static_cast<double>(std::count(labels.back().begin(), labels.back().end(), k)) / n);
      }
      found.push_back(one);
    }
  }
  const auto columns = static_cast<std::ptrdiff_t>(options.min_points.size());
  for (std::ptrdiff_t i = 0; i < std::ssize(found); ++i) {
    for (std::ptrdiff_t j = 0; j < std::ssize(found); ++j) {
      if (std::abs(i / columns - j / columns) + std::abs(i % columns - j % columns) == 1) {
        auto& agreement = found[static_cast<std::size_t>(i)].agreement;
        agreement = std::min(agreement, support::adjusted_rand_by_definition(labels[static_cast<std::size_t>(i)],
                                                                             labels[static_cast<std::size_t>(j)]));
      }
    }
  }
  return found;
}

}  // namespace

TEST_CASE("two groups stay two until the radius joins them", "[clusters][hand]") {
  const std::vector<double> xy_m{0, 0, 1, 0, 2, 0, 50, 0, 51, 0, 52, 0, 900, 0};
  const auto found = stability(PlanarView(xy_m), {.radii_m = {2, 4, 60}, .min_points = {3}});
  REQUIRE(found.size() == 3);
  CHECK(found[0].clusters == 2);
  CHECK(found[0].agreement == 1.0);
  CHECK(found[0].noise == Approx(1.0 / 7.0));
  CHECK(found[1].largest == Approx(3.0 / 7.0));
  CHECK(found[2].clusters == 1);
  CHECK(found[2].radius_m == 60.0);
  CHECK(found[1].agreement == found[2].agreement);
  // Pairs of 7 points: 6 together in both, 9 in the second only, 6 in neither.
  CHECK(found[2].agreement == Approx(2.0 * 6.0 * 6.0 / (6.0 * 6.0 + 15.0 * 15.0)));
}

TEST_CASE("stability refuses what cannot be compared", "[clusters][edges]") {
  const std::vector<double> xy_m{0, 0, 1, 0};
  const PlanarView points(xy_m);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(stability(points, {.radii_m = {2}, .min_points = {3}}), Contains("two settings"));
  CHECK_THROWS_WITH(stability(points, {.radii_m = {}, .min_points = {3}}), Contains("two settings"));
  CHECK_THROWS_WITH(stability(points, {.radii_m = {2, 2}, .min_points = {3}}),
                    Contains("radii_m[1] = 2") && Contains("rising order"));
  CHECK_THROWS_WITH(stability(points, {.radii_m = {2, 3}, .min_points = {3, 1}}), Contains("min_points[1] = 1"));
  for (const double radius_m : {0.0, -1.0, nan, HUGE_VAL}) {
    CHECK_THROWS_WITH(stability(points, {.radii_m = {radius_m, 3}, .min_points = {3}}), Contains("radii_m[0]"));
  }
  CHECK_THROWS_WITH(stability(PlanarView(std::span(xy_m).first(2)), {.radii_m = {2, 3}, .min_points = {3}}),
                    Contains("points = 1"));
  CHECK_THROWS_WITH(adjusted_rand(Labels{0}, Labels{}), Contains("b = 0"));
}

TEST_CASE("agreement of nothing, of one point and of the same labels is one", "[clusters][edges]") {
  CHECK(adjusted_rand({}, {}) == 1.0);
  CHECK(adjusted_rand(Labels{3}, Labels{-1}) == 1.0);
  CHECK(adjusted_rand(Labels{1, 1, -1}, Labels{0, 0, 7}) == 1.0);
  CHECK(adjusted_rand(Labels{0, 0, 0}, Labels{5, 5, 5}) == 1.0);
  CHECK(adjusted_rand(Labels{0, 1, 2}, Labels{5, 5, 5}) == 0.0);
}

TEST_CASE("agreement of labellings agrees with counting pairs", "[clusters][oracle]") {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const core::Philox random(seed, core::Stream::testing);
    Labels a(seed % 13);
    Labels b(a.size());
    for (std::uint32_t i = 0; i < a.size(); ++i) {
      a[i] = static_cast<std::int32_t>(random.below(1 + static_cast<std::uint32_t>(seed % 4), i, 5, 0)) - 1;
      b[i] = static_cast<std::int32_t>(random.below(4, i, 5, 1)) - 1;
    }
    REQUIRE(adjusted_rand(a, b) == Approx(support::adjusted_rand_by_definition(a, b)).margin(1e-12));
    REQUIRE(adjusted_rand(a, b) == adjusted_rand(b, a));
  }
}

TEST_CASE("stability agrees with clustering and comparing by definition", "[clusters][oracle]") {
  const StabilityOptions options{.radii_m = {1.0, 1.5, 2.5}, .min_points = {2, 3, 5}};
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const std::vector<double> xy_m = support::random_lattice_points(seed, 2 + seed % 14, 6.0, 1.0);
    const auto found = stability(PlanarView(xy_m), options);
    const auto expected = stability_by_definition(PlanarView(xy_m), options);
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      REQUIRE(found[i].clusters == expected[i].clusters);
      REQUIRE(found[i].noise == expected[i].noise);
      REQUIRE(found[i].largest == expected[i].largest);
      REQUIRE(found[i].agreement == Approx(expected[i].agreement).margin(1e-12));
    }
  }
}

TEST_CASE("stability is the same for any number of threads and order of points", "[clusters][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const std::vector<double> xy_m = support::random_points(seed, 1500);
  const StabilityOptions options{.radii_m = {15, 25, 40}, .min_points = {4, 6}};
  const auto found = stability(PlanarView(xy_m), options);
  for (const int threads : {1, 2, 8}) {
    const core::ThreadLimit limit(threads);
    CHECK(same(stability(PlanarView(xy_m), options), found));
  }
  std::vector<double> rotated(xy_m.begin() + 500, xy_m.end());
  rotated.insert(rotated.end(), xy_m.begin(), xy_m.begin() + 500);
  const auto again = stability(PlanarView(rotated), options);
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(again[i].clusters == found[i].clusters);
    CHECK(again[i].noise == found[i].noise);
  }
}

TEST_CASE("the adjusted Rand index is the one that scikit-learn prints", "[clusters][golden]") {
  // scikit-learn 1.9 (BSD-3-Clause), docstring of `adjusted_rand_score`.
  CHECK(adjusted_rand(Labels{0, 0, 1, 2}, Labels{0, 0, 1, 1}) == Approx(0.57).margin(0.005));
  CHECK(adjusted_rand(Labels{0, 0, 1, 1}, Labels{0, 0, 1, 2}) == Approx(0.57).margin(0.005));
  CHECK(adjusted_rand(Labels{0, 0, 0, 0}, Labels{0, 1, 2, 3}) == 0.0);
  CHECK(adjusted_rand(Labels{0, 0, 1, 1}, Labels{0, 1, 0, 1}) == Approx(-0.5));
}
