// SPDX-License-Identifier: MIT
/// @file
/// Parts of the week: how it is cut, what is shared over it, and what is said of it.
#include "libprofile/profile/detail/week.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <catch2/catch.hpp>

#include "libprofile/core/random.hpp"
#include "libprofile/risk/poisson_interval.hpp"

#include "support/outreach_inputs.hpp"
#include "support/profile_document.hpp"

using namespace libprofile;
using profile::detail::count_week;
using profile::detail::hours_of_parts;
using profile::detail::parts_of_week;
using profile::detail::share_of_week;
using testing::outreach_inputs;
using testing::with_plan;

namespace {

struct Event {
  std::int64_t start_s;
  std::int64_t end_s;
  std::int32_t person;
};

// 2 January 2024 is a Tuesday; in winter London's clocks are those of UTC.
const std::int64_t kTuesday = records::parse_time_span("2024-01-02")->start_s;

disclosure::AoristicTable week_of(const std::vector<Event>& events, geography::CountOf count_of) {
  records::Incidents incidents;
  profile::detail::Selection selection;
  for (std::uint32_t row = 0; row < events.size(); ++row) {
    incidents.start_s.push_back(events[row].start_s);
    incidents.end_s.push_back(events[row].end_s);
    selection.row.push_back(row);
    selection.person.push_back(events[row].person);
  }
  return count_week(incidents, selection, count_of);
}

double weight_of(const disclosure::AoristicTable& week, const std::string& bin) {
  const auto found = std::find(week.bins.begin(), week.bins.end(), bin);
  REQUIRE(found != week.bins.end());
  return week.weights[static_cast<std::size_t>(found - week.bins.begin())];
}

/// A released list with as many in every part, and 500 whose hour is not known.
disclosure::ProtectedList even_week(std::int64_t count) {
  disclosure::ProtectedList week{.base = 5};
  for (const auto& part : parts_of_week()) {
    week.labels.push_back(to_string(part));
    week.counts.push_back({.count = count});
  }
  week.labels.emplace_back("hour not known");
  week.counts.push_back({.count = 500});
  return week;
}

/// Second by second: each weighs as much as any other of the event.
std::vector<double> by_definition(const std::vector<Event>& events) {
  const auto parts = parts_of_week();
  std::vector<double> weights(parts.size() + 1);
  for (const Event& event : events) {
    const std::int64_t length = std::max<std::int64_t>(1, event.end_s - event.start_s);
    if (event.end_s - event.start_s > 12 * 3600) {
      ++weights.back();
      continue;
    }
    for (std::int64_t second = event.start_s; second < event.start_s + length; ++second) {
      // 5 January 1970 was a Monday.
      const auto hour = static_cast<std::uint32_t>((records::to_london(second) / 3600 - 96) % 168);
      for (std::size_t part = 0; part < parts.size(); ++part) {
        weights[part] += parts[part].holds(hour) ? 1.0 / static_cast<double>(length) : 0.0;
      }
    }
  }
  return weights;
}

}  // namespace

TEST_CASE("a week is cut into quarters of days, each hour in one", "[profile][hand]") {
  const auto parts = parts_of_week();
  REQUIRE(parts.size() == 28);
  CHECK(to_string(parts.front()) == "Monday 00:00 to 06:00");
  CHECK(to_string(parts.back()) == "Sunday 18:00 to 24:00");
  for (std::uint32_t hour = 0; hour < 168; ++hour) {
    CHECK(std::count_if(parts.begin(), parts.end(), [hour](const auto& part) { return part.holds(hour); }) == 1);
  }
  const auto hours = hours_of_parts(*records::parse_time_span("2024-03")).hours;
  // The hour that spring skips is not there: Sunday 01:00, of five Sundays.
  CHECK(std::accumulate(hours.begin(), hours.end(), 0.0) == Approx(31.0 * 24.0 - 1.0));
  CHECK(hours[24] == 5.0 * 6.0 - 1.0);
}

