// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/losh.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "support/getis_ord_by_definition.hpp"
#include "support/local_statistics_by_definition.hpp"

using namespace libprofile::hotspots;
namespace support = libprofile::testing;

namespace {

/// Equations 3 to 6 of Ord and Getis (2012) at place i.
support::AtPlace losh_by_definition(const support::Row& x, const support::Matrix& w, std::size_t i) {
  const auto n = static_cast<double>(x.size());
  support::Row e(x.size());
  for (std::size_t j = 0; j < x.size(); ++j) {
    double sum = 0.0, weight = 0.0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      sum += w[j][k] * x[k];
      weight += w[j][k];
    }
    e[j] = std::pow(x[j] - sum / weight, 2);
  }
  const double mean = support::mean_of(e);
  double lag = 0.0, weight = 0.0, squared = 0.0, fourth = 0.0;
  for (std::size_t j = 0; j < x.size(); ++j) {
    lag += w[i][j] * e[j];
    weight += w[i][j];
    squared += w[i][j] * w[i][j];
    fourth += e[j] * e[j];
  }
  const double scale = mean * weight;
  return {lag / scale, 1.0, (fourth / n - mean * mean) * (n * squared - weight * weight) / ((n - 1.0) * scale * scale)};
}

}  // namespace

TEST_CASE("LOSH agrees with its equations, with and without the place itself", "[hotspots][oracle]") {
  const auto seed = GENERATE(range(1U, 25U));
  const std::size_t n = 12;
  const auto x = support::random_counts(seed, n, 40);
  auto matrix = support::random_weights(seed, n, 0.3);
  const bool with_self = GENERATE(false, true);
  for (std::size_t i = 0; i < n; ++i) {
    matrix[i][(i + 1) % n] = 0.5;
    matrix[i][i] = with_self ? 1.0 : 0.0;
  }
  const auto result = losh(x, support::weights_from(matrix));
  for (std::size_t i = 0; i < n; ++i) {
    const auto at = losh_by_definition(x, matrix, i);
    REQUIRE(result.statistic[i] == Approx(at.statistic));
    REQUIRE(result.expected[i] == 1.0);
    REQUIRE(result.variance[i] == Approx(at.variance));
  }
}

TEST_CASE("one-sided p of LOSH add to one and two-sided is twice the smaller", "[hotspots][property]") {
  const auto x = support::random_counts(3, 40, 40);
  auto matrix = support::random_weights(3, 40, 0.1);
  for (std::size_t i = 0; i < 40; ++i) {
    matrix[i][(i + 1) % 40] = 1.0;
  }
  const auto weights = support::weights_from(matrix);
  const auto greater = losh(x, weights, {.alternative = Alternative::greater}).p;
  const auto less = losh(x, weights, {.alternative = Alternative::less}).p;
  const auto both = losh(x, weights).p;
  for (std::size_t i = 0; i < 40; ++i) {
    CHECK(greater[i] + less[i] == Approx(1.0));
    CHECK(both[i] == Approx(std::min(1.0, 2.0 * std::min(greater[i], less[i]))));
  }
}

TEST_CASE("a stretch of a line where values jump is varied", "[hotspots][property]") {
  const std::size_t n = 200;
  support::Matrix matrix(n, support::Row(n, 0.0));
  auto x = support::random_counts(7, n, 3);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t step : {1, 2, 3}) {
      matrix[i][(i + step) % n] = matrix[i][(i + n - step) % n] = 1.0;
    }
    x[i] += i >= 50 && i < 62 ? (i % 2 == 0 ? 40.0 : -40.0) : 0.0;
  }
  const auto result = losh(x, support::weights_from(matrix), {.permutations = 9999});
  CHECK(result.label[55] == LocalLabel::varied);
  CHECK(result.label[150] == LocalLabel::none);
}

TEST_CASE("LOSH of three places in a line, worked on paper", "[hotspots][hand]") {
  // Means around: 5, (1 + 2) / 2 and 5; squared residuals 16, 12.25 and 9, whose mean is 149 / 12. Around the ends lies
  // the middle alone, and 12.5 around the middle.
  const auto small = support::weights_from({{0, 1, 0}, {1, 0, 1}, {0, 1, 0}});
  const auto found = losh(std::vector{1.0, 5.0, 2.0}, small);
  CHECK(found.statistic[0] == Approx(12.25 * 12 / 149));
  CHECK(found.statistic[1] == Approx(12.5 * 12 / 149));
  CHECK(found.statistic[2] == found.statistic[0]);
  // Dealt out over the map: the mean square of the residuals about their mean, over the square of that mean; half of it
  // where two of three are averaged, times (3 - 2) / (3 - 1) more for dealing without replacement.
  const double spread =
      ((16 * 16 + 12.25 * 12.25 + 81) / 3 - (149.0 / 12) * (149.0 / 12)) / (149.0 / 12) / (149.0 / 12);
  CHECK(found.variance[0] == Approx(spread));
  CHECK(found.variance[1] == Approx(spread / 2 / 2));
}

