// SPDX-License-Identifier: MIT
/// @file
/// A plan for teams on the areas of `sample_document`.
#pragma once

#include <cstdint>

#include "libprofile/publish/outreach.hpp"

namespace libprofile::testing {

/// Rounds of every kind: four stops, one, and one where little is known; past midnight too.
inline publish::OutreachPlan sample_plan() {
  publish::OutreachPlan plan;
  plan.bands = {{"Friday 18:00 to 22:00", 114, 4, "2019-01-18"}, {"Saturday 21:00 to 03:00", 141, 6, {}}};
  plan.until_utc = "2019-03-31T22:59:59Z";
  const auto add = [&plan](std::uint32_t team, std::uint32_t band, std::uint32_t stops) {
    for (std::uint32_t stop = 1; stop <= stops; ++stop) {
      const double arrives_h = (stop - 1) * 1.15;
      plan.visits.push_back({.team = team,
                             .stop = stop,
                             .band = band,
                             .unit = team * 9 + stop,
                             .arrives_h = arrives_h,
                             .leaves_h = arrives_h + 0.5 + 0.05 * team,
                             .expected = 0.7 / stop,
                             .is_reserved = stop == team});
    }
  };
  add(1, 0, 4);
  add(2, 0, 3);
  add(3, 1, 1);
  plan.teams = 3;
  plan.team_hours = 4.0;
  plan.reserved_share = 0.2;
  plan.expected = 2.8;
  plan.bound = 2.9;
  plan.expected_in_all = 9.5;
  plan.cost_of_ways = 0.2;
  plan.cost_of_floors = 0.0;
  plan.cost_of_reserve = 0.3;
  plan.reserved_visits = plan.reserved_target = 2;
  plan.candidates = 30;
  return plan;
}

}  // namespace libprofile::testing
