// SPDX-License-Identifier: MIT
/// @file
/// Smooth risks of counts that the gate rounded.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <boost/math/distributions/gamma.hpp>
#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/bym2.hpp"
#include "libprofile/risk/leroux.hpp"
#include "libprofile/risk/poisson_gamma.hpp"
#include "libprofile/risk/rank_probability.hpp"

#include "support/simulated_rounding.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::geography::Weights;
using libprofile::testing::controlled;
using libprofile::testing::kBand;
using libprofile::testing::Vector;

namespace {

constexpr std::size_t kSide = 20;
constexpr std::size_t kPlaces = kSide * kSide;

/// A square of places with four neighbours each.
Weights square() {
  Weights weights;
  for (std::size_t i = 0; i < kPlaces; ++i) {
    const auto add = [&](bool exists, std::size_t j) {
      if (exists) {
        weights.neighbours.push_back(static_cast<std::uint32_t>(j));
      }
    };
    add(i / kSide > 0, i - kSide);
    add(i % kSide > 0, i - 1);
    add(i % kSide + 1 < kSide, i + 1);
    add(i / kSide + 1 < kSide, i + kSide);
    weights.offsets.push_back(weights.neighbours.size());
  }
  weights.values.assign(weights.neighbours.size(), 1.0);
  return weights;
}

/// Risks of a wave with as much noise; all 1 where `size` is 0.
Vector risks(std::mt19937& random, double size) {
  std::normal_distribution<double> normal(0.0, 1.0);
  Vector made;
  for (std::size_t i = 0; i < kPlaces; ++i) {
    const double wave = std::sin(0.4 * static_cast<double>(i % kSide)) + std::cos(0.3 * static_cast<double>(i / kSide));
    made.push_back(std::exp(size * (wave + normal(random))));
  }
  return made;
}

Vector counts_of(std::mt19937& random, const Vector& risk, double expected) {
  Vector counts;
  for (const double one : risk) {
    counts.push_back(std::poisson_distribution<int>(expected * one)(random));
  }
  return counts;
}

double largest(const Vector& values) {
  return *std::max_element(values.begin(), values.end());
}

/// How many places seem to be among the top tenth with 80 % and more.
int sure_of_top(const SpatialRisk& found) {
  const Vector probability = rank_probability(draws(found, 500, 1), kPlaces, kPlaces / 10);
  return static_cast<int>(std::count_if(probability.begin(), probability.end(), [](double p) { return p >= 0.8; }));
}

double mean_square(const SpatialRisk& found, const Vector& risk) {
  double sum = 0.0;
  for (std::size_t i = 0; i < kPlaces; ++i) {
    sum += std::pow(found.relative_risk[i] - risk[i], 2) / kPlaces;
  }
  return sum;
}

Weights one_island() {
  Weights weights;
  weights.offsets = {0, 0};
  return weights;
}

}  // namespace

TEST_CASE("one place of a rounded count: a mixture of gamma distributions over the counts behind it", "[risk][hand]") {
  // A count x makes Gamma(x, expected) of a flat prior of the log risk; it weighs P(5 | x) / x.
  const double threshold = poisson_gamma(Vector{5}, Vector{2}, {.rounding_band = kBand}).rounding_threshold;
  double sum = 0.0;
  double mean = 0.0;
  double above = 0.0;
  double below = 0.0;
  for (int x = 1; x <= 9; ++x) {
    const double rest = x < 5 ? x : x - 5;
    const double up = rest > 0 ? std::clamp(0.5 + (rest - threshold) / 1.5, 0.0, 1.0) : 0.0;
    const double weight = (x < 5 ? up : 1.0 - up) / x;
    const boost::math::gamma_distribution<double> behind(x, 0.5);
    sum += weight;
    mean += weight * x / 2.0;
    above += weight * cdf(complement(behind, 2.0));
    below += weight * cdf(behind, 4.0);
  }
  const SpatialRisk smooth = bym2(Vector{5}, Vector{2}, one_island(), {}, {.rounding_band = kBand});
  CHECK(smooth.relative_risk[0] == Approx(mean / sum).epsilon(2e-3));
  CHECK(exceedance(smooth, 2.0)[0] == Approx(above / sum).epsilon(2e-3));
  CHECK(1.0 - exceedance(smooth, 4.0)[0] == Approx(below / sum).epsilon(2e-3));
  const SpatialRisk other = leroux(Vector{5}, Vector{2}, one_island(), {}, {.rounding_band = kBand});
  CHECK(other.relative_risk[0] == Approx(mean / sum).epsilon(2e-3));
}

