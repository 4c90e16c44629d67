// SPDX-License-Identifier: MIT
/// @file
/// A29: two plans for teams with other hours of the week, over the same records: what their difference says of single
/// hours, with the ledger and without.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/random.hpp"
#include "libprofile/disclosure/cross_release.hpp"
#include "libprofile/disclosure/policy.hpp"
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

Release planned(const profile::Inputs& inputs, const char* band, const char* stream, std::uint64_t seed) {
  auto options = testing::with_plan();
  options.outreach->bands = profile::outreach_bands_from({band});
  options.outreach->reserved_share = 0.0;
  options.seed = seed;
  return publish::ledger_release(profile::problem_profile(inputs, options), stream);
}

const disclosure::ReleaseList& hours_in(const Release& release) {
  return *std::find_if(release.lists.begin(), release.lists.end(),
                       [](const auto& list) { return list.name == "hours of the week"; });
}

bool fits(std::int64_t count, std::int64_t shown) {
  return count > shown - kBase && count < shown + kBase;
}

/// Whether somebody who tries all hours that fit both plans knows of one of the three parts of the week that 1 to 4
/// happened then.
bool is_open(const Release& wide, const Release& narrow) {
  const auto of = [](const Release& release, const std::string& name) {
    const auto& numbers = hours_in(release).numbers;
    return std::find_if(numbers.begin(), numbers.end(), [&](const auto& one) { return one.name == name; })->shown;
  };
  const std::string monday = "Monday 06:00 to 12:00";
  const std::string unknown_hour = "hour not known";
  const std::int64_t both = of(wide, "Friday 18:00 to 22:00");
  const std::array<std::int64_t, 2> friday{of(narrow, "Friday 18:00 to 21:00"), of(narrow, "Friday 21:00 to 24:00")};
  const std::array<std::int64_t, 2> others{of(wide, monday), of(narrow, monday)};
  const std::array<std::int64_t, 2> unknowns{of(wide, unknown_hour), of(narrow, unknown_hour)};
  std::array<std::int64_t, 4> least{kMost, kMost, kMost, kMost};
  std::array<std::int64_t, 4> most{-1, -1, -1, -1};
  for (std::int64_t i = 0; i < kMost * kMost * kMost * kMost; ++i) {
    const std::array<std::int64_t, 4> world{i % kMost, i / kMost % kMost, i / kMost / kMost % kMost,
                                            i / kMost / kMost / kMost};
    const auto [early, late, other, unknown] = world;
    // What the other parts of the week have is left open, so that less is known than could be.
    if (fits(early + late, both) && fits(early, friday[0]) && fits(late, friday[1]) && fits(other, others[0]) &&
        fits(other, others[1]) && fits(unknown, unknowns[0]) && fits(unknown, unknowns[1])) {
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
  std::erase_if(release.lists, [](const auto& list) { return list.name == "hours of the week"; });
  return release;
}

CrossVerdict verdict_of(const Release& first, const Release& second) {
  return disclosure::check_across(second, std::vector<disclosure::EarlierRelease>{{"R1", &first}}, {}).verdict;
}

}  // namespace

TEST_CASE("A29: no second plan that is let in gives an hour of a few incidents away", "[attack]") {
  int opened = 0;
  int let_in = 0;
  int let_in_without_hours = 0;
  for (std::uint32_t seed = 0; seed < kWorlds; ++seed) {
    const auto inputs = inputs_of(hours_of_world(seed));
    const Release wide = planned(inputs, "Fri 18-22", "plans", seed);
    const Release narrow = planned(inputs, "Fri 18-21", "other plans", 1000 + seed);
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
  // Positive control: whoever does not look at hours lets them in, and they are open.
  CHECK(opened >= 3);
  CHECK(let_in_without_hours > 0);
}
