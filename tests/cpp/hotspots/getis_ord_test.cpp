// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/getis_ord.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/classics.hpp"
#include "support/getis_ord_by_definition.hpp"

using namespace libprofile::hotspots;
using libprofile::InvalidArgument;
using libprofile::geography::Weights;
namespace support = libprofile::testing;

namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

Weights line(std::size_t n, double reach = 1.0) {
  std::vector<double> x(n);
  for (std::size_t i = 0; i < n; ++i) {
    x[i] = static_cast<double>(i);
  }
  return support::weights_from(support::band(x, std::vector<double>(n, 0.0), reach));
}

}  // namespace

TEST_CASE("Gi of three places in a line, worked on paper", "[hotspots][hand]") {
  // Around place 0 lies place 1 alone. The others hold 2 and 3: mean 2.5, mean square 0.25; the lag 2 has variance
  // 0.25 (2 * 1 - 1) / 1.
  const auto result = getis_ord(std::vector{1.0, 2.0, 3.0}, line(3), {.star = false});
  CHECK(result.statistic[0] == Approx(0.4));
  CHECK(result.expected[0] == Approx(0.5));
  CHECK(result.variance[0] == Approx(0.01));
  CHECK(result.z[0] == Approx(-1.0));
  CHECK(result.p[0] == Approx(0.31731050786291415));
  CHECK(result.p_permutation.empty());
}

TEST_CASE("Gi* of three places in a line, worked on paper", "[hotspots][hand]") {
  // Places 0 and 1 hold 3 of 6; mean 2, mean square 2/3, variance of the lag 2/3 (3 * 2 - 4) / 2.
  const auto result = getis_ord(std::vector{1.0, 2.0, 3.0}, line(3));
  CHECK(result.statistic[0] == Approx(0.5));
  CHECK(result.expected[0] == Approx(2.0 / 3));
  CHECK(result.z[0] == Approx(-1.0 / std::sqrt(2.0 / 3)));
}

TEST_CASE("a row that was standardised gives what it gives binary", "[hotspots][hand]") {
  const std::vector<double> x{0, 1, 2, 3, 5, 6};
  const std::vector<double> y(6, 0.0);
  const std::vector<double> values{4, 1, 7, 2, 8, 1};
  const auto binary = getis_ord(values, support::weights_from(support::band(x, y, 2.0)));
  const auto standardised = getis_ord(values, support::weights_from(support::band(x, y, 2.0, true)));
  for (std::size_t i = 0; i < values.size(); ++i) {
    CHECK(standardised.z[i] == Approx(binary.z[i]));
  }
}

TEST_CASE("a weight of a place on itself is kept by Gi* and left out by Gi", "[hotspots][hand]") {
  auto matrix = support::band({0, 1, 2, 3}, {0, 0, 0, 0}, 1.0);
  const std::vector<double> values{4, 1, 7, 3};
  const auto without = getis_ord(values, support::weights_from(matrix), {.star = false});
  for (std::size_t i = 0; i < 4; ++i) {
    matrix[i][i] = 0.25;
  }
  const auto weights = support::weights_from(matrix);
  const auto star = getis_ord(values, weights);
  CHECK(getis_ord(values, weights, {.star = false}).z == without.z);
  CHECK(star.statistic[0] == Approx((0.25 * 4 + 1) / 15));
}

TEST_CASE("places without neighbours are islands, never significant and never tested", "[hotspots][edges]") {
  const auto weights = support::weights_from({{0, 1, 0}, {1, 0, 0}, {0, 0, 0}});
  const bool star = GENERATE(true, false);
  const auto result = getis_ord(std::vector{1.0, 2.0, 90.0}, weights, {.star = star, .permutations = 99});
  CHECK(result.label[2] == LocalLabel::island);
  CHECK(std::isnan(result.statistic[2]));
  CHECK(std::isnan(result.z[2]));
  CHECK(std::isnan(result.p[2]));
  CHECK(std::isnan(result.p_permutation[2]));
  CHECK(std::isnan(result.q[2]));
  CHECK(result.label[0] != LocalLabel::island);
  CHECK(to_string(result.label[2]) == "island");
}

TEST_CASE("a link of weight 0 and a link to itself make no neighbour", "[hotspots][edges]") {
  Weights weights;
  weights.offsets = {0, 1, 2};
  weights.neighbours = {1, 1};
  weights.values = {0.0, 1.0};
  const auto result = getis_ord(std::vector{1.0, 2.0}, weights);
  CHECK(result.label == std::vector{LocalLabel::island, LocalLabel::island});
}

TEST_CASE("values that are all equal are no evidence", "[hotspots][edges]") {
  const double value = GENERATE(0.0, 0.1, -3.0);
  const auto result = getis_ord(std::vector<double>(9, value), line(9), {.permutations = 99});
  for (std::size_t i = 0; i < 9; ++i) {
    CHECK(result.z[i] == 0.0);
    CHECK(result.p[i] == 1.0);
    CHECK(result.p_permutation[i] == 1.0);
    CHECK(result.label[i] == LocalLabel::none);
  }
  CHECK(std::isnan(result.statistic[0]) == (value == 0.0));
}

