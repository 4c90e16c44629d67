// SPDX-License-Identifier: MIT
#include "libprofile/risk/rate.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/risk/poisson_interval.hpp"
#include "libprofile/risk/standardised_rate.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;

namespace {
const double kNan = std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("a rate is events over people, times what it is given for", "[risk][hand]") {
  const Rate result = rate(5, 2000);
  CHECK(result.value == 25.0);
  CHECK(result.lower == Approx(5 * 1.62348639011842));
  CHECK(result.upper == Approx(5 * 11.668332079322669));
  CHECK(result.note == RateNote::none);
  CHECK(rate(5, 2000, {.per = 1000}).value == 2.5);
}

TEST_CASE("what cannot be a rate says why", "[risk][edges]") {
  CHECK(rate(5, 0).note == RateNote::population_zero);
  CHECK(std::isnan(rate(5, 0).value));
  CHECK(std::isnan(rate(5, 0).upper));
  CHECK(rate(5, kNan).note == RateNote::population_unknown);
  CHECK(rate(kNan, 100).note == RateNote::count_withheld);
  CHECK(rate(0, 100).value == 0.0);
  CHECK(rate(0, 100).lower == 0.0);
  CHECK(to_string(RateNote::population_zero) == "no rate: nobody lives here");
  CHECK(to_string(RateNote::none).empty());
}

TEST_CASE("more events than residents is a rate with a note", "[risk][edges]") {
  const Rate centre = rate(1300, 1000, {.per = 1000});
  CHECK(centre.value == 1300.0);
  CHECK(centre.note == RateNote::more_events_than_people);
  CHECK(rate(1000, 1000).note == RateNote::none);
}

TEST_CASE("rates refuse arguments outside their range by position", "[risk][edges]") {
  CHECK_THROWS_AS(rate(-1, 10), InvalidArgument);
  CHECK_THROWS_AS(rate(1, HUGE_VAL), InvalidArgument);
  CHECK_THROWS_AS(rate(1, 10, {.per = 0}), InvalidArgument);
  CHECK_THROWS_AS(rate(1, 10, {.level = 1}), InvalidArgument);
  CHECK_THROWS_AS(rate(1, 10, {.rounding_band = -1}), InvalidArgument);
  CHECK_THROWS_WITH(rates(std::vector{1.0, 2.0}, std::vector{1.0, -2.0}), Catch::Contains("populations[1]"));
  CHECK_THROWS_WITH(rates(std::vector{1.0, 2.0}, std::vector{1.0}), Catch::Contains("populations.size()"));
  CHECK(rates({}, {}).empty());
}

TEST_CASE("the interval of a rounded count holds that of every count it may stand for", "[risk][oracle]") {
  const double released = GENERATE(0.0, 5.0, 10.0, 15.0, 60.0);
  const Rate result = rate(released, 1000, {.per = 1000, .rounding_band = 4});
  double lower = HUGE_VAL;
  double upper = 0.0;
  for (double count = std::max(0.0, released - 4); count <= released + 4; count += 1.0) {
    lower = std::min(lower, poisson_interval(count).lower);
    upper = std::max(upper, poisson_interval(count).upper);
  }
  CHECK(result.lower == Approx(lower));
  CHECK(result.upper == Approx(upper));
  CHECK(result.value == released);
}

TEST_CASE("rates scale with what they are given for, and against the population", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const libprofile::core::Philox random(seed, libprofile::core::Stream::testing);
  for (std::uint32_t i = 0; i < 50; ++i) {
    const double count = random.below(40, i, 0, 0);
    const double people = 100.0 + random.below(4000, i, 1, 0);
    const Rate one = rate(count, people);
    const Rate per_thousand = rate(count, people, {.per = 1000});
    const Rate twice = rate(count, 2 * people);
    CHECK(per_thousand.upper * 10 == Approx(one.upper));
    CHECK(twice.lower * 2 == Approx(one.lower));
    CHECK(one.lower <= one.value);
    CHECK(one.value <= one.upper);
  }
}

TEST_CASE("the interval of a rounded count covers as often as it claims", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const libprofile::core::Philox random(seed, libprofile::core::Stream::testing);
  const double mean = 3.0 + 4.0 * seed;
  std::uint32_t covered = 0;
  for (std::uint32_t i = 0; i < 2000; ++i) {
    double count = -1.0;
    // A Poisson draw: how many exponential steps fit into the mean.
    for (double sum = 0.0; sum <= mean; count += 1.0) {
      sum -= std::log1p(-random.uniform(i, static_cast<std::uint32_t>(count + 1.0), 0));
    }
    const bool up = random.uniform(i, 0, 1) < 0.5;
    const double released = 5.0 * (up ? std::ceil(count / 5.0) : std::floor(count / 5.0));
    const Rate result = rate(released, 1.0, {.per = 1, .rounding_band = 4});
    covered += result.lower <= mean && mean <= result.upper ? 1U : 0U;
  }
  CHECK(covered >= 1900U - 40U);
}

TEST_CASE("the rate of an official indicator", "[risk][golden]") {
  // Byar's limits of 65, re-computed with SciPy 1.17 (BSD-3).
  const Rate result = rate(65, 100000, {.per = 100000});
  CHECK(result.lower == Approx(50.163187710459454));
  CHECK(result.upper == Approx(82.849138545939837));
}

TEST_CASE("a standard of the place's own people gives the crude rate and its limits", "[risk][hand]") {
  const std::vector<double> counts{10, 20, 35};
  const std::vector<double> people{1000, 2000, 1500};
  const Rate result = standardised_rate(counts, people, people);
  CHECK(result.value == Approx(10000.0 * 65 / 4500));
  CHECK(result.lower == Approx(10000.0 * 50.163187710459454 / 4500));
  CHECK(result.upper == Approx(10000.0 * 82.849138545939837 / 4500));
}

TEST_CASE("standardising weighs the bands, and their variance", "[risk][oracle]") {
  const std::vector<double> counts{4, 9, 30};
  const std::vector<double> people{800, 900, 4000};
  const std::vector<double> standard{50, 30, 20};
  const Rate result = standardised_rate(counts, people, standard, {.per = 1});
  const double value = (50 * 4 / 800.0 + 30 * 9 / 900.0 + 20 * 30 / 4000.0) / 100;
  const double variance = (2500 * 4 / 640000.0 + 900 * 9 / 810000.0 + 400 * 30 / 16e6) / 1e4;
  const auto events = poisson_interval(43, {.method = PoissonMethod::byar});
  CHECK(result.value == Approx(value));
  CHECK(result.lower == Approx(value + std::sqrt(variance / 43) * (events.lower - 43)));
  CHECK(result.upper == Approx(value + std::sqrt(variance / 43) * (events.upper - 43)));
}

TEST_CASE("Down's syndrome by mother's age among fifth and later children, Michigan", "[risk][golden]") {
  // Stark and Mantel (1966), J. Natl. Cancer Inst. 37, table 14.4 of Fleiss (1981); all births are the standard. The
  // rate is 75.52901 per 100,000 in the vignette of the R package dsrTest 1.0.0, where the gamma method of Fay and
  // Feuer (1997) begins at 67.70212. Dobson's limits with Byar's, re-computed with NumPy 2: 67.63 and 83.87.
  const std::vector<double> cases{0, 8, 63, 112, 262, 295};
  const std::vector<double> births{327, 30666, 123419, 149919, 104088, 34392};
  const std::vector<double> all_births{319933, 931318, 786511, 488235, 237863, 61313};
  const Rate result = standardised_rate(cases, births, all_births, {.per = 100'000});
  CHECK(result.value == Approx(75.52901).margin(5e-6));
  CHECK(result.lower == Approx(67.70212).margin(0.1));
  CHECK(result.lower == Approx(67.63).margin(0.005));
  CHECK(result.upper == Approx(83.87).margin(0.005));
}

TEST_CASE("a standardised rate is not given below ten events, or without people", "[risk][edges]") {
  const std::vector<double> people{100, 100};
  const std::vector<double> standard{1, 1};
  CHECK(standardised_rate(std::vector{4.0, 5.0}, people, standard).note == RateNote::too_few_events);
  CHECK(std::isnan(standardised_rate(std::vector{4.0, 5.0}, people, standard).value));
  CHECK(standardised_rate(std::vector{4.0, 6.0}, people, standard).note == RateNote::none);
  CHECK(standardised_rate(std::vector{4.0, 6.0}, std::vector{0.0, 9.0}, standard).note == RateNote::population_zero);
  CHECK(standardised_rate(std::vector{4.0, 6.0}, std::vector{9.0, kNan}, standard).note ==
        RateNote::population_unknown);
  CHECK(standardised_rate(std::vector{0.0, 16.0}, std::vector{0.0, 9.0}, std::vector{0.0, 1.0}).note == RateNote::none);
  CHECK(standardised_rate(std::vector{kNan, 6.0}, people, standard).note == RateNote::count_withheld);
  CHECK_THROWS_AS(standardised_rate({}, {}, {}), InvalidArgument);
  CHECK_THROWS_AS(standardised_rate(std::vector{4.0}, people, standard), InvalidArgument);
}

TEST_CASE("a band that the standard has nobody in takes no part in a standardised rate", "[risk][hand]") {
  const std::vector<double> people{1000, 800};
  const std::vector<double> standard{1000, 0};
  const Rate alone = standardised_rate(std::vector{30.0}, std::vector{1000.0}, std::vector{1000.0});
  for (const double elsewhere : {0.0, 50.0, kNan}) {
    const Rate result = standardised_rate(std::vector{30.0, elsewhere}, people, standard);
    CHECK(result.value == alone.value);
    CHECK(result.lower == alone.lower);
    CHECK(result.upper == alone.upper);
  }
  // Three events are too few, however many there are in the other band.
  CHECK(standardised_rate(std::vector{3.0, 20.0}, people, standard).note == RateNote::too_few_events);
  CHECK(standardised_rate(std::vector{0.0, 50.0}, people, standard).note == RateNote::too_few_events);
}

TEST_CASE("a standardised rate of rounded counts has the union over all counts that may be meant", "[risk][oracle]") {
  const auto check = [](const std::vector<double>& counts, const std::vector<double>& people,
                        const std::vector<double>& standard, double band) {
    Interval widest{std::numeric_limits<double>::infinity(), 0.0};
    std::vector<double> raw(counts.size());
    double all_standard = 0.0;
    for (const double one : standard) {
      all_standard += one;
    }
    const auto limits = [&] {
      double events = 0.0, value = 0.0, variance = 0.0;
      for (std::size_t k = 0; k < raw.size(); ++k) {
        const double weight = standard[k] / people[k] / all_standard;
        events += raw[k];
        value += weight * raw[k];
        variance += weight * weight * raw[k];
      }
      if (events > 0.0) {
        const Interval byar = poisson_interval(events, {.method = PoissonMethod::byar});
        const double error = std::sqrt(variance / events);
        widest.lower = std::min(widest.lower, std::max(0.0, value + error * (byar.lower - events)));
        widest.upper = std::max(widest.upper, value + error * (byar.upper - events));
      }
    };
    const std::function<void(std::size_t)> over = [&](std::size_t k) {
      if (k == raw.size()) {
        limits();
        return;
      }
      for (raw[k] = std::max(0.0, counts[k] - band); raw[k] <= counts[k] + band; raw[k] += 1.0) {
        over(k + 1);
      }
    };
    over(0);
    const Rate found = standardised_rate(counts, people, standard, {.per = 1, .rounding_band = band});
    INFO(counts[0] << " of " << people[0]);
    CHECK(found.upper == Approx(widest.upper).epsilon(1e-9));
    CHECK(found.lower <= widest.lower + 1e-12);
    CHECK(found.lower == Approx(widest.lower).epsilon(0.01));
    return found;
  };
  const Rate small = check({5, 5, 5}, {200, 20'000, 20'000}, {1, 1, 1}, 4);
  CHECK(10'000 * small.upper == Approx(281).margin(1));
  std::mt19937 random(3);
  std::uniform_int_distribution<int> fives(0, 12), people(200, 20'000);
  for (int world = 0; world < 60; ++world) {
    std::vector<double> counts, here;
    for (int k = 0; k < 3; ++k) {
      counts.push_back(5.0 * fives(random) + 5.0);
      here.push_back(people(random));
    }
    check(counts, here, {1, 2, 3}, 4);
  }
}
