// SPDX-License-Identifier: MIT
#include "libprofile/risk/standardised_ratio.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/risk/poisson_interval.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;

namespace {
using Vector = std::vector<double>;
const double kNan = std::numeric_limits<double>::quiet_NaN();
const Vector kEvents{10, 90};
const Vector kPeople{1000, 3000};
const StandardRates kStandard{kEvents, kPeople};
}  // namespace

TEST_CASE("expected events are the standard's rates times the people here", "[risk][hand]") {
  // 200 at 1 in 100 and 100 at 3 in 100: five are expected. All together, the standard has 100 of 4,000.
  const auto found = standardised_ratio(Vector{8}, Vector{200, 100}, kStandard, {.per = 1000}).front();
  CHECK(found.expected == Approx(5.0));
  CHECK(found.ratio.value == Approx(1.6));
  CHECK(found.rate.value == Approx(40.0));
  CHECK(found.ratio.lower == Approx(poisson_interval(8).lower / 5));
  CHECK(found.rate.upper == Approx(25 * poisson_interval(8).upper / 5));
}

TEST_CASE("ratios that are not given say why, those of few events are given", "[risk][edges]") {
  const auto note = [](double count, const Vector& people) {
    return standardised_ratio(Vector{count}, people, kStandard).front().ratio.note;
  };
  CHECK(note(0, {200, 100}) == RateNote::none);
  CHECK(note(kNan, {200, 100}) == RateNote::count_withheld);
  CHECK(note(1, {kNan, 100}) == RateNote::population_unknown);
  CHECK(note(1, {0, 0}) == RateNote::nothing_expected);
  CHECK(to_string(RateNote::nothing_expected) == "no ratio: no event is expected here");
  CHECK(std::isnan(standardised_ratio(Vector{1}, Vector{0, 0}, kStandard).front().rate.value));
  // A band in which the standard has no events says nothing, also where its people are unknown.
  const Vector none_young{0, 90};
  CHECK(standardised_ratio(Vector{1}, Vector{kNan, 100}, {none_young, kPeople}).front().ratio.note == RateNote::none);
  CHECK(standardised_ratio({}, {}, kStandard).empty());
}

TEST_CASE("standardised ratios refuse what they cannot stand on", "[risk][edges]") {
  CHECK_THROWS_AS(standardised_ratio(Vector{1}, Vector{1}, kStandard), InvalidArgument);
  CHECK_THROWS_AS(standardised_ratio(Vector{-1}, Vector{1, 1}, kStandard), InvalidArgument);
  CHECK_THROWS_AS(standardised_ratio(Vector{1}, Vector{1, -1}, kStandard), InvalidArgument);
  const Vector none{0, 0}, empty_band{0, 3000}, one{1};
  CHECK_THROWS_WITH(standardised_ratio(Vector{1}, Vector{1, 1}, {none, kPeople}), Catch::Contains("sum of standard"));
  CHECK_THROWS_WITH(standardised_ratio(Vector{1}, Vector{1, 1}, {kEvents, empty_band}),
                    Catch::Contains("standard.populations[0]"));
  CHECK_THROWS_AS(standardised_ratio(Vector{1}, Vector{1, 1}, {kEvents, one}), InvalidArgument);
  CHECK_THROWS_AS(standardised_ratio(Vector{1}, Vector{1, 1}, kStandard, {.level = 1}), InvalidArgument);
}

TEST_CASE("the interval of a rounded ratio holds that of every count it may stand for", "[risk][oracle]") {
  for (const double released : {0.0, 5.0, 10.0, 40.0}) {
    const auto rounded =
        standardised_ratio(Vector{released}, Vector{200, 100}, kStandard, {.rounding_band = 4}).front();
    double lower = HUGE_VAL, upper = 0.0;
    for (double count = std::max(0.0, released - 4); count <= released + 4; count += 1.0) {
      const auto one = standardised_ratio(Vector{count}, Vector{200, 100}, kStandard).front();
      lower = std::min(lower, one.ratio.lower);
      upper = std::max(upper, one.ratio.upper);
    }
    CHECK(rounded.ratio.lower == Approx(lower));
    CHECK(rounded.ratio.upper == Approx(upper));
  }
}

TEST_CASE("places that make up the standard have its events expected", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const libprofile::core::Philox random(seed, libprofile::core::Stream::testing);
  constexpr std::size_t kPlaces = 30;
  Vector counts, people, events(3, 0.0), all_people(3, 0.0);
  double total = 0.0;
  for (std::uint32_t i = 0; i < kPlaces; ++i) {
    counts.push_back(0.0);
    for (std::uint32_t band = 0; band < 3; ++band) {
      people.push_back(1.0 + random.below(1000, i, band, 0));
      const double here = random.below(20, i, band, 1);
      counts.back() += here;
      events[band] += here;
      all_people[band] += people.back();
    }
    total += counts.back();
  }
  double expected = 0.0;
  for (const auto& one : standardised_ratio(counts, people, {events, all_people})) {
    expected += one.expected;
  }
  CHECK(expected == Approx(total));
}

TEST_CASE("limits of the public-health convention", "[risk][golden]") {
  // The chi-squared and Byar limits of 5 and 65 events, re-computed with SciPy 1.17 (BSD-3), over 50 expected.
  const auto found = standardised_ratio(Vector{5, 65}, Vector{2000, 1000, 2000, 1000}, kStandard);
  CHECK(found[0].ratio.lower == Approx(1.62348639011842 / 50).epsilon(1e-10));
  CHECK(found[0].ratio.upper == Approx(11.668332079322669 / 50).epsilon(1e-10));
  CHECK(found[1].ratio.lower == Approx(50.163187710459454 / 50).epsilon(1e-10));
  CHECK(found[1].ratio.upper == Approx(82.849138545939837 / 50).epsilon(1e-10));
}