TEST_CASE("Gi at the one place that differs has nothing to compare", "[hotspots][edges]") {
  const auto result = getis_ord(std::vector{0.1, 0.1, 1e9, 0.1}, line(4), {.star = false});
  CHECK(result.z[2] == 0.0);
  CHECK(result.p[2] == 1.0);
  CHECK(result.z[1] > 0.0);
}

TEST_CASE("Gi at an outlier keeps the digits of the others", "[hotspots][edges]") {
  const std::vector<double> values{1, 2, 1e12, 3, 4, 1};
  const auto matrix = support::band({0, 1, 2, 3, 4, 5}, {0, 0, 0, 0, 0, 0}, 1.0);
  const auto result = getis_ord(values, support::weights_from(matrix), {.star = false});
  CHECK(result.z[2] == Approx(support::getis_ord_by_definition(values, matrix[2], 2, false).z).epsilon(1e-3));
}

TEST_CASE("a place whose neighbours are everybody is no evidence", "[hotspots][edges]") {
  const auto weights = support::weights_from({{0, .1, .1}, {.1, 0, .1}, {.1, .1, 0}});
  const auto result = getis_ord(std::vector{1.0, 2.0, 4.0}, weights, {.permutations = 99});
  CHECK(result.z == std::vector{0.0, 0.0, 0.0});
  CHECK(result.p == std::vector{1.0, 1.0, 1.0});
}

TEST_CASE("no place, one place and two places", "[hotspots][edges]") {
  CHECK(getis_ord({}, Weights{}, {.permutations = 9}).label.empty());
  CHECK(getis_ord(std::vector{1.0}, support::weights_from({{0}}), {.permutations = 9}).label[0] == LocalLabel::island);
  CHECK(getis_ord(std::vector{1.0, 2.0}, line(2), {.star = false, .permutations = 9}).p == std::vector{1.0, 1.0});
}

TEST_CASE("arguments outside their range are refused by name and position", "[hotspots][edges]") {
  const std::vector<double> values{1, 2, 3};
  CHECK_THROWS_WITH(getis_ord(std::vector{1.0, kNan, 3.0}, line(3)), Catch::Contains("values[1]"));
  CHECK_THROWS_AS(getis_ord(std::vector{1.0, HUGE_VAL, 3.0}, line(3)), InvalidArgument);
  CHECK_THROWS_WITH(getis_ord(values, line(4)), Catch::Contains("places of weights = 4"));
  CHECK_THROWS_WITH(getis_ord(values, line(3), {.permutations = -1}), Catch::Contains("permutations"));
  CHECK_THROWS_WITH(getis_ord(values, line(3), {.level = kNan}), Catch::Contains("level"));
  auto weights = line(3);
  weights.values[1] = -1.0;
  CHECK_THROWS_WITH(getis_ord(values, weights), Catch::Contains("weights.values[1]"));
  weights = line(3);
  weights.neighbours[2] = 3;
  CHECK_THROWS_WITH(getis_ord(values, weights), Catch::Contains("weights.neighbours[2]"));
}

TEST_CASE("Getis-Ord agrees with the equations, place by place, for any weights", "[hotspots][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto values = support::random_counts(seed, 60, 50);
  auto matrix = support::random_weights(seed, 60, 0.1);
  const auto weights = support::weights_from(matrix);
  const auto gi = getis_ord(values, weights, {.star = false});
  const auto star = getis_ord(values, weights);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (gi.label[i] == LocalLabel::island) {
      continue;
    }
    const auto expected = support::getis_ord_by_definition(values, matrix[i], i, false);
    CHECK(gi.statistic[i] == Approx(expected.statistic));
    CHECK(gi.expected[i] == Approx(expected.expected));
    CHECK(gi.variance[i] == Approx(expected.variance));
    CHECK(gi.z[i] == Approx(expected.z).margin(1e-9));
    matrix[i][i] = *std::max_element(matrix[i].begin(), matrix[i].end());
    const auto with_self = support::getis_ord_by_definition(values, matrix[i], i, true);
    CHECK(star.statistic[i] == Approx(with_self.statistic));
    CHECK(star.variance[i] == Approx(with_self.variance));
    CHECK(star.z[i] == Approx(with_self.z).margin(1e-9));
  }
}

TEST_CASE("z does not move with the level of the values or the scale of a row, and turns with their sign",
          "[hotspots][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto values = support::random_counts(seed, 80, 20);
  auto matrix = support::random_weights(seed, 80, 0.08);
  const auto z = getis_ord(values, support::weights_from(matrix)).z;
  auto shifted = values;
  auto negated = values;
  for (std::size_t i = 0; i < values.size(); ++i) {
    shifted[i] = 3.0 * values[i] + 100.0;
    negated[i] = -values[i];
    for (double& w : matrix[i]) {
      w *= 1.0 + static_cast<double>(i);
    }
  }
  const auto weights = support::weights_from(matrix);
  const auto scaled = getis_ord(shifted, weights).z;
  const auto turned = getis_ord(negated, weights).z;
  for (std::size_t i = 0; i < z.size(); ++i) {
    if (!std::isnan(z[i])) {
      CHECK(scaled[i] == Approx(z[i]).margin(1e-9));
      CHECK(turned[i] == Approx(-z[i]).margin(1e-9));
    }
  }
}