TEST_CASE("LOSH does not depend on the unit of the values", "[hotspots][property]") {
  const auto small = support::weights_from({{0, 1, 0}, {1, 0, 1}, {0, 1, 0}});
  const auto unit = GENERATE(-1000, -300, 300, 1000);
  const auto plain = losh(std::vector{1.0, 5.0, 2.0}, small);
  const auto other = losh(std::vector{std::scalbn(1.0, unit), std::scalbn(5.0, unit), std::scalbn(2.0, unit)}, small);
  CHECK(other.statistic == plain.statistic);
  CHECK(other.variance == plain.variance);
  CHECK(other.p == plain.p);
}

TEST_CASE("islands take no part in LOSH, and no spread is no evidence", "[hotspots][edges]") {
  const auto weights = support::weights_from({{0, 1, 0, 0}, {1, 0, 1, 0}, {0, 1, 0, 0}, {0, 0, 0, 0}});
  const auto small = support::weights_from({{0, 1, 0}, {1, 0, 1}, {0, 1, 0}});
  const auto with_island = losh(std::vector{1.0, 5.0, 2.0, 1e6}, weights, {.permutations = 99});
  const auto without = losh(std::vector{1.0, 5.0, 2.0}, small, {.permutations = 99});
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(with_island.statistic[i] == without.statistic[i]);
    CHECK(with_island.p_permutation[i] == without.p_permutation[i]);
  }
  CHECK(with_island.label[3] == LocalLabel::island);
  CHECK(std::isnan(with_island.p_permutation[3]));
  const auto flat = losh(std::vector{4.0, 4.0, 4.0}, small, {.permutations = 99});
  CHECK(std::isnan(flat.statistic[0]));
  CHECK(flat.p == std::vector{1.0, 1.0, 1.0});
  CHECK(flat.p_permutation == std::vector{1.0, 1.0, 1.0});
  CHECK(losh({}, {}, {.permutations = 9}).label.empty());
}

TEST_CASE("a long chain of places that leads to an island has no mainland, and takes no longer than a short one",
          "[hotspots][edges]") {
  const std::size_t n = 300'000;
  libprofile::geography::Weights weights;
  weights.offsets.assign(1, 0);
  for (std::size_t i = 0; i < n; ++i) {
    if (i + 1 < n) {
      weights.neighbours.push_back(static_cast<std::uint32_t>(i + 1));
      weights.values.push_back(1.0);
    }
    weights.offsets.push_back(weights.neighbours.size());
  }
  const auto result = losh(std::vector<double>(n, 1.0), weights, {.permutations = 9});
  CHECK(std::all_of(result.label.begin(), result.label.end(), [](LocalLabel x) { return x == LocalLabel::island; }));
}

TEST_CASE("six points: LOSH of another package", "[hotspots][golden]") {
  // esda 2.9.0 (BSD-3), LOSH(binary band of 15, inference="chi-square"): Hi, VarHi and the p of its upper tail.
  const auto weights = support::weights_from(support::band({10, 20, 40, 15, 30, 30}, {10, 10, 10, 20, 20, 30}, 15.0));
  const auto found = losh(std::vector<double>{2, 3, 3.2, 5, 8, 7}, weights, {.alternative = Alternative::greater});
  const std::vector h{0.3003886277871997, 0.7365654315270381, 1.6089190390067152,
                      0.8967726996802114, 0.9625953577440814, 1.6089190390067152};
  const std::vector variance{0.45965892266845254, 0.22982946133422627, 1.1491473066711313,
                             0.22982946133422627, 0.11491473066711314, 1.1491473066711313};
  const std::vector p{0.8917052989830153, 0.6709633375396619, 0.2031815531049009,
                      0.5244192347505234, 0.4992436308320318, 0.2031815531049009};
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(found.statistic[i] == Approx(h[i]).epsilon(1e-12));
    CHECK(found.variance[i] == Approx(variance[i]).epsilon(1e-12));
    CHECK(found.p[i] == Approx(p[i]).epsilon(1e-12));
  }
}
