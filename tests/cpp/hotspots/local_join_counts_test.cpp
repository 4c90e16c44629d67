// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/local_join_counts.hpp"

#include <cmath>
#include <span>
#include <vector>

#include <catch2/catch.hpp>

#include "support/getis_ord_by_definition.hpp"
#include "support/local_statistics_by_definition.hpp"

using namespace libprofile::hotspots;
namespace support = libprofile::testing;

TEST_CASE("join counts of four places in a line, worked on paper", "[hotspots][hand]") {
  const auto weights = support::weights_from({{0, 1, 0, 0}, {1, 0, 1, 0}, {0, 1, 0, 1}, {0, 0, 1, 0}});
  const auto result = local_join_counts(std::vector{1.0, 1.0, 0.0, 1.0}, weights, {.permutations = 9999});
  CHECK(result.statistic == std::vector{1.0, 1.0, 0.0, 0.0});
  // Beside place 0: two of the three others have it.
  CHECK(result.expected[0] == Approx(2.0 / 3));
  CHECK(result.variance[0] == Approx(2.0 / 9));
  const auto greater = local_join_counts(std::vector{1.0, 1.0, 0.0, 1.0}, weights,
                                         {.permutations = 9999, .alternative = Alternative::greater});
  CHECK(greater.p_permutation[0] == Approx(2.0 / 3).margin(0.02));
  CHECK(result.label[2] == LocalLabel::absent);
  CHECK(std::isnan(result.p[2]));
  CHECK(std::isnan(result.p_permutation[2]));
}

TEST_CASE("a block of places that have it is joined; one alone is not", "[hotspots][property]") {
  const std::size_t n = 60;
  support::Matrix matrix(n, support::Row(n, 0.0));
  std::vector<double> has(n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t step : {1, 2}) {
      matrix[i][(i + step) % n] = matrix[i][(i + n - step) % n] = 1.0;
    }
    has[i] = (i >= 10 && i < 16) || i == 40 ? 1.0 : 0.0;
  }
  const auto result =
      local_join_counts(has, support::weights_from(matrix), {.permutations = 999, .alternative = Alternative::greater});
  CHECK(result.label[12] == LocalLabel::joined);
  CHECK(result.label[40] == LocalLabel::none);
  CHECK(result.label[30] == LocalLabel::absent);
}

TEST_CASE("bivariate counts and colocation agree with their definitions", "[hotspots][oracle]") {
  const auto seed = GENERATE(range(1U, 30U));
  const std::size_t n = 6 + seed % 10;
  const auto x = support::random_counts(seed, n, 2);
  const auto y = support::random_counts(seed + 60, n, 2);
  const auto matrix = support::random_weights(seed, n, 0.4);
  const auto weights = support::weights_from(matrix);
  const auto apart = local_join_counts(x, y, weights);
  const std::vector<std::span<const double>> columns{x, y};
  const auto both = local_colocation(columns, weights);
  for (std::size_t i = 0; i < n; ++i) {
    if (apart.label[i] == LocalLabel::island) {
      continue;
    }
    const auto alone =
        support::dealt(matrix[i], i, [&](std::size_t j) { return x[i] * (1 - y[i]) * y[j] * (1 - x[j]); });
    const auto together = support::dealt(matrix[i], i, [&](std::size_t j) { return x[i] * y[i] * x[j] * y[j]; });
    REQUIRE(apart.statistic[i] == Approx(alone.statistic));
    REQUIRE(apart.expected[i] == Approx(alone.expected));
    REQUIRE(apart.variance[i] == Approx(alone.variance).margin(1e-12));
    REQUIRE(both.statistic[i] == Approx(together.statistic));
    REQUIRE(both.variance[i] == Approx(together.variance).margin(1e-12));
    REQUIRE((both.label[i] == LocalLabel::absent) == (x[i] * y[i] == 0.0));
  }
}

TEST_CASE("only 0 and 1 are counted", "[hotspots][edges]") {
  const auto weights = support::weights_from({{0, 1}, {1, 0}});
  CHECK_THROWS_WITH(local_join_counts(std::vector{1.0, 2.0}, weights), Catch::Contains("values[1]"));
  CHECK_THROWS_WITH(local_join_counts(std::vector<double>{1.0, NAN}, weights), Catch::Contains("values[1]"));
  CHECK_THROWS_WITH(local_join_counts(std::vector{1.0, 0.0}, std::vector{1.0}, weights), Catch::Contains("around"));
  const std::vector<double> one{1.0, 0.0};
  const std::vector<std::span<const double>> columns{one};
  CHECK_THROWS_WITH(local_colocation(columns, weights), Catch::Contains("at least 2"));
  CHECK(local_join_counts(std::vector<double>{}, libprofile::geography::Weights{}).label.empty());
}

TEST_CASE("six points: local join counts of another package", "[hotspots][golden]") {
  // esda 2.9.0 (BSD-3), Join_Counts_Local(binary band of 15): LJC.
  const auto weights = support::weights_from(support::band({10, 20, 40, 15, 30, 30}, {10, 10, 10, 20, 20, 30}, 15.0));
  const auto found = local_join_counts(std::vector{0.0, 0.0, 0.0, 1.0, 1.0, 1.0}, weights);
  CHECK(found.statistic == std::vector{0.0, 0.0, 0.0, 1.0, 2.0, 1.0});
}
