// SPDX-License-Identifier: MIT
#include "libprofile/records/aoristic_groups.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"

#include "support/aoristic_by_definition.hpp"

using namespace libprofile;
using namespace libprofile::records;

namespace {

constexpr std::size_t kSunday_01 = 6 * 24 + 1;

struct Events {
  std::vector<std::int64_t> start_s;
  std::vector<std::int64_t> end_s;
};

Events random_events(std::uint32_t seed, std::uint32_t n) {
  const core::Philox random(seed, core::Stream::testing);
  Events events;
  for (std::uint32_t i = 0; i < n; ++i) {
    events.start_s.push_back(1'514'764'800 + random.below(63'072'000, i, 0, 0));
    events.end_s.push_back(events.start_s.back() + random.below(i % 3 == 0 ? 1 : 90'000, i, 0, 1));
  }
  return events;
}

TimeSpan span_of(const char* text) {
  return parse_time_span(text).value();
}

std::vector<double> column_sums(const std::vector<double>& rows) {
  std::vector<double> sums(kHourOfWeekBins, 0.0);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    sums[i % kHourOfWeekBins] += rows[i];
  }
  return sums;
}

}  // namespace

TEST_CASE("few events have a row each, in order of time, and long ones none", "[records][hand]") {
  const auto later = span_of("2018-01-01T10:30");
  const auto earlier = span_of("2018-01-01T09:30/2018-01-01T10:30");
  const std::vector<std::int64_t> start_s{later.start_s, earlier.start_s, 0};
  const std::vector<std::int64_t> end_s{later.end_s, earlier.end_s, kLongestAoristic_s + 1};
  const auto found = aoristic_groups(start_s, end_s);
  CHECK(found.events == 2);
  CHECK(found.unknown_time == 1);
  REQUIRE(found.weights.size() == 2 * kHourOfWeekBins);
  CHECK(found.weights[9] == 0.5);
  CHECK(found.weights[10] == 0.5);
  CHECK(found.weights[kHourOfWeekBins + 10] == 1.0);
}

TEST_CASE("no events give no rows, and ends before starts are refused", "[records][edges]") {
  CHECK(aoristic_groups({}, {}).weights.empty());
  CHECK(aoristic_groups({}, {}).events == 0);
  CHECK_THROWS_WITH(aoristic_groups(std::vector<std::int64_t>{0, 5}, std::vector<std::int64_t>{0, 4}),
                    Catch::Contains("end[1]"));
}

TEST_CASE("an event in the hour that autumn repeats counts whole, whichever of the two it was", "[records][edges]") {
  // 2018-10-28: 01:00 BST is 00:00 UTC, 01:00 GMT is 01:00 UTC.
  const auto first = span_of("2018-10-28T01:30:00+01:00");
  const auto second = span_of("2018-10-28T01:30:00Z");
  REQUIRE(second.start_s - first.start_s == 3600);
  const std::vector<std::int64_t> at{first.start_s, second.start_s};
  const auto found = aoristic_groups(at, at);
  CHECK(column_sums(found.weights)[kSunday_01] == 2.0);
  // From 00:30 to 02:30 by the clock are three hours, of which two are 01.
  const auto across = span_of("2018-10-28T00:30:00+01:00/2018-10-28T02:30:00Z");
  const auto row = aoristic_groups(std::vector{across.start_s}, std::vector{across.end_s}).weights;
  CHECK(row[kSunday_01] == Approx(2.0 / 3.0));
  CHECK(row[kSunday_01 - 1] == Approx(0.5 / 3.0));
}

TEST_CASE("an event across the hour that spring skips has nothing in it", "[records][edges]") {
  // 2018-03-25: from 00:30 GMT to 02:30 BST is one hour.
  const auto across = span_of("2018-03-25T00:30:00Z/2018-03-25T02:30:00+01:00");
  REQUIRE(across.end_s - across.start_s == 3600);
  const auto row = aoristic_groups(std::vector{across.start_s}, std::vector{across.end_s}).weights;
  CHECK(row[kSunday_01 - 1] == 0.5);
  CHECK(row[kSunday_01] == 0.0);
  CHECK(row[kSunday_01 + 1] == 0.5);
}

TEST_CASE("a year has one hour of each name a week, and the changes of the clocks cancel", "[records][hand]") {
  // 2018: 52 weeks and a Monday; spring takes Sunday 01 once, autumn gives it twice.
  const auto year = hours_of_week(parse_window("2018-01", "2018-12"));
  CHECK(year[0] == 53.0);
  CHECK(year[24] == 52.0);
  CHECK(year[kSunday_01] == 52.0);
  const auto spring = hours_of_week(span_of("2018-03-25"));
  CHECK(spring[kSunday_01] == 0.0);
  CHECK(std::accumulate(spring.begin(), spring.end(), 0.0) == 23.0);
  const auto autumn = hours_of_week(span_of("2018-10-28"));
  CHECK(autumn[kSunday_01] == 2.0);
  CHECK(std::accumulate(autumn.begin(), autumn.end(), 0.0) == 25.0);
  CHECK_THROWS_AS(hours_of_week({5, 5}), InvalidArgument);
  CHECK_THROWS_AS(hours_of_week({-900'000'000'000, 900'000'000'000}), InvalidArgument);
}

TEST_CASE("rows are what counting every second of each event gives", "[records][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U);
  auto events = random_events(seed, 12);
  std::sort(events.start_s.begin(), events.start_s.end());
  for (std::size_t i = 0; i < 12; ++i) {
    events.end_s[i] = events.start_s[i] + static_cast<std::int64_t>(i) * 3'001;
  }
  const auto found = aoristic_groups(events.start_s, events.end_s);
  for (std::size_t i = 0; i < 12; ++i) {
    const auto expected = testing::aoristic_by_definition(events.start_s[i], events.end_s[i]);
    for (std::size_t bin = 0; bin < kHourOfWeekBins; ++bin) {
      REQUIRE(found.weights[i * kHourOfWeekBins + bin] == Approx(expected[bin]).margin(1e-12));
    }
  }
}

TEST_CASE("groups of many events add up to all, in any order and for any number of threads", "[records][property]") {
  auto events = random_events(7, 20'000);
  const auto run = [&](int threads) {
    const core::ThreadLimit limit(threads);
    return aoristic_groups(events.start_s, events.end_s, 3).weights;
  };
  const auto one = run(1);
  REQUIRE(one.size() == kMostAoristicGroups * kHourOfWeekBins);
  const auto totals = aoristic_totals(events.start_s, events.end_s).weights;
  const auto sums = column_sums(one);
  for (std::size_t bin = 0; bin < kHourOfWeekBins; ++bin) {
    CHECK(sums[bin] == Approx(totals[bin]));
  }
  CHECK(run(2) == one);
  CHECK(run(8) == one);
  std::reverse(events.start_s.begin(), events.start_s.end());
  std::reverse(events.end_s.begin(), events.end_s.end());
  CHECK(run(2) == one);
  CHECK(aoristic_groups(events.start_s, events.end_s, 4).weights != one);
}

TEST_CASE("random groups vary as single events do", "[records][property]") {
  // Of instants, a group's events are Poisson with mean n / groups: mean and variance of its size agree.
  const auto events = random_events(9, 60'000);
  const auto rows = aoristic_groups(events.start_s, events.end_s).weights;
  double sum = 0.0;
  double squares = 0.0;
  for (std::size_t g = 0; g < kMostAoristicGroups; ++g) {
    const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(g * kHourOfWeekBins);
    const double size = std::accumulate(begin, begin + kHourOfWeekBins, 0.0);
    sum += size;
    squares += size * size;
  }
  const double mean = sum / kMostAoristicGroups;
  CHECK(mean == Approx(60'000.0 / kMostAoristicGroups));
  CHECK(squares / kMostAoristicGroups - mean * mean == Approx(mean).epsilon(0.1));
}
