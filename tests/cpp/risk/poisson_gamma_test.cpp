// SPDX-License-Identifier: MIT
#include "libprofile/risk/poisson_gamma.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/detail/gamma_draw.hpp"
#include "libprofile/risk/poisson_interval.hpp"
#include "libprofile/risk/rank_probability.hpp"

#include "support/scottish_lip_cancer.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;
const double kNan = std::numeric_limits<double>::quiet_NaN();

/// log likelihood of counts, each a product over its events: nothing but the definition.
double log_likelihood(const Vector& counts, const Vector& expected, double mean, double relative_variance) {
  double sum = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double fitted = mean * expected[i];
    for (int k = 0; k < static_cast<int>(counts[i]); ++k) {
      sum += std::log(fitted) + std::log1p(k * relative_variance) - std::log1p(relative_variance * fitted) -
             std::log(k + 1.0);
    }
    sum -= relative_variance > 0.0 ? std::log1p(relative_variance * fitted) / relative_variance : fitted;
  }
  return sum;
}

void simulate(std::uint32_t seed, std::size_t places, double shape, Vector& counts, Vector& expected,
              Vector* risks = nullptr) {
  std::mt19937 random(seed);
  std::gamma_distribution<double> risk(shape, 1.0 / shape);
  std::uniform_real_distribution<double> size(0.5, 12.0);
  for (std::size_t i = 0; i < places; ++i) {
    expected.push_back(size(random));
    const double here = shape > 0.0 ? risk(random) : 1.0;
    counts.push_back(std::poisson_distribution<int>(expected.back() * here)(random));
    if (risks != nullptr) {
      risks->push_back(here);
    }
  }
}

/// Variance over squared mean.
double spread(const PoissonGamma& found) {
  return found.prior_variance / (found.prior_mean * found.prior_mean);
}

}  // namespace

TEST_CASE("a posterior is a gamma distribution of prior and count together", "[risk][hand]") {
  const Vector counts{0, 40, 3, 12, 9}, expected{10, 10, 10, 10, 10};
  const PoissonGamma found = poisson_gamma(counts, expected);
  // Where all expect as many, the mean is that of all counts.
  CHECK(found.prior_mean == Approx(1.28));
  const double shape = 1.0 / spread(found);
  CHECK(found.shape[1] == Approx(shape + 40));
  CHECK(found.rate[1] == Approx(shape / 1.28 + 10));
  CHECK(found.relative_risk[1] == Approx((shape + 40) / (shape / 1.28 + 10)));
  CHECK(found.lower[1] < found.relative_risk[1]);
  CHECK(found.relative_risk[1] < 4.0);
  CHECK(found.relative_risk[0] > 0.0);
}

TEST_CASE("counts no more varied than chance all get the overall risk, with its posterior", "[risk][edges]") {
  const Vector counts{5, 5, 5, 5}, expected{5, 5, 5, 5};
  const PoissonGamma found = poisson_gamma(counts, expected);
  CHECK(found.prior_variance == 0.0);
  CHECK(found.relative_risk == Vector{1, 1, 1, 1});
  CHECK(found.lower[0] == Approx(poisson_interval(20, {.method = PoissonMethod::exact}).lower / 20));
  // One risk, so one draw for all.
  const Vector drawn = draws(found, 3, 1);
  CHECK(drawn[0] == drawn[3]);
  CHECK(drawn[0] != drawn[4]);
  CHECK(exceedance(found, 1.0)[0] == Approx(0.5).margin(0.05));
}

TEST_CASE("places without count or expectation take no part", "[risk][edges]") {
  const PoissonGamma found = poisson_gamma(Vector{kNan, 4, 0, 30, 2}, Vector{5, kNan, 0, 5, 5});
  CHECK(std::isnan(found.relative_risk[0]));
  CHECK(std::isnan(found.lower[1]));
  CHECK(std::isnan(found.shape[2]));
  CHECK(std::isnan(exceedance(found, 1.0)[2]));
  CHECK(draws(found, 10, 0).size() == 20);
  const PoissonGamma pair = poisson_gamma(Vector{30, 2}, Vector{5, 5});
  CHECK(found.relative_risk[3] == pair.relative_risk[0]);
  CHECK(poisson_gamma(Vector{3}, Vector{2}).relative_risk.front() == Approx(1.5));
}

