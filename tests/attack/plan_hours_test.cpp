// SPDX-License-Identifier: MIT
/// @file
/// A29: two plans for teams with other hours of the week, over the same records: what their difference says of single
/// hours. Parts of the week are the same in every release; weeks that plans cut are the control.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/random.hpp"
#include "libprofile/disclosure/cross_release.hpp"
#include "libprofile/disclosure/policy.hpp"
#include "libprofile/disclosure/protect.hpp"
#include "libprofile/disclosure/protect_aoristic.hpp"
#include "libprofile/profile/detail/outreach.hpp"
#include "libprofile/publish/ledger_release.hpp"

#include "support/outreach_inputs.hpp"

using namespace libprofile;
using disclosure::CrossVerdict;
using disclosure::Release;

namespace {

constexpr std::int64_t kBase = 5;
constexpr std::int64_t kMost = 24;
constexpr std::uint32_t kWorlds = 40;

/// Incidents of Friday 18:00 to 21:00, of Friday 21:00 to 22:00, at other hours, and at no hour that is known.
using Hours = std::array<int, 4>;

Hours hours_of_world(std::uint32_t seed) {
  const core::Philox random(seed, core::Stream::testing);
  const auto below = [&](std::uint32_t limit, std::uint32_t at) {
    return static_cast<int>(random.below(limit, at, 0, 0));
  };
  return {1 + below(9, 0), below(4, 1), 8 + below(8, 2), below(6, 3)};
}

profile::Inputs inputs_of(const Hours& hours) {
  const int all = hours[0] + hours[1] + hours[2] + hours[3];
  profile::Inputs inputs = testing::lattice_inputs({{.unit = 0, .count = all}}, 5);
  const std::int64_t monday = records::parse_time_span("2024-01-08")->start_s;
  const std::int64_t begins[] = {4 * 24 + 19, 4 * 24 + 21, 9};
  std::size_t incident = 0;
  for (std::size_t part = 0; part < 4; ++part) {
    for (int k = 0; k < hours[part]; ++k, ++incident) {
      if (part < 3) {
        inputs.incidents.start_s[incident] = monday + 3600 * begins[part];
        inputs.incidents.end_s[incident] = inputs.incidents.start_s[incident] + 1800;
      }
    }
  }
  return inputs;
}

profile::Options planned(const char* band, std::uint64_t seed) {
  auto options = testing::with_plan();
  options.outreach->bands = profile::outreach_bands_from({band});
  options.outreach->reserved_share = 0.0;
  options.seed = seed;
  return options;
}

Release release_of(const profile::Inputs& inputs, const char* band, const char* stream, std::uint64_t seed) {
  return publish::ledger_release(profile::problem_profile(inputs, planned(band, seed)), stream);
}

auto find_hours(Release& release) {
  return std::find_if(release.lists.begin(), release.lists.end(),
                      [](const auto& list) { return list.name == "hours of the week"; });
}

std::vector<std::int64_t> hours_in(Release release) {
  std::vector<std::int64_t> shown;
  for (const auto& number : find_hours(release)->numbers) {
    shown.push_back(number.shown);
  }
  return shown;
}

/// The careless twin: a week that is cut where the first hours of Friday's evening, those of a plan, end.
Release cut_after(Release release, const Hours& hours, std::uint32_t planned_hours, std::uint64_t seed) {
  constexpr std::uint32_t kEvening = 18;
  const auto name = [](const char* day, std::uint32_t from, std::uint32_t to) {
    return std::string(day) + " " + std::to_string(from) + " to " + std::to_string(to);
  };
  const std::uint32_t end = kEvening + planned_hours;
  const bool is_wide = planned_hours == 4;
  disclosure::AoristicTable table{
      .name = "hours of the week",
      .bins = {name("Friday", kEvening, end), name("Friday", end, 24), "Monday", "not known"},
      .weights = {1.0 * hours[0] + (is_wide ? hours[1] : 0), is_wide ? 0.0 : 1.0 * hours[1], 1.0 * hours[2],
                  1.0 * hours[3]},
      .pinned_total = hours_in(release).back()};
  const auto found =
      disclosure::protect_aoristic(table, planned("Fri 18-22", seed).policy, disclosure::key_from_seed(seed));
  auto& numbers = find_hours(release)->numbers;
  const auto all = numbers.back();
  numbers.clear();
  for (std::size_t bin = 0; bin < table.bins.size(); ++bin) {
    numbers.push_back({.name = table.bins[bin], .shown = *found.value().counts[bin].count});
  }
  for (std::uint32_t hour = kEvening; hour < 24; ++hour) {
    numbers[hour < end ? 0 : 1].labels.push_back("Friday " + std::to_string(hour) + ":00");
  }
  numbers[2].labels = {"Monday 09:00"};
  numbers[3].labels = {"not known"};
  numbers.push_back(all);
  return release;
}

bool fits(std::int64_t count, std::int64_t shown) {
  return count > shown - kBase && count < shown + kBase;
}

/// Whether somebody who tries all hours that fit both weeks knows of one of their parts that 1 to 4 happened then.
bool is_open(const Release& wide, const Release& narrow) {
  const auto first = hours_in(wide);
  const auto second = hours_in(narrow);
  std::array<std::int64_t, 4> least{kMost, kMost, kMost, kMost};
  std::array<std::int64_t, 4> most{-1, -1, -1, -1};
  for (std::int64_t i = 0; i < kMost * kMost * kMost * kMost; ++i) {
    const std::array<std::int64_t, 4> world{i % kMost, i / kMost % kMost, i / kMost / kMost % kMost,
                                            i / kMost / kMost / kMost};
    const auto [early, late, other, unknown] = world;
    if (fits(early + late, first[0]) && fits(other, first[2]) && fits(unknown, first[3]) && fits(early, second[0]) &&
        fits(late, second[1]) && fits(other, second[2]) && fits(unknown, second[3])) {
      for (std::size_t part = 0; part < 4; ++part) {
        least[part] = std::min(least[part], world[part]);
        most[part] = std::max(most[part], world[part]);
      }
    }
  }
  for (std::size_t part = 0; part < 4; ++part) {
    if (least[part] >= 1 && most[part] < kBase) {
      return true;
    }
  }
  return false;
}

Release without_hours(Release release) {
  release.lists.erase(find_hours(release));
  return release;
}

CrossVerdict verdict_of(const Release& first, const Release& second) {
  return disclosure::check_across(second, std::vector<disclosure::EarlierRelease>{{"R1", &first}}, {}).verdict;
}

}  // namespace

