// SPDX-License-Identifier: MIT
#include "libprofile/risk/denominators.hpp"

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/risk/poisson_interval.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;

namespace {
using Vector = std::vector<double>;
using Starts = std::vector<std::size_t>;
const double kNan = std::numeric_limits<double>::quiet_NaN();

std::vector<DenominatorNote> notes(const Vector& counts, const Vector& residents, const Vector& by_day = {},
                                   const DenominatorOptions& options = {}) {
  std::vector<DenominatorNote> result;
  for (const DenominatorCheck& one : check_denominators(counts, residents, by_day, options)) {
    result.push_back(one.note);
  }
  return result;
}

}  // namespace

TEST_CASE("a town centre is told by its events, its days or its rate", "[risk][hand]") {
  const Vector counts{1300, 10, 90, 10, 10};
  const Vector residents{1000, 1000, 100, 100'000, 100'000};
  const Vector by_day{5000, 2000, 100, 100'000, 50'000};
  const auto found = check_denominators(counts, residents, by_day);
  CHECK(found[0].note == DenominatorNote::more_events_than_residents);
  CHECK(found[1].note == DenominatorNote::many_more_by_day);
  CHECK(found[2].note == DenominatorNote::rate_far_above_all);
  CHECK(found[3].note == DenominatorNote::none);
  CHECK(found[0].by_day_per_resident == 5.0);
  CHECK(found[4].by_day_per_resident == 0.5);
  // 1,420 events of 202,100 people: 0.9 a person is 128 times that.
  CHECK(found[2].times_all == Approx(0.9 * 202'100 / 1420));
}

TEST_CASE("what is not known is said", "[risk][edges]") {
  using enum DenominatorNote;
  CHECK(notes({kNan, 1, 1}, {100, kNan, 0}) ==
        std::vector{count_withheld, residents_unknown, more_events_than_residents});
  CHECK(notes({kNan}, {100}, {300}) == std::vector{many_more_by_day});
  CHECK(notes({5}, {100}, {kNan}) == std::vector{none});
  CHECK(notes({0, 0}, {100, 0}) == std::vector{none, none});
  CHECK(std::isnan(check_denominators(Vector{0}, Vector{100}).front().times_all));
  CHECK(notes({}, {}).empty());
  CHECK(to_string(none).empty());
  CHECK_FALSE(to_string(many_more_by_day).empty());
}

TEST_CASE("checks of denominators refuse arguments outside their range", "[risk][edges]") {
  CHECK_THROWS_AS(notes({1}, {1, 2}), InvalidArgument);
  CHECK_THROWS_WITH(notes({1}, {1}, {1, 2}), Catch::Contains("by_day"));
  CHECK_THROWS_WITH(notes({1, 2}, {1, 2}, {1, -2}), Catch::Contains("by_day[1]"));
  CHECK_THROWS_WITH(notes({-1}, {1}), Catch::Contains("counts[0]"));
  CHECK_THROWS_WITH(notes({1}, {1}, {}, {.people_by_day = 1}), Catch::Contains("people_by_day"));
  CHECK_THROWS_WITH(notes({1}, {1}, {}, {.times_all = kNan}), Catch::Contains("times_all"));
  CHECK_THROWS_WITH(notes({1}, {1}, {}, {.rounding_band = -1}), Catch::Contains("rounding_band"));
}

TEST_CASE("a rate is far above all only where chance is ruled out", "[risk][oracle]") {
  const libprofile::core::Philox random(5, libprofile::core::Stream::testing);
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    Vector counts, residents;
    double events = 0.0, people = 0.0;
    for (std::uint32_t i = 0; i < 40; ++i) {
      residents.push_back(5.0 + random.below(400, seed, i, 0));
      counts.push_back(random.below(i % 8 == 0 ? 40 : 3, seed, i, 1));
      counts.back() = std::min(counts.back(), residents.back());
      events += counts.back();
      people += residents.back();
    }
    const auto found = notes(counts, residents, {}, {.times_all = 3});
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const bool is_far = poisson_interval(counts[i], {.level = 0.998}).lower > 3 * residents[i] * events / people;
      CHECK((found[i] == DenominatorNote::rate_far_above_all) == is_far);
    }
  }
}

TEST_CASE("a note of rounded counts is one of every count they may stand for", "[risk][oracle]") {
  // 60 places of 300 residents at twice the rate of all, which the largest count hardly moves.
  Vector counts(60, 5.0);
  const Vector residents(60, 300.0);
  int noted = 0, lost = 0;
  for (double count = 5.0; count <= 60.0; count += 5.0) {
    counts[0] = count;
    const auto rounded = notes(counts, residents, {}, {.times_all = 2, .rounding_band = 4});
    const double rate_of_all = std::accumulate(counts.begin(), counts.end(), 0.0) / 18'000.0;
    bool is_always = true, is_ever = false;
    for (double exact = count - 4.0; exact <= count + 4.0; ++exact) {
      const bool is_far = poisson_interval(exact, {.level = 0.998}).lower > 2.0 * 300.0 * rate_of_all;
      is_always = is_always && is_far;
      is_ever = is_ever || is_far;
    }
    CAPTURE(count);
    CHECK((rounded[0] == DenominatorNote::rate_far_above_all) == is_always);
    noted += is_always ? 1 : 0;
    lost += is_ever && !is_always ? 1 : 0;
  }
  CHECK(noted > 0);
  CHECK(lost > 0);
}

TEST_CASE("bands add single years up, the last open above", "[risk][hand]") {
  const Vector people{1, 2, 3, 4, 10, 20, 30, 40};
  CHECK(age_bands(people, 4, Starts{0, 2}) == Vector{3, 7, 30, 70});
  CHECK(age_bands(people, 4, Starts{1, 3}) == Vector{5, 4, 50, 40});
  CHECK(age_bands(people, 4, Starts{0}) == Vector{10, 100});
  CHECK(age_bands({}, 4, Starts{0, 2}).empty());
}

TEST_CASE("bands with an unknown year are unknown, and bad bands are refused", "[risk][edges]") {
  const Vector found = age_bands(Vector{1, kNan, 3}, 3, Starts{0, 2});
  CHECK(std::isnan(found[0]));
  CHECK(found[1] == 3.0);
  CHECK_THROWS_WITH(age_bands(Vector{1, 2}, 2, Starts{0, 2}), Catch::Contains("starts[1]"));
  CHECK_THROWS_WITH(age_bands(Vector{1, 2}, 2, Starts{1, 0}), Catch::Contains("above the one before"));
  CHECK_THROWS_AS(age_bands(Vector{1, 2}, 2, Starts{}), InvalidArgument);
  CHECK_THROWS_AS(age_bands(Vector{1, 2, 3}, 2, Starts{0}), InvalidArgument);
  CHECK_THROWS_AS(age_bands(Vector{1, -2}, 2, Starts{0}), InvalidArgument);
  CHECK_THROWS_AS(age_bands({}, 0, Starts{0}), InvalidArgument);
}