TEST_CASE("Poisson-gamma risks refuse arguments outside their range", "[risk][edges]") {
  CHECK_THROWS_WITH(poisson_gamma(Vector{0, 0}, Vector{1, 1}), Catch::Contains("without an event"));
  CHECK_THROWS_WITH(poisson_gamma({}, {}), Catch::Contains("sum of counts"));
  CHECK_THROWS_WITH(poisson_gamma(Vector{1, 2}, Vector{1, 0}), Catch::Contains("expected[1]"));
  CHECK_THROWS_WITH(poisson_gamma(Vector{1, -2}, Vector{1, 1}), Catch::Contains("counts[1]"));
  CHECK_THROWS_AS(poisson_gamma(Vector{1}, Vector{1, 1}), InvalidArgument);
  CHECK_THROWS_WITH(poisson_gamma(Vector{1}, Vector{1}, {.level = 0}), Catch::Contains("level"));
  CHECK_THROWS_WITH(poisson_gamma(Vector{1}, Vector{1}, {.rounding_band = kNan}), Catch::Contains("rounding_band"));
  const PoissonGamma found = poisson_gamma(Vector{3, 1}, Vector{1, 1});
  CHECK_THROWS_AS(exceedance(found, 0.0), InvalidArgument);
  CHECK_THROWS_AS(draws(found, 0, 1), InvalidArgument);
  CHECK_THROWS_AS(draws(found, 1'000'000'000, 1), InvalidArgument);
}

TEST_CASE("no other mean and variance make the counts likelier", "[risk][oracle]") {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    Vector counts, expected;
    simulate(seed, 3 + seed % 30, seed % 4 == 0 ? 0.0 : 0.5 + seed % 5, counts, expected);
    if (seed % 7 == 0) {
      std::fill(expected.begin(), expected.end(), 4.0);
    }
    if (std::all_of(counts.begin(), counts.end(), [](double count) { return count == 0.0; })) {
      continue;
    }
    const PoissonGamma found = poisson_gamma(counts, expected);
    const double best = log_likelihood(counts, expected, found.prior_mean, spread(found));
    INFO("seed " << seed << ", mean " << found.prior_mean << ", spread " << spread(found));
    for (double log_spread = -10.0; log_spread < 4.0; log_spread += 0.05) {
      for (const double off : {0.8, 0.95, 0.999, 1.0, 1.001, 1.05, 1.25}) {
        CHECK(log_likelihood(counts, expected, found.prior_mean * off, std::exp(log_spread)) <= best + 1e-8);
      }
    }
    for (const double off : {1.0 - 1e-4, 1.0 + 1e-4}) {
      CHECK(log_likelihood(counts, expected, found.prior_mean * off, spread(found)) <= best + 1e-10);
      CHECK(log_likelihood(counts, expected, found.prior_mean, spread(found) * off) <= best + 1e-10);
    }
  }
}

TEST_CASE("exceedances and limits are those of the densities, added up", "[risk][oracle]") {
  Vector counts, expected;
  simulate(5, 25, 2.0, counts, expected);
  const PoissonGamma found = poisson_gamma(counts, expected, {.level = 0.9});
  const Vector above = exceedance(found, 1.2);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    constexpr double kStep = 1e-4;
    double all = 0.0, over = 0.0, below_lower = 0.0, below_upper = 0.0, mean = 0.0;
    // Over the logarithm of the risk: densities of shapes below 1 have no top.
    for (double log_risk = -25.0; log_risk < 3.5; log_risk += kStep) {
      const double risk = std::exp(log_risk);
      const double density = std::exp(found.shape[i] * log_risk - found.rate[i] * risk);
      all += density;
      mean += density * risk;
      over += risk > 1.2 ? density : 0.0;
      below_lower += risk < found.lower[i] ? density : 0.0;
      below_upper += risk < found.upper[i] ? density : 0.0;
    }
    CHECK(mean / all == Approx(found.relative_risk[i]).epsilon(1e-6));
    CHECK(over / all == Approx(above[i]).margin(1e-4));
    CHECK(below_lower / all == Approx(0.05).margin(1e-3));
    CHECK(below_upper / all == Approx(0.95).margin(1e-3));
  }
}

TEST_CASE("draws have the posterior's mean, variance and share above", "[risk][oracle]") {
  const libprofile::core::Philox random(4, libprofile::core::Stream::testing);
  for (const double shape : {0.2, 0.9, 1.0, 3.5, 400.0}) {
    constexpr std::size_t kDraws = 40'000;
    double sum = 0.0, squares = 0.0;
    for (std::size_t k = 0; k < kDraws; ++k) {
      const double draw = detail::gamma_draw(shape, random, 17, k);
      CHECK(draw > 0.0);
      sum += draw;
      squares += draw * draw;
    }
    const double mean = sum / kDraws;
    CHECK(mean == Approx(shape).margin(5.0 * std::sqrt(shape / kDraws)));
    CHECK(squares / kDraws - mean * mean == Approx(shape).epsilon(0.06));
  }
}

