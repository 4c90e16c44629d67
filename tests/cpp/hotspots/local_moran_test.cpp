// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/local_moran.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/standardised_rates.hpp"

#include "support/getis_ord_by_definition.hpp"
#include "support/local_statistics_by_definition.hpp"

using namespace libprofile::hotspots;
using libprofile::InvalidArgument;
namespace support = libprofile::testing;

namespace {

support::Matrix line(std::size_t n) {
  support::Matrix matrix(n, support::Row(n, 0.0));
  for (std::size_t i = 0; i + 1 < n; ++i) {
    matrix[i][i + 1] = matrix[i + 1][i] = 1.0;
  }
  return matrix;
}

}  // namespace

TEST_CASE("local Moran of three places in a line, worked on paper", "[hotspots][hand]") {
  // Deviations -1, 0, 1; their squares add up to 2, over n - 1 that is 1. Place 0 is next to the mean: I = 0.
  // Dealt out, its neighbour is 0 or 1: mean -0.5, variance 0.25.
  const auto result = local_moran(std::vector{1.0, 2.0, 3.0}, support::weights_from(line(3)));
  CHECK(result.statistic[0] == Approx(0.0).margin(1e-15));
  CHECK(result.expected[0] == Approx(-0.5));
  CHECK(result.variance[0] == Approx(0.25));
  CHECK(result.z[0] == Approx(1.0));
  CHECK(result.p[0] == Approx(0.31731050786291415));
}

TEST_CASE("a place at the mean has no evidence whatever lies around it", "[hotspots][edges]") {
  const auto result = local_moran(std::vector{1.0, 2.0, 3.0}, support::weights_from(line(3)), {.permutations = 99});
  CHECK(result.statistic[1] == 0.0);
  CHECK(result.z[1] == 0.0);
  CHECK(result.p[1] == 1.0);
  CHECK(result.p_permutation[1] == 1.0);
  CHECK(result.label[1] == LocalLabel::none);
}

TEST_CASE("surroundings exactly at the mean are neither high nor low", "[hotspots][edges]") {
  // Around the lowest place, 6 and 4: the mean of all, 5. A map that takes 0 for high would say low-high, or worse.
  const std::vector<double> values{0, 6, 4, 10, 5, 5};
  support::Matrix matrix(6, support::Row(6, 0.0));
  matrix[0][1] = matrix[0][2] = 1.0;
  const auto result =
      local_moran(values, support::weights_from(matrix), {.correction = Correction::none, .level = 0.999999});
  CHECK(result.statistic[0] == 0.0);
  CHECK(result.label[0] == LocalLabel::none);
}

TEST_CASE("each quadrant has its label", "[hotspots][hand]") {
  support::Matrix matrix(8, support::Row(8, 0.0));
  const std::vector<double> values{9, 9, 1, 1, 9, 1, 5, 5};
  matrix[0][1] = matrix[2][3] = matrix[4][5] = matrix[5][4] = 1.0;
  const auto result =
      local_moran(values, support::weights_from(matrix), {.correction = Correction::none, .level = 0.9999});
  CHECK(result.label[0] == LocalLabel::high_high);
  CHECK(result.label[2] == LocalLabel::low_low);
  CHECK(result.label[4] == LocalLabel::high_low);
  CHECK(result.label[5] == LocalLabel::low_high);
  CHECK(result.label[6] == LocalLabel::island);
  CHECK(std::isnan(result.p[6]));
}

TEST_CASE("values that are all equal have no statistic and no evidence", "[hotspots][edges]") {
  const auto result =
      local_moran(std::vector<double>(6, GENERATE(0.0, 0.1)), support::weights_from(line(6)), {.permutations = 99});
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(std::isnan(result.statistic[i]));
    CHECK(result.z[i] == 0.0);
    CHECK(result.p[i] == 1.0);
    CHECK(result.p_permutation[i] == 1.0);
    CHECK(result.label[i] == LocalLabel::none);
  }
}