TEST_CASE("A29: a plan of other hours tells nothing that the first did not, and is let in", "[attack]") {
  for (std::uint32_t seed = 0; seed < kWorlds; ++seed) {
    CAPTURE(seed);
    const auto inputs = inputs_of(hours_of_world(seed));
    const Release wide = release_of(inputs, "Fri 18-22", "plans", seed);
    const Release narrow = release_of(inputs, "Fri 18-21", "other plans", seed);
    CHECK(hours_in(wide) == hours_in(narrow));
    CHECK(verdict_of(wide, narrow) == CrossVerdict::safe);
  }
}

TEST_CASE("A29: the plan of other hours can be made from the first release", "[attack]") {
  const auto inputs = testing::outreach_inputs();
  const auto first = profile::problem_profile(inputs, planned("Fri 18-22", 1)).value();
  for (const char* band : {"Fri 19-23", "Fri 18-21", "Fri 22-02"}) {
    const auto options = planned(band, 1);
    const auto second = profile::problem_profile(inputs, options).value();
    disclosure::ProtectedList hours;
    for (const auto& row : first.week) {
      hours.counts.push_back({.count = row.count});
    }
    const auto again = profile::detail::plan_outreach(
        first.neighbourhoods, first.risks, first.hotspots, hours, first.areas,
        {options.outreach, 366.0 / 7.0, {first.manifest.created_utc, first.manifest.valid_until}});
    REQUIRE(again.plan->visits.size() == second.outreach->visits.size());
    CHECK(again.plan->expected == second.outreach->expected);
    CHECK(again.plan->bound == second.outreach->bound);
  }
}

TEST_CASE("A29, positive control: weeks that are cut by plans give hours away, and the ledger sees it", "[attack]") {
  int opened = 0;
  int let_in = 0;
  int let_in_without_hours = 0;
  for (std::uint32_t seed = 0; seed < kWorlds; ++seed) {
    const Hours hours = hours_of_world(seed);
    const auto inputs = inputs_of(hours);
    const Release wide = cut_after(release_of(inputs, "Fri 18-22", "plans", seed), hours, 4, seed);
    const Release narrow =
        cut_after(release_of(inputs, "Fri 18-21", "other plans", 1000 + seed), hours, 3, 1000 + seed);
    const bool is_let_in = verdict_of(wide, narrow) == CrossVerdict::safe;
    let_in += is_let_in ? 1 : 0;
    if (is_open(wide, narrow)) {
      ++opened;
      CAPTURE(seed);
      CHECK_FALSE(is_let_in);
      let_in_without_hours += verdict_of(without_hours(wide), without_hours(narrow)) == CrossVerdict::safe ? 1 : 0;
    }
  }
  CHECK(let_in > 0);
  CHECK(opened >= 3);
  CHECK(let_in_without_hours > 0);
}