TEST_CASE("chances of the top add up, and follow the risks", "[risk][property]") {
  Vector counts, expected;
  simulate(8, 40, 1.0, counts, expected);
  const PoissonGamma found = poisson_gamma(counts, expected);
  const Vector top = rank_probability(draws(found, 2000, 3), 40, 5);
  double sum = 0.0;
  for (const double chance : top) {
    sum += chance;
  }
  CHECK(sum == Approx(5.0));
  const auto highest = std::max_element(found.relative_risk.begin(), found.relative_risk.end());
  CHECK(top[static_cast<std::size_t>(highest - found.relative_risk.begin())] > 0.5);
}

TEST_CASE("intervals hold what was simulated about as often as they claim", "[risk][property]") {
  std::size_t held = 0, all = 0;
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    Vector counts, expected, risks;
    simulate(seed, 100, 3.0, counts, expected, &risks);
    const PoissonGamma found = poisson_gamma(counts, expected);
    for (std::size_t i = 0; i < risks.size(); ++i, ++all) {
      held += found.lower[i] <= risks[i] && risks[i] <= found.upper[i] ? 1U : 0U;
    }
  }
  CHECK(static_cast<double>(held) / static_cast<double>(all) == Approx(0.945).margin(0.01));
}

TEST_CASE("risks scale against expectation; rounding widens; threads and order change nothing", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  Vector counts, expected;
  simulate(seed, 200, 1.5, counts, expected);
  const PoissonGamma found = poisson_gamma(counts, expected);
  Vector people = expected;
  for (double& one : people) {
    one *= 1000.0;
  }
  const PoissonGamma rates = poisson_gamma(counts, people);
  const PoissonGamma rounded = poisson_gamma(counts, expected, {.rounding_band = 4});
  CHECK(rates.relative_risk[7] * 1000.0 == Approx(found.relative_risk[7]).epsilon(1e-6));
  double wider = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    CHECK(rounded.relative_risk[i] > rounded.lower[i]);
    CHECK(rounded.relative_risk[i] < rounded.upper[i]);
    wider += rounded.upper[i] - rounded.lower[i] - (found.upper[i] - found.lower[i]);
  }
  CHECK(wider > 0.0);
  const auto drawn = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    const PoissonGamma again = poisson_gamma(counts, expected);
    Vector values = draws(again, 50, seed);
    values.insert(values.end(), again.upper.begin(), again.upper.end());
    const PoissonGamma of_rounded = poisson_gamma(counts, expected, {.rounding_band = 4});
    values.insert(values.end(), of_rounded.upper.begin(), of_rounded.upper.end());
    return values;
  };
  const Vector one = drawn(1);
  for (const int threads : {2, 8}) {
    const Vector other = drawn(threads);
    CHECK(std::memcmp(one.data(), other.data(), one.size() * sizeof(double)) == 0);
  }
  std::reverse(counts.begin(), counts.end());
  std::reverse(expected.begin(), expected.end());
  CHECK(poisson_gamma(counts, expected).relative_risk.front() == Approx(found.relative_risk.back()).epsilon(1e-7));
}

TEST_CASE("Poisson-gamma risks of lip cancer in Scotland", "[risk][golden]") {
  // Clayton and Kaldor (1987) fit these counts; digits re-computed with SciPy 1.17 (BSD-3) by another search of the
  // same likelihood, and with the negative binomial model of statsmodels 0.14 (BSD-3), which gives 1.4220600
  // and 1.8794900.
  const support::ScottishLipCancer map;
  const PoissonGamma found = poisson_gamma(map.count, map.expected);
  CHECK(found.prior_mean == Approx(1.422060006).epsilon(1e-7));
  CHECK(1.0 / spread(found) == Approx(1.879489946).epsilon(1e-6));
  CHECK(found.relative_risk[0] == Approx(3.99736246).epsilon(1e-6));
  CHECK(found.relative_risk[48] == Approx(0.33191443).epsilon(1e-6));
  CHECK(found.relative_risk[55] == Approx(0.60207891).epsilon(1e-6));
  CHECK(found.lower[0] == Approx(1.9864856).epsilon(1e-6));
  CHECK(found.upper[0] == Approx(6.6994958).epsilon(1e-6));
  CHECK(exceedance(found, 1.5)[10] == Approx(0.968162939).epsilon(1e-6));
}