TEST_CASE("none, one and two places", "[hotspots][edges]") {
  CHECK(local_moran({}, {}, {.permutations = 9}).label.empty());
  CHECK(local_moran(std::vector{1.0}, support::weights_from({{0}}), {.permutations = 9}).label[0] ==
        LocalLabel::island);
  CHECK(local_moran(std::vector{1.0, 2.0}, support::weights_from(line(2)), {.permutations = 9}).p ==
        std::vector{1.0, 1.0});
}

TEST_CASE("places with less than the minimum are not tested", "[hotspots][edges]") {
  const auto values = support::random_counts(3, 30, 20);
  const std::vector<double> base(values);
  const auto weights = support::weights_from(line(30));
  const auto result = local_moran(values, weights, {.permutations = 99, .minimum = 5, .base = base});
  std::size_t tested = 0;
  for (std::size_t i = 0; i < 30; ++i) {
    CHECK((result.label[i] == LocalLabel::too_few) == (values[i] < 5.0));
    CHECK(std::isnan(result.q[i]) == (values[i] < 5.0));
    CHECK(std::isnan(result.p_permutation[i]) == (values[i] < 5.0));
    tested += values[i] >= 5.0 ? 1 : 0;
  }
  const auto bonferroni =
      local_moran(values, weights, {.correction = Correction::bonferroni, .minimum = 5, .base = base});
  for (std::size_t i = 0; i < 30; ++i) {
    if (values[i] >= 5.0) {
      CHECK(bonferroni.q[i] == Approx(std::min(1.0, bonferroni.p[i] * static_cast<double>(tested))));
    }
  }
}

TEST_CASE("arguments outside their range are refused by name", "[hotspots][edges]") {
  const std::vector<double> values{1, 2, 3};
  const auto weights = support::weights_from(line(3));
  CHECK_THROWS_WITH(local_moran(std::vector<double>{1.0, NAN, 3.0}, weights), Catch::Contains("values[1]"));
  CHECK_THROWS_WITH(local_moran(values, std::vector<double>{1.0, 2.0, HUGE_VAL}, weights),
                    Catch::Contains("around[2]"));
  CHECK_THROWS_WITH(local_moran(values, std::vector{1.0}, weights), Catch::Contains("around.size()"));
  CHECK_THROWS_WITH(local_moran(values, weights, {.permutations = 2'000'000}), Catch::Contains("at most 1000000"));
  CHECK_THROWS_WITH(local_moran(values, weights, {.minimum = 5}), Catch::Contains("base"));
  CHECK_THROWS_WITH(local_moran(values, weights, {.minimum = -1}), Catch::Contains("minimum"));
  CHECK_THROWS_WITH(local_moran(values, weights, {.base = std::vector{1.0, -2.0, 3.0}}), Catch::Contains("base[1]"));
  CHECK_THROWS_AS(local_moran(values, support::weights_from(line(4))), InvalidArgument);
}

TEST_CASE("local Moran and its moments agree with going through what could be dealt", "[hotspots][oracle]") {
  const auto seed = GENERATE(range(1U, 40U));
  const std::size_t n = 5 + seed % 13;
  const auto x = support::random_counts(seed, n, 2 + seed % 7);
  const auto y = support::random_counts(seed + 100, n, 9);
  const auto matrix = support::random_weights(seed, n, 0.4);
  const bool bivariate = GENERATE(false, true);
  const auto& around = bivariate ? y : x;
  if (std::equal(x.begin() + 1, x.end(), x.begin()) || std::equal(y.begin() + 1, y.end(), y.begin())) {
    return;
  }
  const auto weights = support::weights_from(matrix);
  const auto result = bivariate ? local_moran(x, y, weights) : local_moran(x, weights);
  for (std::size_t i = 0; i < n; ++i) {
    if (result.label[i] != LocalLabel::island) {
      const auto at = support::local_moran_by_definition(x, around, matrix[i], i);
      REQUIRE(result.statistic[i] == Approx(at.statistic).margin(1e-12));
      REQUIRE(result.expected[i] == Approx(at.expected).margin(1e-12));
      REQUIRE(result.variance[i] == Approx(at.variance).margin(1e-12));
    }
  }
}

