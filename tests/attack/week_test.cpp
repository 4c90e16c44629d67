// SPDX-License-Identifier: MIT
/// @file
/// A08 and A11 on parts of the week: no number says more than rounded sums, and a child counts once.
#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "libprofile/profile/problem_profile.hpp"

#include "support/outreach_inputs.hpp"
#include "support/release_coordinates.hpp"

using namespace libprofile;
using testing::outreach_inputs;
using testing::release_of;
using testing::year_2024;

namespace {

constexpr std::int64_t kHour_s = 3600;

publish::Document document_of(const profile::Inputs& inputs, const profile::Options& options) {
  return profile::problem_profile(inputs, options).value();
}

/// What a count is, given what it is times an even spread.
double count_behind(const publish::Document& document, const publish::WeekPart& part) {
  double known = 0.0;
  for (const auto& row : document.week) {
    known += row.hours > 0 ? static_cast<double>(row.count.value_or(0)) : 0.0;
  }
  // 2024 begins on a Monday and has 53 Mondays and Tuesdays; every day of a lattice's week has its 24 hours.
  const double days = part.first_hour / 24 < 2 ? 53.0 : 52.0;
  return part.times_even.value * known * days * part.hours / (366.0 * 24.0);
}

}  // namespace

TEST_CASE("A08: what a part of the week is worked back to is a multiple of the base", "[profile][attack]") {
  auto options = year_2024();
  const auto document = document_of(outreach_inputs(), options);
  for (const auto& part : document.week) {
    REQUIRE(part.count);
    CHECK(*part.count % 5 == 0);
    if (part.hours > 0) {
      CHECK(count_behind(document, part) == Approx(static_cast<double>(*part.count)).epsilon(0.003));
    }
  }

  // Positive control: at the internal tier it is the count as recorded.
  options.policy = disclosure::Policy::preset("internal");
  const auto exact = document_of(outreach_inputs(), options);
  CHECK(std::any_of(exact.week.begin(), exact.week.end(), [](const auto& part) { return *part.count % 5 != 0; }));
}

TEST_CASE("A08: moving every incident within its part of the week changes no byte", "[profile][attack]") {
  const auto before = release_of(profile::problem_profile(outreach_inputs(), year_2024()));
  auto inputs = outreach_inputs();
  const auto move = [&](std::int64_t hours) {
    for (std::size_t i = 0; i < inputs.incidents.size(); ++i) {
      const bool is_known = inputs.incidents.end_s[i] - inputs.incidents.start_s[i] == kHour_s;
      inputs.incidents.start_s[i] += is_known ? hours * kHour_s : 0;
      inputs.incidents.end_s[i] += is_known ? hours * kHour_s : 0;
    }
  };
  move(1);
  const auto after = release_of(profile::problem_profile(inputs, year_2024()));
  for (const std::string name : {"tables/outreach_hours.csv", "report-outreach.html", "report-analyst.html"}) {
    INFO(name);
    CHECK((before.at(name) == after.at(name)));
  }
  // Positive control: an hour into the next part changes it.
  move(4);
  const auto moved = release_of(profile::problem_profile(inputs, year_2024()));
  CHECK((before.at("tables/outreach_hours.csv") != moved.at("tables/outreach_hours.csv")));
}

TEST_CASE("A11: a child with thirty episodes on Friday nights counts as one", "[profile][attack]") {
  auto inputs = outreach_inputs();
  std::int64_t persons = 1;
  inputs.incidents.person.values = {"the child"};
  for (std::size_t i = 0; i < inputs.incidents.size(); ++i) {
    const bool is_child = i % 4 == 0;
    inputs.incidents.person.codes.push_back(is_child ? 0 : static_cast<std::int32_t>(persons));
    if (!is_child) {
      inputs.incidents.person.values.push_back("person " + std::to_string(persons++));
    }
  }
  auto options = year_2024();
  const auto sum = [&](geography::CountOf counts) {
    options.counts = counts;
    std::int64_t total = 0;
    for (const auto& part : document_of(inputs, options).week) {
      total += *part.count;
    }
    return total;
  };
  CHECK(std::abs(sum(geography::CountOf::persons) - persons) < 5);
  // Positive control: as records the child is as many as it has episodes.
  CHECK(sum(geography::CountOf::records) > persons + 50);
}
