// SPDX-License-Identifier: MIT
#include "libprofile/risk/bym2.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include <boost/math/distributions/gamma.hpp>
#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/scottish_lip_cancer.hpp"
#include "support/spatial_risk_by_sampling.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::geography::Weights;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;
const double kNan = std::numeric_limits<double>::quiet_NaN();

Weights islands(std::size_t n) {
  Weights weights;
  weights.offsets.assign(n + 1, 0);
  return weights;
}

/// Places in a row, each beside the next.
Weights row_of(std::size_t n) {
  Weights weights;
  for (std::size_t i = 0; i < n; ++i) {
    if (i > 0) {
      weights.neighbours.push_back(static_cast<std::uint32_t>(i - 1));
    }
    if (i + 1 < n) {
      weights.neighbours.push_back(static_cast<std::uint32_t>(i + 1));
    }
    weights.offsets.push_back(weights.neighbours.size());
  }
  weights.values.assign(weights.neighbours.size(), 1.0);
  return weights;
}

SpatialRisk scotland(const Bym2Options& options = {}) {
  const support::ScottishLipCancer data;
  return bym2(data.count, data.expected, support::scottish_neighbours(), {data.outdoor_work, 1}, options);
}

}  // namespace

TEST_CASE("bym2: one place says what its own count says, a gamma distribution", "[risk][hand]") {
  // Its log risk has a flat prior, so that risk ~ Gamma(count, rate = expected).
  const SpatialRisk risk = bym2(Vector{5}, Vector{2}, islands(1));
  const boost::math::gamma_distribution<double> exact(5.0, 0.5);
  CHECK(risk.relative_risk[0] == Approx(2.5).epsilon(1e-3));
  CHECK(risk.lower[0] == Approx(quantile(exact, 0.025)).epsilon(2e-3));
  CHECK(risk.upper[0] == Approx(quantile(exact, 0.975)).epsilon(2e-3));
  CHECK(exceedance(risk, 2.0)[0] == Approx(cdf(complement(exact, 2.0))).epsilon(2e-3));
}

TEST_CASE("bym2 agrees with a long Markov chain", "[risk][oracle]") {
  const support::ScottishLipCancer data;
  const Weights weights = support::scottish_neighbours();
  const SpatialRisk risk = bym2(data.count, data.expected, weights);
  const Vector above_one = exceedance(risk, 1.0);
  support::Bym2Chain chain(data.count, data.expected, weights, 0.4853177, 1);
  const support::SampledRisk sampled = chain.run(60'000, 5'000, 5);
  for (std::size_t i = 0; i < data.count.size(); ++i) {
    INFO("district " << i + 1);
    CHECK(risk.relative_risk[i] == Approx(sampled.relative_risk[i]).epsilon(0.02));
    CHECK(risk.lower[i] == Approx(sampled.lower[i]).epsilon(0.06));
    CHECK(risk.upper[i] == Approx(sampled.upper[i]).epsilon(0.04));
    CHECK(above_one[i] == Approx(sampled.above_one[i]).margin(0.02));
  }
  CHECK(risk.deviation.mean == Approx(sampled.deviation).epsilon(0.02));
  CHECK(risk.mixing.mean == Approx(sampled.mixing).margin(0.02));
}

TEST_CASE("bym2: draws have the means and deviations of the marginals", "[risk][property]") {
  const SpatialRisk risk = scotland();
  constexpr std::size_t kDraws = 2000;
  const std::size_t n = risk.relative_risk.size();
  const Vector values = draws(risk, kDraws, 7);
  for (std::size_t i = 0; i < n; ++i) {
    Vector of_place;
    for (std::size_t draw = 0; draw < kDraws; ++draw) {
      of_place.push_back(values[draw * n + i]);
    }
    std::sort(of_place.begin(), of_place.end());
    INFO("district " << i + 1);
    CHECK(std::accumulate(of_place.begin(), of_place.end(), 0.0) / kDraws ==
          Approx(risk.relative_risk[i]).epsilon(0.04));
    CHECK(of_place[kDraws / 40] == Approx(risk.lower[i]).epsilon(0.12));
    CHECK(of_place[kDraws - kDraws / 40] == Approx(risk.upper[i]).epsilon(0.1));
  }
}

