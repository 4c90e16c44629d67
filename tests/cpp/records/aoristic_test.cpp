// SPDX-License-Identifier: MIT
#include "libprofile/records/aoristic.hpp"

#include <cmath>
#include <numeric>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/records/time.hpp"

#include "support/aoristic_by_definition.hpp"

using namespace libprofile;
using namespace libprofile::records;

namespace {

std::vector<double> row(const std::string& interval) {
  const auto span = parse_time_span(interval).value();
  return aoristic(std::vector{span.start_s}, std::vector{span.end_s}).weights;
}

struct Events {
  std::vector<std::int64_t> start_s;
  std::vector<std::int64_t> end_s;
};

Events random_events(std::uint32_t seed, std::uint32_t n) {
  const core::Philox random(seed, core::Stream::testing);
  Events events;
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::int64_t start = 1'514'764'800 + random.below(63'072'000, i, 0, 0);
    events.start_s.push_back(start);
    events.end_s.push_back(start + random.below(i % 3 == 0 ? 10'000 : 700'000, i, 0, 1));
  }
  return events;
}

}  // namespace

TEST_CASE("an event from 22:30 to 00:30 gives a quarter, a half and a quarter", "[records][hand]") {
  const auto weights = row("2018-01-01T22:30/2018-01-02T00:30");  // A Monday.
  CHECK(weights[22] == 0.25);
  CHECK(weights[23] == 0.5);
  CHECK(weights[24] == 0.25);
  CHECK(std::accumulate(weights.begin(), weights.end(), 0.0) == 1.0);
}

TEST_CASE("hours are those that clocks in London show", "[records][hand]") {
  CHECK(row("2018-01-07T23:59")[167] == 1.0);
  CHECK(row("2018-06-04T00:00")[0] == 1.0);
  CHECK(row("2018-06-03T23:30Z")[0] == 1.0);
  const auto spring = row("2018-03-25T00:00/2018-03-25T03:00");
  CHECK(spring[144] == 0.5);
  CHECK(spring[145] == 0.0);
  CHECK(spring[146] == 0.5);
  const auto autumn = row("2018-10-28T00:00/2018-10-28T03:00");
  CHECK(autumn[144] == 0.25);
  CHECK(autumn[145] == 0.5);
  CHECK(autumn[146] == 0.25);
}

TEST_CASE("seven days are the longest that say anything", "[records][edges]") {
  const auto week = aoristic(std::vector<std::int64_t>{0}, std::vector<std::int64_t>{kLongestAoristic_s});
  CHECK(week.unknown_time == 0);
  CHECK(std::accumulate(week.weights.begin(), week.weights.end(), 0.0) == Approx(1.0));
  const auto longer = aoristic(std::vector<std::int64_t>{0}, std::vector<std::int64_t>{kLongestAoristic_s + 1});
  CHECK(longer.unknown_time == 1);
  CHECK(longer.weights == std::vector<double>(kHourOfWeekBins, 0.0));
  CHECK(aoristic({}, {}).weights.empty());
  CHECK_THROWS_AS(aoristic(std::vector<std::int64_t>{1}, std::vector<std::int64_t>{0}), InvalidArgument);
  CHECK_THROWS_AS(aoristic(std::vector<std::int64_t>{1}, std::vector<std::int64_t>{}), InvalidArgument);
}

TEST_CASE("aoristic weights agree with the definition, second by second", "[records][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Events events = random_events(seed, 12);
  const auto result = aoristic(events.start_s, events.end_s);
  for (std::size_t i = 0; i < events.start_s.size(); ++i) {
    const auto slow = testing::aoristic_by_definition(events.start_s[i], events.end_s[i]);
    for (std::size_t bin = 0; bin < kHourOfWeekBins; ++bin) {
      REQUIRE(result.weights[i * kHourOfWeekBins + bin] == Approx(slow[bin]).margin(1e-12));
    }
  }
}

TEST_CASE("totals are the sums of the rows, whatever the threads", "[records][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Events events = random_events(seed, 3000);
  const auto rows = aoristic(events.start_s, events.end_s);
  const auto totals = aoristic_totals(events.start_s, events.end_s);
  CHECK(totals.unknown_time == rows.unknown_time);
  for (std::size_t bin = 0; bin < kHourOfWeekBins; ++bin) {
    double sum = 0.0;
    for (std::size_t i = 0; i < events.start_s.size(); ++i) {
      sum += rows.weights[i * kHourOfWeekBins + bin];
    }
    CHECK(totals.weights[bin] == Approx(sum));
  }
  for (const int threads : {1, 2, 8}) {
    const core::ThreadLimit limit(threads);
    CHECK(aoristic_totals(events.start_s, events.end_s).weights == totals.weights);
  }
  Events later = events;  // A week on, where clocks do not change.
  for (std::size_t i = 0; i < events.start_s.size(); ++i) {
    later.start_s[i] = events.start_s[i] + 604'800;
    later.end_s[i] = events.end_s[i] + 604'800;
    const bool same_clock = london_offset_s(events.start_s[i]) == london_offset_s(later.end_s[i]) &&
                            london_offset_s(events.end_s[i]) == london_offset_s(later.start_s[i]) &&
                            london_offset_s(events.start_s[i]) == london_offset_s(events.end_s[i]);
    if (same_clock && i < 100) {
      const auto shifted = aoristic(std::vector{later.start_s[i]}, std::vector{later.end_s[i]}).weights;
      CHECK(std::equal(shifted.begin(), shifted.end(), rows.weights.begin() + static_cast<std::ptrdiff_t>(i * 168)));
    }
  }
}