TEST_CASE("local Moran's permutation p is that of Gi under one meaning of extreme", "[hotspots][property]") {
  const auto values = support::random_counts(GENERATE(1U, 2U, 3U), 200, 1000);
  const auto weights = support::weights_from(support::random_weights(5, 200, 0.03));
  const Draws draws = GENERATE(Draws::shared, Draws::independent);
  const auto moran = local_moran(values, weights, {.permutations = 4999, .draws = draws, .seed = 1});
  for (std::size_t i = 0; i < 200; ++i) {
    if (moran.label[i] != LocalLabel::island && moran.z[i] != 0.0) {
      // Skewed dealings of few neighbours: the normal p is near, not equal.
      CHECK(moran.p_permutation[i] == Approx(moran.p[i]).margin(0.25));
    }
  }
}

TEST_CASE("neither threads nor the order of places change local Moran", "[hotspots][property]") {
  const std::size_t n = 300;
  const auto values = support::random_counts(2, n, 50);
  const auto weights = support::weights_from(support::random_weights(2, n, 0.02));
  const Draws draws = GENERATE(Draws::shared, Draws::independent);
  const auto run = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    return local_moran(values, weights, {.permutations = 199, .draws = draws});
  };
  const auto one = run(1);
  for (const int threads : {2, 8}) {
    const auto many = run(threads);
    const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    CHECK(std::equal(one.p_permutation.begin(), one.p_permutation.end(), many.p_permutation.begin(), same));
    CHECK(std::equal(one.z.begin(), one.z.end(), many.z.begin(), same));
  }
}

TEST_CASE("the unit of the values does not change local Moran, be it 1e-300 or 1e300", "[hotspots][property]") {
  const std::vector<double> values{4, 1, 7, 2, 8, 1};
  const double unit = GENERATE(1e-300, 1e300);
  std::vector<double> scaled(values.size());
  std::transform(values.begin(), values.end(), scaled.begin(), [&](double x) { return x * unit; });
  const auto weights = support::weights_from(line(6));
  const auto plain = local_moran(values, weights, {.permutations = 99});
  const auto other = local_moran(scaled, weights, {.permutations = 99});
  const std::vector<double> second{3, 1, 4, 1, 5, 9};
  const auto two_plain = local_moran(second, values, weights);
  const auto two = local_moran(second, scaled, weights);
  for (std::size_t i = 0; i < values.size(); ++i) {
    CHECK(other.statistic[i] == Approx(plain.statistic[i]));
    CHECK(other.z[i] == Approx(plain.z[i]));
    CHECK(other.p_permutation[i] == plain.p_permutation[i]);
    CHECK(two.z[i] == Approx(two_plain.z[i]));
  }
}

TEST_CASE("standardised rates, worked on paper", "[hotspots][hand]") {
  // b = 4 / 40 = 0.1; spread (10 * 0.01 + 10 * 0.01 + 20 * 0) / 40 = 0.005; a = 0.005 - 0.1 / (40 / 3) = -0.0025.
  const auto rates = standardised_rates(std::vector{2.0, 0.0, 2.0}, std::vector{10.0, 10.0, 20.0});
  CHECK(rates[0] == Approx(0.1 / std::sqrt(0.0075)));
  CHECK(rates[1] == Approx(-0.1 / std::sqrt(0.0075)));
  CHECK(rates[2] == Approx(0.0).margin(1e-15));
  CHECK(standardised_rates(std::vector{0.0, 0.0}, std::vector{1.0, 2.0}) == std::vector{0.0, 0.0});
  CHECK(standardised_rates({}, {}).empty());
  CHECK_THROWS_WITH(standardised_rates(std::vector{1.0}, std::vector{0.0}), Catch::Contains("populations[0]"));
  CHECK_THROWS_WITH(standardised_rates(std::vector{-1.0}, std::vector{1.0}), Catch::Contains("counts[0]"));
}