TEST_CASE("bym2: neighbours are drawn together more than places far apart", "[risk][property]") {
  const Vector count(30, 2.0);
  const Vector expected(30, 2.0);
  const SpatialRisk risk = bym2(count, expected, row_of(30));
  const Vector values = draws(risk, 4000, 3);
  const auto covariance = [&](std::size_t i, std::size_t j) {
    double sum = 0.0;
    for (std::size_t draw = 0; draw < 4000; ++draw) {
      sum += (std::log(values[draw * 30 + i]) - std::log(risk.relative_risk[i])) *
             (std::log(values[draw * 30 + j]) - std::log(risk.relative_risk[j]));
    }
    return sum / 4000.0;
  };
  CHECK(covariance(14, 15) > covariance(1, 28) + 0.002);
}

TEST_CASE("bym2: more expected events mean proportionally less risk", "[risk][property]") {
  const support::ScottishLipCancer data;
  Vector tenfold = data.expected;
  for (double& value : tenfold) {
    value *= 10.0;
  }
  const SpatialRisk one = bym2(data.count, data.expected, support::scottish_neighbours());
  const SpatialRisk ten = bym2(data.count, tenfold, support::scottish_neighbours());
  for (std::size_t i = 0; i < tenfold.size(); ++i) {
    CHECK(10.0 * ten.relative_risk[i] == Approx(one.relative_risk[i]).epsilon(1e-5));
    CHECK(10.0 * ten.upper[i] == Approx(one.upper[i]).epsilon(1e-5));
  }
}

TEST_CASE("bym2: the order of places does not matter", "[risk][property]") {
  const support::ScottishLipCancer data;
  const Weights weights = support::scottish_neighbours();
  const SpatialRisk plain = scotland();
  const std::size_t n = data.count.size();
  for (const std::uint32_t seed : {1U, 2U, 3U, 4U, 5U}) {
    std::vector<std::uint32_t> place_of(n);
    std::iota(place_of.begin(), place_of.end(), 0U);
    std::shuffle(place_of.begin(), place_of.end(), std::mt19937(seed));
    std::vector<std::uint32_t> new_of(n);
    Vector count, expected, covariate;
    for (std::uint32_t k = 0; k < n; ++k) {
      new_of[place_of[k]] = k;
      count.push_back(data.count[place_of[k]]);
      expected.push_back(data.expected[place_of[k]]);
      covariate.push_back(data.outdoor_work[place_of[k]]);
    }
    Weights shuffled;
    for (std::uint32_t k = 0; k < n; ++k) {
      std::vector<std::uint32_t> list;
      for (const std::uint32_t j : weights.neighbours_of(place_of[k])) {
        list.push_back(new_of[j]);
      }
      std::sort(list.begin(), list.end());
      shuffled.neighbours.insert(shuffled.neighbours.end(), list.begin(), list.end());
      shuffled.offsets.push_back(shuffled.neighbours.size());
    }
    shuffled.values.assign(shuffled.neighbours.size(), 1.0);
    const SpatialRisk risk = bym2(count, expected, shuffled, {covariate, 1});
    for (std::size_t k = 0; k < n; ++k) {
      CHECK(risk.relative_risk[k] == Approx(plain.relative_risk[place_of[k]]).epsilon(1e-6));
    }
  }
}

TEST_CASE("bym2 gives the same bytes for any number of threads", "[risk][property]") {
  std::vector<SpatialRisk> fits;
  std::vector<Vector> drawn;
  for (const int threads : {1, 2, 8}) {
    const libprofile::core::ThreadLimit limit(threads);
    fits.push_back(scotland({.mixing_prior = MixingPrior::penalised}));
    drawn.push_back(draws(fits.back(), 50, 11));
  }
  for (const std::size_t k : {1U, 2U}) {
    CHECK(fits[k].relative_risk == fits[0].relative_risk);
    CHECK(fits[k].lower == fits[0].lower);
    CHECK(fits[k].upper == fits[0].upper);
    CHECK(drawn[k] == drawn[0]);
  }
}

TEST_CASE("bym2: a withheld place is predicted from its neighbours, and less surely", "[risk][edges]") {
  Vector count(21, 30.0);
  Vector expected(21, 20.0);
  const SpatialRisk known = bym2(count, expected, row_of(21));
  count[10] = kNan;
  const SpatialRisk withheld = bym2(count, expected, row_of(21));
  CHECK(withheld.relative_risk[10] == Approx(1.5).epsilon(0.05));
  CHECK(withheld.upper[10] - withheld.lower[10] > known.upper[10] - known.lower[10]);
  expected[10] = kNan;
  CHECK(bym2(count, expected, row_of(21)).relative_risk == withheld.relative_risk);
}

