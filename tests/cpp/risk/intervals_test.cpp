// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/gamma_quantile.hpp"
#include "libprofile/risk/funnel_limits.hpp"
#include "libprofile/risk/poisson_interval.hpp"
#include "libprofile/risk/wilson_interval.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;

namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

/// P(X <= count) of a Poisson mean, term by term.
double cumulative(int count, double mean) {
  double term = std::exp(-mean);
  double sum = term;
  for (int k = 1; k <= count; ++k) {
    term *= mean / k;
    sum += term;
  }
  return count < 0 ? 0.0 : sum;
}

int quantile(double mean, double share) {
  int count = 0;
  while (cumulative(count, mean) < share) {
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("no event: the upper limit is that of an exponential", "[risk][hand]") {
  const auto interval = poisson_interval(0);
  CHECK(interval.lower == 0.0);
  CHECK(interval.upper == Approx(-std::log(0.025)).epsilon(1e-12));
}

TEST_CASE("Wilson of one in two is symmetric about a half, and of nothing is everything", "[risk][hand]") {
  const auto half = wilson_interval(1, 2);
  CHECK(half.lower + half.upper == Approx(1.0));
  CHECK(wilson_interval(0, 0) == Interval{0.0, 1.0});
  CHECK(wilson_interval(0, 10).lower == 0.0);
  CHECK(wilson_interval(10, 10).upper == 1.0);
}

TEST_CASE("the method changes at ten events", "[risk][edges]") {
  CHECK(poisson_interval(9) == poisson_interval(9, {.method = PoissonMethod::exact}));
  CHECK(poisson_interval(9.5) == poisson_interval(9.5, {.method = PoissonMethod::exact}));
  CHECK(poisson_interval(10) == poisson_interval(10, {.method = PoissonMethod::byar}));
  CHECK(poisson_interval(0, {.method = PoissonMethod::byar}).lower == 0.0);
}

TEST_CASE("intervals refuse arguments outside their range", "[risk][edges]") {
  for (const double bad : {-1.0, kNan, HUGE_VAL}) {
    CHECK_THROWS_AS(poisson_interval(bad), InvalidArgument);
    CHECK_THROWS_AS(wilson_interval(bad, 3), InvalidArgument);
    CHECK_THROWS_AS(wilson_interval(0, bad), InvalidArgument);
    CHECK_THROWS_AS(funnel_limits(bad), InvalidArgument);
  }
  CHECK_THROWS_AS(wilson_interval(4, 3), InvalidArgument);
  for (const double level : {0.0, 1.0, kNan}) {
    CHECK_THROWS_AS(poisson_interval(1, {.level = level}), InvalidArgument);
    CHECK_THROWS_AS(wilson_interval(1, 2, level), InvalidArgument);
    CHECK_THROWS_AS(funnel_limits(1, level), InvalidArgument);
  }
}

TEST_CASE("exact limits leave half of the rest in each tail", "[risk][oracle]") {
  const int count = GENERATE(0, 1, 2, 5, 9, 10, 40, 120);
  const double level = GENERATE(0.8, 0.95, 0.998);
  const auto interval = poisson_interval(count, {.level = level, .method = PoissonMethod::exact});
  const double tail = (1.0 - level) / 2.0;
  CHECK(cumulative(count, interval.upper) == Approx(tail).epsilon(1e-9));
  if (count > 0) {
    CHECK(1.0 - cumulative(count - 1, interval.lower) == Approx(tail).epsilon(1e-9));
  }
}

TEST_CASE("Wilson limits are the shares whose score is the quantile", "[risk][oracle]") {
  const double total = GENERATE(1.0, 7.0, 250.0);
  for (const double share : {0.0, 0.2, 0.5, 1.0}) {
    const auto interval = wilson_interval(share * total, total);
    for (const double limit : {interval.lower, interval.upper}) {
      const double score = (share - limit) * (share - limit) * total;
      CHECK(score == Approx(1.959963984540054 * 1.959963984540054 * limit * (1 - limit)).margin(1e-12));
    }
  }
}

TEST_CASE("funnel limits are the quantiles found by adding up", "[risk][oracle]") {
  const double expected = GENERATE(1e-9, 0.01, 0.5, 1.0, 3.7, 10.0, 99.5, 400.0);
  const double level = GENERATE(0.95, 0.998);
  const auto limits = funnel_limits(expected, level);
  CHECK(limits.lower == quantile(expected, (1 - level) / 2));
  CHECK(limits.upper == quantile(expected, (1 + level) / 2));
  CHECK(funnel_limits(0) == Interval{0.0, 0.0});
}

TEST_CASE("intervals hold the count, and widen with the level and the count", "[risk][property]") {
  double last_upper = 0.0;
  for (double count = 0; count < 60; count += 1.0) {
    const auto narrow = poisson_interval(count, {.level = 0.9});
    const auto wide = poisson_interval(count, {.level = 0.998});
    CHECK(wide.lower <= narrow.lower);
    CHECK(narrow.lower <= count);
    CHECK(count <= narrow.upper);
    CHECK(narrow.upper <= wide.upper);
    CHECK(narrow.upper > last_upper);
    last_upper = narrow.upper;
  }
}

TEST_CASE("Byar tends to the exact limits", "[risk][property]") {
  for (const double count : {20.0, 100.0, 1000.0, 1e5}) {
    const auto byar = poisson_interval(count);
    const auto exact = poisson_interval(count, {.method = PoissonMethod::exact});
    CHECK(byar.lower == Approx(exact.lower).epsilon(5e-3 / std::sqrt(count)));
    CHECK(byar.upper == Approx(exact.upper).epsilon(5e-3 / std::sqrt(count)));
  }
}

TEST_CASE("intervals of the public-health convention", "[risk][golden]") {
  // The convention of public health in the United Kingdom: exact (chi-squared) below 10, Byar from 10; re-computed with
  // SciPy 1.17 (BSD-3).
  const auto five = poisson_interval(5);
  CHECK(five.lower == Approx(1.62348639011842).epsilon(1e-10));
  CHECK(five.upper == Approx(11.668332079322669).epsilon(1e-10));
  const auto byar = poisson_interval(65);
  CHECK(byar.lower == Approx(50.163187710459454).epsilon(1e-10));
  CHECK(byar.upper == Approx(82.849138545939837).epsilon(1e-10));
  const auto wide = poisson_interval(10, {.level = 0.998});
  CHECK(wide.lower == Approx(2.916318374695686).epsilon(1e-10));
  CHECK(wide.upper == Approx(24.193724927880535).epsilon(1e-10));
  const auto wilson = wilson_interval(65, 100);
  CHECK(wilson.lower == Approx(.55254443296887967).epsilon(1e-10));
  CHECK(wilson.upper == Approx(.73635751756902468).epsilon(1e-10));
}

TEST_CASE("quantiles of gamma distributions of any shape are finite, rise, and meet where the method changes",
          "[risk][property]") {
  using detail::gamma_quantile;
  const double below = detail::kLargeShape;
  for (const double share : {0.025, 0.5, 0.975}) {
    // Shapes a relative 1e-12 apart: the two methods, which agree to 1e-12 of the quantile.
    const double above = below * (1.0 + 1e-12);
    CHECK(gamma_quantile(above, share) / above == Approx(gamma_quantile(below, share) / below).epsilon(1e-12));
    for (const double shape : {1e-6, 1.0, 1e6, 1e10, 1e12, 1e15, 1e18, 1e100, 1e300}) {
      const double quantile = gamma_quantile(shape, share);
      CHECK(std::isfinite(quantile));
      CHECK(gamma_quantile(shape, 0.5 * share) <= quantile);
    }
  }
  const Interval huge = poisson_interval(1e15, {.method = PoissonMethod::exact});
  CHECK(huge.lower < 1e15);
  CHECK(huge.upper > 1e15);
  CHECK((huge.upper - huge.lower) / (2.0 * 1.959963984540054 * std::sqrt(1e15)) == Approx(1.0).epsilon(1e-4));
}
