// SPDX-License-Identifier: MIT
/// @file
/// A28: rows of records beside persons, who are never more than their rows, and rows beside a part of them that may be
/// all: whole releases, beside twins whose rows are rounded for themselves.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/disclosure/audit_together.hpp"
#include "libprofile/disclosure/released_tables.hpp"
#include "libprofile/profile/problem_profile.hpp"

#include "support/profile_inputs.hpp"
#include "support/rounding_by_definition.hpp"

using namespace libprofile;

namespace {

constexpr std::int64_t kBase = 5;

/// What was released of all persons, of persons by month, and of rows.
struct Shown {
  std::int64_t persons;
  std::int64_t by_month;
  std::int64_t rows;
};

/// Everybody has one record, but the first has `more` others in the same month and area.
std::vector<testing::Events> world(int persons, int more) {
  std::vector<testing::Events> events;
  for (int person = 0; person < persons; ++person) {
    events.push_back({.unit = static_cast<std::uint32_t>(person % 9),
                      .count = person == 0 ? 1 + more : 1,
                      .month = 1 + person % 3,
                      .person = "person " + std::to_string(person)});
  }
  return events;
}

Shown released(int persons, int more) {
  auto options = testing::year_2024();
  options.counts = geography::CountOf::persons;
  const auto document = profile::problem_profile(testing::lattice_inputs(world(persons, more)), options);
  Shown shown{document.value().counts.back().count.value_or(0), 0, document.value().quality.sources.front().rows_read};
  for (const publish::MonthCount& month : document.value().months) {
    shown.by_month += month.count.value_or(0);
  }
  return shown;
}

/// Values that the number of persons, or that of rows, can have for whoever knows both rounded and that persons are not
/// more: all pairs are tried.
std::int64_t fewest_values(std::int64_t persons, std::int64_t rows) {
  std::vector<std::int64_t> of_persons;
  std::vector<std::int64_t> of_rows;
  for (std::int64_t p = std::max<std::int64_t>(0, persons - kBase + 1); p < persons + kBase; ++p) {
    for (std::int64_t r = std::max({std::int64_t{0}, p, rows - kBase + 1}); r < rows + kBase; ++r) {
      of_persons.push_back(p);
      of_rows.push_back(r);
    }
  }
  const auto distinct = [](std::vector<std::int64_t> values) {
    std::sort(values.begin(), values.end());
    return static_cast<std::int64_t>(std::unique(values.begin(), values.end()) - values.begin());
  };
  return std::min(distinct(of_persons), distinct(of_rows));
}

/// Each rounded for itself, as it was done before.
Shown rounded_apart(int persons, int more) {
  const disclosure::Policy policy;
  const auto one = [&](const char* name, int count) {
    return *disclosure::protect_list({.name = name, .labels = {"all"}, .counts = {count}}, policy, testing::test_key(7))
                .value()
                .total.count;
  };
  return {one("persons", persons), one("months", persons), one("rows", persons + more)};
}

}  // namespace

TEST_CASE("A28: rows beside persons leave either as many values as the base", "[attack]") {
  for (int persons = 11; persons <= 26; ++persons) {
    for (int more = 0; more <= 2; ++more) {
      const Shown shown = released(persons, more);
      CAPTURE(persons, more, shown.persons, shown.by_month, shown.rows);
      CHECK(shown.rows >= std::max(shown.persons, shown.by_month));
      CHECK(fewest_values(shown.persons, shown.rows) >= kBase);
      CHECK(fewest_values(shown.by_month, shown.rows) >= kBase);
    }
  }
}

TEST_CASE("positive control: rows and persons rounded each for itself are opened", "[attack]") {
  int opened = 0;
  for (int persons = 11; persons <= 26; ++persons) {
    // As a cell in sums with others may be, persons are rounded up.
    Shown shown = rounded_apart(persons, 0);
    shown.persons = (persons + kBase - 1) / kBase * kBase;
    opened += fewest_values(shown.persons, shown.rows) < kBase ? 1 : 0;
  }
  CHECK(opened >= 5);
}

TEST_CASE("A28: rows on a lattice beside all rows leave as many values as the base", "[attack]") {
  for (int records = 60; records <= 80; ++records) {
    auto inputs = testing::lattice_inputs({{.unit = 0, .count = records}});
    // All on whole metres, as everybody knows, and all but two on tens of metres.
    for (std::size_t i = 0; i < 2 * static_cast<std::size_t>(records); ++i) {
      inputs.incidents.xy[i] = 10.0 * std::round(inputs.incidents.xy[i] / 10.0) + (i < 4 ? 1.0 : 0.0);
    }
    const auto document = profile::problem_profile(inputs, testing::year_2024());
    const auto& source = document.value().quality.sources.front();
    const auto counted = static_cast<double>(document.value().total.value());
    // Shares of less than a hundred, to the hundredth, give the number back.
    const auto on_1_m = std::llround(source.share_on_1_m * counted);
    const auto on_10_m = std::llround(source.share_on_10_m * counted / kBase) * kBase;
    CAPTURE(records, counted, on_1_m, on_10_m);
    // Two roundings of one number leave what lies in both bands.
    CHECK(2 * kBase - 1 - std::abs(document.value().total.value() - on_1_m) >= kBase);
    CHECK(on_1_m == document.value().total);
    CHECK(fewest_values(on_10_m, on_1_m) >= kBase);
  }
}