TEST_CASE("bym2: parts of a map, islands among them, without any count are predicted from the prior", "[risk][edges]") {
  // A row of four, a row of three whose counts are withheld, and an island that is withheld too.
  Weights weights = row_of(4);
  const Weights second = row_of(3);
  for (std::size_t i = 0; i < 3; ++i) {
    for (const std::uint32_t j : second.neighbours_of(i)) {
      weights.neighbours.push_back(j + 4);
    }
    weights.offsets.push_back(weights.neighbours.size());
  }
  weights.offsets.push_back(weights.neighbours.size());
  weights.values.assign(weights.neighbours.size(), 1.0);
  const SpatialRisk risk =
      bym2(Vector{9, 12, 8, 11, kNan, kNan, kNan, kNan}, Vector{10, 10, 10, 10, 10, 10, 10, 10}, weights);
  for (std::size_t i = 0; i < 8; ++i) {
    CHECK(std::isfinite(risk.relative_risk[i]));
    CHECK(risk.lower[i] < risk.upper[i]);
  }
  CHECK(risk.upper[5] - risk.lower[5] > risk.upper[1] - risk.lower[1]);
}

TEST_CASE("bym2: all counts equal, and none but one", "[risk][edges]") {
  const SpatialRisk equal = bym2(Vector(16, 4.0), Vector(16, 4.0), row_of(16));
  for (std::size_t i = 0; i < 16; ++i) {
    CHECK(equal.lower[i] < 1.0);
    CHECK(equal.upper[i] > 1.0);
  }
  Vector single(16, 0.0);
  single[3] = 1.0;
  const SpatialRisk rare = bym2(single, Vector(16, 0.1), row_of(16));
  CHECK(rare.relative_risk[3] > rare.relative_risk[12]);
}

TEST_CASE("bym2 refuses what it cannot use, and names it", "[risk][edges]") {
  const Vector ones(3, 1.0);
  CHECK_THROWS_WITH(bym2(Vector(3, 0.0), ones, row_of(3)), Catch::Contains("sum of count"));
  CHECK_THROWS_AS(bym2({}, {}, islands(0)), InvalidArgument);
  CHECK_THROWS_WITH(bym2(Vector{1, 1, -1}, ones, row_of(3)), Catch::Contains("count[2]"));
  CHECK_THROWS_WITH(bym2(ones, Vector{1, 0, 1}, row_of(3)), Catch::Contains("expected[1]"));
  CHECK_THROWS_WITH(bym2(ones, Vector(2, 1.0), row_of(3)), Catch::Contains("expected.size()"));
  CHECK_THROWS_WITH(bym2(ones, ones, row_of(4)), Catch::Contains("weights.size()"));
  CHECK_THROWS_WITH(bym2(ones, ones, row_of(3), {Vector{1, kNan, 2}, 1}), Catch::Contains("covariates[1][0]"));
  CHECK_THROWS_WITH(bym2(ones, ones, row_of(3), {Vector{1, 2}, 1}), Catch::Contains("covariates.size()"));
  CHECK_THROWS_AS(bym2(ones, ones, row_of(3), {}, {.level = 1.0}), InvalidArgument);
  CHECK_THROWS_AS(bym2(ones, ones, row_of(3), {}, {.largest_deviation = 0.0}), InvalidArgument);
  CHECK_THROWS_AS(bym2(ones, ones, row_of(3), {}, {.tail = kNan}), InvalidArgument);
  const SpatialRisk risk = bym2(ones, ones, row_of(3));
  CHECK_THROWS_AS(exceedance(risk, 0.0), InvalidArgument);
  CHECK_THROWS_AS(draws(risk, 0, 1), InvalidArgument);
  CHECK_THROWS_AS(draws(risk, 1'000'000'000, 1), InvalidArgument);
}

TEST_CASE("bym2: covariates that repeat one another leave their coefficients open", "[risk][edges]") {
  const support::ScottishLipCancer data;
  Vector twice;
  for (const double x : data.outdoor_work) {
    twice.insert(twice.end(), {x, x});
  }
  const SpatialRisk risk = bym2(data.count, data.expected, support::scottish_neighbours(), {twice, 2});
  CHECK(risk.coefficients[1].standard_deviation > 10.0);
}