TEST_CASE("a band has of each part as much as it has of the part's hours", "[profile][hand]") {
  disclosure::ProtectedList week = even_week(10);
  week.counts[19].count = 60;  // Friday 18 to 24.
  week.counts[20].count = 30;  // Saturday 0 to 6.
  week.counts[27].count = 24;  // Sunday 18 to 24.
  week.counts[0].count = std::nullopt;
  const double known = 24.0 * 10.0 + 60.0 + 30.0 + 24.0;
  const auto share = [&](const char* band) { return share_of_week(week, profile::outreach_band_from(band)); };
  CHECK(share("Fri 18-24") == Approx(60.0 / known));
  CHECK(share("Fri 19-23") == Approx(4.0 / 6.0 * 60.0 / known));
  CHECK(share("Fri 22-02") == Approx((2.0 / 6.0 * 60.0 + 2.0 / 6.0 * 30.0) / known));
  // Past the end of the week, into a part that is withheld.
  CHECK(share("Sun 22-02") == Approx(2.0 / 6.0 * 24.0 / known));
  // Where no hour is known, by the hours of the band.
  CHECK(share_of_week(even_week(0), profile::outreach_band_from("Fri 19-23")) == Approx(4.0 / 168.0));
}

TEST_CASE("bands that fill a week have all of it, however it is cut", "[profile][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const core::Philox random(seed, core::Stream::testing);
  disclosure::ProtectedList week = even_week(0);
  for (std::uint32_t part = 0; part < 28; ++part) {
    week.counts[part].count = 5 * static_cast<std::int64_t>(random.uniform(part, 0, 0) * 20.0);
  }
  double sum = 0.0;
  for (std::uint32_t first = 3; first < 171;) {
    const auto hours = std::min(171 - first, 1 + static_cast<std::uint32_t>(random.uniform(first, 1, 0) * 24.0));
    sum += share_of_week(week, {first % 168, hours});
    first += hours;
  }
  CHECK(sum == Approx(1.0));
}

TEST_CASE("an incident is shared over the parts that it touches, and a person over incidents", "[profile][hand]") {
  const std::int64_t hour = 3600;
  const std::vector<Event> events{{kTuesday + 17 * hour, kTuesday + 20 * hour, 0},
                                  {kTuesday + 9 * hour, kTuesday + 9 * hour, 0},
                                  {kTuesday, kTuesday + 24 * hour, 1}};
  const auto records = week_of(events, geography::CountOf::records);
  CHECK(weight_of(records, "Tuesday 12:00 to 18:00") == Approx(1.0 / 3.0).margin(1e-6));
  CHECK(weight_of(records, "Tuesday 18:00 to 24:00") == Approx(2.0 / 3.0).margin(1e-6));
  CHECK(weight_of(records, "Tuesday 06:00 to 12:00") == 1.0);
  CHECK(weight_of(records, "hour not known") == 1.0);
  CHECK(std::accumulate(records.weights.begin(), records.weights.end(), 0.0) == Approx(3.0));

  const auto persons = week_of(events, geography::CountOf::persons);
  CHECK(weight_of(persons, "Tuesday 06:00 to 12:00") == 0.5);
  CHECK(weight_of(persons, "hour not known") == 1.0);
  CHECK(std::accumulate(persons.weights.begin(), persons.weights.end(), 0.0) == Approx(2.0));
}