TEST_CASE("rounding of counts of equal risks does not pass for risks that differ", "[risk][property]") {
  const double expected = GENERATE(2.5, 5.0);
  std::mt19937 random(11);
  const Vector even(kPlaces, expected);
  const Weights weights = square();
  constexpr int kWorlds = 3;
  double deviation[3] = {};
  double sure[3] = {};
  double greatest[3] = {};
  for (int world = 0; world < kWorlds; ++world) {
    const Vector exact = counts_of(random, Vector(kPlaces, 1.0), expected);
    const Vector rounded = controlled(exact, random);
    const SpatialRisk found[3] = {bym2(exact, even, weights), bym2(rounded, even, weights),
                                  bym2(rounded, even, weights, {}, {.rounding_band = kBand})};
    for (int k = 0; k < 3; ++k) {
      deviation[k] += found[k].deviation.mean / kWorlds;
      sure[k] += sure_of_top(found[k]) / static_cast<double>(kWorlds);
      greatest[k] = std::max(greatest[k], largest(exceedance(found[k], 1.5)));
    }
  }
  INFO("expected " << expected << ": deviation exact " << deviation[0] << ", as if exact " << deviation[1]
                   << ", with rounding " << deviation[2] << "; P(> 1.5) " << greatest[0] << ", " << greatest[1] << ", "
                   << greatest[2] << "; sure " << sure[0] << ", " << sure[1] << ", " << sure[2]);
  CHECK(deviation[1] > 3.0 * deviation[0]);
  CHECK(greatest[1] > 0.5);
  // Little more than exact counts would find: 0.07 and 0.06, and chances of 0.04.
  CHECK(deviation[2] < 0.15);
  CHECK(greatest[2] < 0.15);
  CHECK(sure[2] == 0.0);
}

TEST_CASE("risks that differ are found behind rounded counts, and chances come true", "[risk][property]") {
  const double expected = GENERATE(2.5, 5.0, 20.0);
  std::mt19937 random(23);
  const Vector even(kPlaces, expected);
  const Weights weights = square();
  constexpr int kWorlds = 3;
  double off_as_exact = 0.0;
  double off = 0.0;
  double said[2] = {};
  double true_of_said[2] = {};
  for (int world = 0; world < kWorlds; ++world) {
    const Vector risk = risks(random, 0.35);
    const Vector rounded = controlled(counts_of(random, risk, expected), random);
    const SpatialRisk as_exact = bym2(rounded, even, weights);
    const SpatialRisk found = bym2(rounded, even, weights, {}, {.rounding_band = kBand});
    off_as_exact += mean_square(as_exact, risk) / kWorlds;
    off += mean_square(found, risk) / kWorlds;
    const Vector chances[2] = {exceedance(as_exact, 1.5), exceedance(found, 1.5)};
    for (int k = 0; k < 2; ++k) {
      for (std::size_t i = 0; i < kPlaces; ++i) {
        if (chances[k][i] >= 0.6) {
          said[k] += chances[k][i];
          true_of_said[k] += risk[i] > 1.5 ? 1.0 : 0.0;
        }
      }
    }
  }
  INFO("expected " << expected << ": mean square error as if exact " << off_as_exact << ", with rounding " << off
                   << "; P(> 1.5) from 0.6 on, said and true: as if exact " << said[0] << " / " << true_of_said[0]
                   << ", with rounding " << said[1] << " / " << true_of_said[1]);
  CHECK(off < (expected < 5.0 ? 0.5 : 1.0) * off_as_exact);
  // Some 75 to 190 places are counted: at 0.12 what is said as if exact is told from what comes true, at 2.5 events.
  CHECK(true_of_said[1] == Approx(said[1]).epsilon(0.12));
  CHECK((expected > 2.5 || true_of_said[0] < 0.88 * said[0]));
}

TEST_CASE("a rounding band of 0 changes nothing, and what is out of range is refused", "[risk][edges]") {
  const Vector counts{5, 0, 10};
  const Vector expected{3, 4, 5};
  Weights weights;
  weights.offsets = {0, 1, 3, 4};
  weights.neighbours = {1, 0, 2, 1};
  weights.values.assign(4, 1.0);
  CHECK(bym2(counts, expected, weights, {}, {.rounding_band = 0.0}).relative_risk ==
        bym2(counts, expected, weights).relative_risk);
  CHECK_THROWS_WITH(bym2(counts, expected, weights, {}, {.rounding_band = -1.0}), Catch::Contains("rounding_band"));
  CHECK_THROWS_AS(leroux(counts, expected, weights, {}, {.rounding_band = 2e6}), InvalidArgument);
  // A place without a count, or of which nothing is expected, is predicted from the others.
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  const auto found = bym2(Vector{5, unknown, 10}, Vector{3, 4, 5}, weights, {}, {.rounding_band = 4.0});
  CHECK(std::isfinite(found.upper[1]));
  CHECK(found.upper[1] - found.lower[1] > found.upper[2] - found.lower[2]);
  CHECK(std::isfinite(bym2(Vector{5, 0, 10}, Vector{3, 0, 5}, weights, {}, {.rounding_band = 4.0}).upper[1]));
}
