// SPDX-License-Identifier: MIT
/// @file
/// A plan for teams as it is released: made from protected counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/publish/premises_rows.hpp"

namespace libprofile::publish {

/// Hours of every week that teams may work in.
struct PlanBand {
  /// "Friday 18:00 to 22:00".
  std::string name;
  /// From Monday 00:00, by London clocks.
  std::uint32_t first_hour = 0;
  std::uint32_t hours = 0;
  /// "2025-01-03": the first of its days, in London, at or after the profile was made. Empty where none lies before the
  /// profile ceases to be valid.
  std::string first_day{};
};

/// What happened in a part of every week, shared over the hours that each incident may have happened in.
struct WeekPart {
  /// "Friday 18:00 to 22:00", or that the hour is not known.
  std::string when;
  /// From Monday 00:00, by London clocks; no hours where they are not known.
  std::uint32_t first_hour = 0;
  std::uint32_t hours = 0;
  std::optional<std::int64_t> count{};
  /// Times what an even spread over all hours gives. NaN where it cannot be said.
  Estimate times_even{kNotGiven, kNotGiven, kNotGiven};
  /// "high" or "low" where the whole interval lies on one side of 1, else "none"; "withheld" where the count is.
  std::string flag = "none";
};

struct PlanVisit {
  /// From 1, each in the order of its way.
  std::uint32_t team = 1;
  std::uint32_t stop = 1;
  /// Indices of `OutreachPlan::bands` and of the document's areas.
  std::uint32_t band = 0;
  std::uint32_t unit = 0;
  /// WGS 84: inside the outline, whatever happened there.
  double longitude = 0.0;
  double latitude = 0.0;
  /// From the start of the band.
  double arrives_h = 0.0;
  double leaves_h = 0.0;
  /// Incidents expected there in the band in one week; NaN where the area's count is withheld.
  double expected = 0.0;
  /// Little is known of the area.
  bool is_reserved = false;
};

enum class PlanRule : std::uint8_t { ways, floors, reserve };

struct OutreachPlan {
  std::vector<PlanBand> bands;
  /// Rounds are every week until then: the last second on which the profile is valid, "2025-03-31T22:59:59Z".
  std::string until_utc{};
  /// By team and stop. Empty where no area has anything to expect.
  std::vector<PlanVisit> visits;
  std::size_t teams = 0;
  double team_hours = 0.0;
  /// Of the visits, kept for areas where little is known; 0: none were to be kept.
  double reserved_share = 0.0;
  /// In one week: covered, what no plan under the same rules exceeds, and in all areas and bands that were considered.
  double expected = 0.0;
  double bound = 0.0;
  double expected_in_all = 0.0;
  /// What each rule costs; absent where there is no such rule, or it is in `unknown_costs`.
  std::optional<double> cost_of_ways;
  std::optional<double> cost_of_floors;
  std::optional<double> cost_of_reserve;
  std::vector<PlanRule> unknown_costs;
  std::size_t reserved_visits = 0;
  std::size_t reserved_target = 0;
  /// Areas that were considered.
  std::size_t candidates = 0;
};

}  // namespace libprofile::publish