TEST_CASE("one-sided p add to one and two-sided is twice the smaller", "[hotspots][property]") {
  const auto values = support::random_counts(GENERATE(1U, 2U, 3U, 4U, 5U), 50, 9);
  const auto weights = line(50);
  const auto greater = getis_ord(values, weights, {.alternative = Alternative::greater}).p;
  const auto less = getis_ord(values, weights, {.alternative = Alternative::less}).p;
  const auto both = getis_ord(values, weights).p;
  for (std::size_t i = 0; i < values.size(); ++i) {
    CHECK(greater[i] + less[i] == Approx(1.0));
    CHECK(both[i] == Approx(2.0 * std::min(greater[i], less[i])));
  }
}

TEST_CASE("a block of high values is hot, a block of low ones cold, and noise neither", "[hotspots][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  auto values = support::random_counts(seed, 400, 5);
  const auto noise = getis_ord(values, line(400, 4.0), {.permutations = 999, .seed = seed});
  CHECK(std::count(noise.label.begin(), noise.label.end(), LocalLabel::none) >= 398);
  for (std::size_t i = 0; i < 400; ++i) {
    values[i] += 100.0 + (i >= 100 && i < 140 ? 40.0 : 0.0) - (i >= 300 && i < 340 ? 40.0 : 0.0);
  }
  const auto planted = getis_ord(values, line(400, 4.0), {.permutations = 999, .seed = seed});
  CHECK(planted.label[120] == LocalLabel::hot);
  CHECK(planted.label[320] == LocalLabel::cold);
  CHECK(planted.label[220] == LocalLabel::none);
}

TEST_CASE("the unit of the values does not matter, be it the size of atoms or of galaxies", "[hotspots][property]") {
  const std::vector<double> values{4, 1, 7, 2, 8, 1};
  const auto unit = GENERATE(-1000, -600, -300, 300, 600, 1000);
  std::vector<double> scaled(values.size());
  std::transform(values.begin(), values.end(), scaled.begin(), [&](double x) { return std::scalbn(x, unit); });
  const auto plain = getis_ord(values, line(6), {.permutations = 99});
  const auto other = getis_ord(scaled, line(6), {.permutations = 99});
  CHECK(other.statistic == plain.statistic);
  CHECK(other.variance == plain.variance);
  CHECK(other.z == plain.z);
  CHECK(other.p_permutation == plain.p_permutation);
}

TEST_CASE("six points: Gi and Gi*, binary and row-standardised", "[hotspots][golden]") {
  // PySAL esda (getisord tests, BSD-3), binary: the z of Ord and Getis; row-standardised gives the same by scale.
  const std::vector<double> x{10, 20, 40, 15, 30, 30};
  const std::vector<double> y{10, 10, 10, 20, 20, 30};
  const std::vector<double> values{2, 3, 3.2, 5, 8, 7};
  const std::vector<double> gi{-1.01367289855, -.0436158942, 1.31558702896, -.314126758, 1.15373985811, 1.77833940862};
  const std::vector<double> star{-1.39727626201, -.289177615627, .650649635161,
                                 -.289177615627, 1.23452088352,  2.02424330939};
  const auto weights = support::weights_from(support::band(x, y, 15.0, GENERATE(true, false)));
  const auto gi_result = getis_ord(values, weights, {.star = false});
  const auto star_result = getis_ord(values, weights);
  for (std::size_t i = 0; i < values.size(); ++i) {
    CHECK(gi_result.z[i] == Approx(gi[i]).margin(1e-9));
    CHECK(star_result.z[i] == Approx(star[i]).margin(1e-9));
  }
}

TEST_CASE("the 16 x 16 lattice of Ord and Getis at five distances", "[hotspots][golden]") {
  // spdep (localG examples, GPL: numbers only), cell 120.
  const auto lattice = support::read_classic("getisord_16x16.csv");
  if (!lattice) {
    WARN("skipped: classics/getisord_16x16.csv is not beside the project");
    return;
  }
  const auto& values = lattice->at("val");
  const std::vector<double> radii{30, 60, 90, 120, 150};
  const std::vector<double> z{1.22197916259, 1.74809754297, 1.98613542716, 1.8933738244, 1.23745425268};
  for (std::size_t k = 0; k < radii.size(); ++k) {
    const auto weights = support::weights_from(support::band(lattice->at("x"), lattice->at("y"), radii[k] + 0.1));
    CHECK(getis_ord(values, weights, {.star = false}).z[119] == Approx(z[k]).margin(1e-9));
    if (k == 0) {
      CHECK(getis_ord(values, weights).z[119] == Approx(1.45077980739).margin(1e-9));
    }
  }
}
