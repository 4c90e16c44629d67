// SPDX-License-Identifier: MIT
#include "libprofile/risk/prevalence.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;

namespace {

using Vector = std::vector<double>;
const double kNan = std::numeric_limits<double>::quiet_NaN();

Prevalence one(double known, double population, const PrevalenceScenario& scenario = {0.001, 0.002}) {
  return prevalence(Vector{known}, Vector{population}, scenario).front();
}

/// The smallest count whose cumulative Poisson probability reaches the share.
double quantile(double mean, double share) {
  double term = std::exp(-mean), sum = term, count = 0.0;
  while (sum < share) {
    count += 1.0;
    term *= mean / count;
    sum += term;
  }
  return count;
}

}  // namespace

TEST_CASE("known and at risk stand side by side", "[risk][hand]") {
  const Prevalence found = one(4, 10'000);
  CHECK(found.known.value == Approx(4.0));
  CHECK(found.at_risk == Interval{10.0, 20.0});
  CHECK(found.known_share.lower == Approx(0.2));
  CHECK(found.known_share.upper == Approx(0.4));
  CHECK(found.note == PrevalenceNote::none);
}

TEST_CASE("more known than at risk is said, and a share of at most one", "[risk][edges]") {
  const Prevalence found = one(30, 10'000);
  CHECK(found.note == PrevalenceNote::more_known_than_at_risk);
  CHECK(found.known_share == Interval{1.0, 1.0});
  CHECK(one(0, 100, {0.0, 0.5}).known_share == Interval{0.0, 0.0});
  CHECK(one(1, 100, {0.0, 0.5}).known_share.upper == 1.0);
}

TEST_CASE("a rounded count is any that it can stand for", "[risk][hand]") {
  RateOptions options;
  options.rounding_band = 4.0;
  const auto of = [&](double known) {
    return prevalence(Vector{known}, Vector{10'000.0}, {0.0005, 0.002}, options).front();
  };
  // 1 to 9 known of 5 to 20.
  CHECK(of(5).known_share.lower == Approx(0.05));
  CHECK(of(5).known_share.upper == 1.0);
  CHECK(of(0).known_share.lower == 0.0);
  CHECK(of(0).known_share.upper == Approx(0.8));
  // 24 may be 20; 25 is at least 21.
  CHECK(of(24).note == PrevalenceNote::none);
  CHECK(of(25).note == PrevalenceNote::more_known_than_at_risk);
  CHECK(of(kNan).note == PrevalenceNote::known_withheld);
}

TEST_CASE("prevalence that is not given says why", "[risk][edges]") {
  CHECK(one(kNan, 100).note == PrevalenceNote::known_withheld);
  CHECK(one(1, kNan).note == PrevalenceNote::population_unknown);
  CHECK(one(0, 0).note == PrevalenceNote::population_zero);
  CHECK(std::isnan(one(0, 0).at_risk.upper));
  CHECK(to_string(PrevalenceNote::none).empty());
  CHECK_FALSE(to_string(PrevalenceNote::more_known_than_at_risk).empty());
  CHECK(prevalence({}, {}, {0.1, 0.2}).empty());
}

TEST_CASE("scenarios outside their range are refused, percentages named", "[risk][edges]") {
  CHECK_THROWS_WITH(one(1, 10, {0.1, 2.0}), Catch::Contains("no percentage"));
  CHECK_THROWS_WITH(one(1, 10, {0.3, 0.2}), Catch::Contains("at most highest_share"));
  CHECK_THROWS_WITH(one(1, 10, {-0.1, 0.2}), Catch::Contains("lowest_share"));
  CHECK_THROWS_AS(one(1, 10, {0.0, 0.0}), InvalidArgument);
  CHECK_THROWS_AS(one(1, 10, {kNan, 0.2}), InvalidArgument);
  CHECK_THROWS_AS(prevalence(Vector{1}, Vector{1, 2}, {0.1, 0.2}), InvalidArgument);
  CHECK_THROWS_AS(prevalence(Vector{-1}, Vector{1}, {0.1, 0.2}), InvalidArgument);
}

TEST_CASE("the range with chance has Poisson quantiles for ends", "[risk][oracle]") {
  const libprofile::core::Philox random(2, libprofile::core::Stream::testing);
  for (std::uint32_t i = 0; i < 100; ++i) {
    const double population = 1.0 + random.below(20'000, i, 0, 0);
    const Prevalence found = one(0, population);
    CHECK(found.with_chance.lower == std::min(population, quantile(population * 0.001, 0.025)));
    CHECK(found.with_chance.upper == std::min(population, quantile(population * 0.002, 0.975)));
  }
}

TEST_CASE("more people have more at risk; chance matters less", "[risk][property]") {
  double last = HUGE_VAL;
  for (double population = 1000; population < 1e8; population *= 10) {
    const Prevalence found = one(1, population);
    CHECK(found.with_chance.lower <= found.at_risk.lower);
    CHECK(found.at_risk.upper <= found.with_chance.upper);
    const double excess = found.with_chance.upper / found.at_risk.upper - 1.0;
    CHECK(excess < last + 1e-12);
    last = excess;
  }
}

TEST_CASE("the children known in 2012, worked on paper", "[risk][hand]") {
  // 2,409 children known to be exploited in the 14 months to October 2011 (Office of the Children's Commissioner 2012),
  // among some 11 million, of whom 1 to 1.5 in 1,000 are at risk: 11,000 to 16,500.
  const Prevalence found = one(2409, 11e6, {0.001, 0.0015});
  CHECK(found.known.value == Approx(2.19).epsilon(1e-12));
  CHECK(found.at_risk.lower == Approx(11'000));
  CHECK(found.at_risk.upper == Approx(16'500));
  CHECK(found.known_share.lower == Approx(2409.0 / 16'500).epsilon(1e-12));
  CHECK(found.known_share.upper == Approx(2409.0 / 11'000).epsilon(1e-12));
  // 1.96 √11,000 = 205.6 and 1.96 √16,500 = 251.8; the distribution is skewed by less than one.
  CHECK(found.with_chance.lower == Approx(11'000 - 205.6).margin(1.5));
  CHECK(found.with_chance.upper == Approx(16'500 + 251.8).margin(1.5));
}

TEST_CASE("four known, and ten to twenty at risk, in published tables", "[risk][golden]") {
  const Prevalence found = one(4, 10'000);
  // Of a count of 4 the 95 % limits are 0.272 and 2.56 times it: Haenszel, Loveland and Sirken (1962), J. Natl. Cancer
  // Inst. 28, pages 947-1001.
  CHECK(found.known.lower == Approx(4 * 0.272).margin(4 * 0.0005));
  CHECK(found.known.upper == Approx(4 * 2.56).margin(4 * 0.005));
  // Tables of the Poisson distribution: of mean 10, P(X <= 3) = 0.0103 and P(X <= 4) = 0.0293; of mean 20, P(X <= 28) =
  // 0.9657 and P(X <= 29) = 0.9782.
  CHECK(found.with_chance == Interval{4.0, 29.0});
}