TEST_CASE("shares agree with the definition, second by second, in any order", "[profile][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const core::Philox random(seed, core::Stream::testing);
  std::vector<Event> events;
  for (std::uint32_t i = 0; i < 40; ++i) {
    // Whole minutes of a year, the nights of both changes of the clocks among them.
    const auto start = kTuesday + 60 * static_cast<std::int64_t>(random.uniform(i, 0, 0) * 60.0 * 24.0 * 360.0);
    const auto minutes = static_cast<std::int64_t>(random.uniform(i, 1, 0) * 800.0);
    events.push_back({start, start + (i % 4 == 0 ? 0 : 60 * minutes), 0});
  }
  events.push_back({*records::from_london(records::to_london(1'711'846'800) - 3600), 1'711'846'800 + 7200, 0});
  const auto found = week_of(events, geography::CountOf::records);
  const auto expected = by_definition(events);
  REQUIRE(found.weights.size() == expected.size());
  for (std::size_t part = 0; part < expected.size(); ++part) {
    INFO(found.bins[part]);
    CHECK(std::abs(found.weights[part] - expected[part]) < 2e-6);
  }
  std::reverse(events.begin(), events.end());
  CHECK(week_of(events, geography::CountOf::records).weights == found.weights);
}

TEST_CASE("a part is set against an even spread, with the rounding in its interval", "[profile][hand]") {
  const auto window = hours_of_parts(records::parse_window("2024-01-01", "2024-12-31"));
  disclosure::ProtectedList list{.base = 5};
  for (const auto& part : parts_of_week()) {
    list.labels.push_back(to_string(part));
    list.counts.push_back({.count = part.holds(116) ? 60 : 5});
  }
  list.counts[1].count = std::nullopt;
  list.counts[2].count = 0;
  list.labels.emplace_back("hour not known");
  list.counts.push_back({.count = 500});
  const auto rows = profile::detail::week_rows(list, window);
  REQUIRE(rows.size() == 29);
  const double all = std::accumulate(window.hours.begin(), window.hours.end(), 0.0);
  CHECK(all == Approx(366.0 * 24.0));
  const auto friday = std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row.flag == "high"; });
  REQUIRE(friday != rows.end());
  CHECK(friday->when == "Friday 18:00 to 24:00");
  // 52 Fridays of the year, 60 of 185 whose hour is known.
  const double even = 185.0 * 52.0 * 6.0 / all;
  CHECK(friday->times_even.value == Approx(60.0 / even));
  CHECK(friday->times_even.lower == Approx(risk::poisson_interval(56.0).lower / even));
  CHECK(friday->times_even.upper == Approx(risk::poisson_interval(64.0).upper / even));
  CHECK(rows[0].flag == "none");
  CHECK(rows[1].flag == "withheld");
  CHECK(std::isnan(rows[1].times_even.value));
  CHECK(rows[2].times_even.value == 0.0);
  CHECK(rows[28].hours == 0);
  CHECK(std::isnan(rows[28].times_even.value));
}

TEST_CASE("below twenty whose hour is known nothing is said, and without rows there is nothing", "[profile][edges]") {
  const auto window = hours_of_parts(records::parse_window("2024-01-01", "2024-12-31"));
  disclosure::ProtectedList list{.base = 5};
  for (const auto& part : parts_of_week()) {
    list.labels.push_back(to_string(part));
    list.counts.push_back({.count = part.first_hour == 0 ? 15 : 0});
  }
  list.labels.emplace_back("hour not known");
  list.counts.push_back({.count = 900});
  for (const auto& row : profile::detail::week_rows(list, window)) {
    CHECK(std::isnan(row.times_even.value));
    CHECK(row.flag == "none");
  }
  CHECK(profile::detail::week_rows({}, window).empty());
}

TEST_CASE("a profile has its week without a plan, with one, and not at the public tier", "[profile]") {
  const auto document = testing::document_of(outreach_inputs(), testing::year_2024());
  REQUIRE(document.week.size() == 29);
  const auto total = std::accumulate(document.week.begin(), document.week.end(), std::int64_t{0},
                                     [](auto sum, const auto& part) { return sum + part.count.value_or(0); });
  CHECK(total == document.total);
  // The same, to the last count, whatever plan is asked for.
  const auto planned = testing::document_of(outreach_inputs(), with_plan());
  REQUIRE(planned.week.size() == 29);
  for (std::size_t part = 0; part < 29; ++part) {
    CHECK(planned.week[part].when == document.week[part].when);
    CHECK(planned.week[part].count == document.week[part].count);
  }
  CHECK(planned.week[19].flag == "high");
  auto open = testing::year_2024();
  open.policy = disclosure::Policy::preset("public");
  open.key = core::Key(std::vector<std::uint8_t>(32, 7));
  auto inputs = testing::lattice_inputs({{.unit = 0, .count = 400}, {.unit = 4, .count = 600}});
  inputs.areas.population.assign(9, 5000.0);
  CHECK(testing::document_of(inputs, open).week.empty());
}
