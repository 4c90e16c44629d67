// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/outreach.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/area_measures.hpp"
#include "libprofile/profile/detail/outreach_candidates.hpp"
#include "libprofile/profile/detail/week.hpp"
#include "libprofile/risk/outreach_plan.hpp"

namespace libprofile::profile::detail {
namespace {

using geography::AreaSet;
using publish::Neighbourhood;

constexpr double kMetresAKilometre = 1000.0;

void require_floor(const Outreach& outreach, const AreaSet& areas) {
  require(outreach.floor == 0 || !areas.levels.empty(), "outreach: floor", std::size_t{outreach.floor},
          "0, or areas have a parent");
  const double asked = outreach.floor == 0 ? 0.0
                                           : static_cast<double>(outreach.floor) *
                                                 static_cast<double>(areas.levels.front().codes.size());
  if (asked > most_visits(outreach)) {
    throw InvalidArgument("outreach: floor = " + std::to_string(outreach.floor) + ": for each of " +
                          std::to_string(areas.levels.front().codes.size()) + " areas of the level '" +
                          areas.levels.front().name + "' it asks for " + std::to_string(std::llround(asked)) +
                          " visits, of which no plan makes more than " +
                          std::to_string(std::llround(most_visits(outreach))) +
                          "; lower it, or give more teams, hours or shorter visits");
  }
}

/// What a plan is made from, with its memory.
struct Question {
  std::vector<double> harm;
  std::vector<double> band_hours;
  std::vector<double> travel_hours;
  std::vector<std::uint32_t> district;
  std::vector<std::uint32_t> floors;
  std::vector<std::uint8_t> reserve;

  [[nodiscard]] risk::PlanAreas areas() const { return {harm, band_hours, travel_hours, district, floors, reserve}; }
};

std::vector<double> ways_between(const std::vector<std::uint32_t>& units, const AreaSet& areas,
                                 const Outreach& outreach) {
  const std::vector<double> inside_m = geography::interior_points(areas.polygons);
  std::vector<double> hours;
  for (const std::uint32_t from : units) {
    for (const std::uint32_t to : units) {
      const double straight_m =
          std::hypot(inside_m[2 * from] - inside_m[2 * to], inside_m[2 * from + 1] - inside_m[2 * to + 1]);
      hours.push_back(straight_m * outreach.detour / kMetresAKilometre / outreach.speed_km_h);
    }
  }
  return hours;
}

Question ask(const Candidates& candidates, const std::vector<Neighbourhood>& rows, const AreaSet& areas,
             const disclosure::ProtectedList& hours, const OutreachRequest& request) {
  const Outreach& outreach = *request.outreach;
  Question question;
  std::vector<double> share;
  for (const OutreachBand& band : outreach.bands) {
    question.band_hours.push_back(static_cast<double>(band.hours));
    share.push_back(share_of_week(hours, band));
  }
  for (const std::uint32_t unit : candidates.units) {
    const auto count = static_cast<double>(rows[unit].count.value_or(0));
    for (const double part : share) {
      question.harm.push_back(count / request.weeks * part);
    }
    question.reserve.push_back(candidates.is_reserve[unit] ? 1 : 0);
    if (outreach.floor > 0) {
      question.district.push_back(areas.levels.front().group_of_unit[unit]);
    }
  }
  if (outreach.floor > 0) {
    question.floors.assign(areas.levels.front().codes.size(), outreach.floor);
  }
  question.travel_hours = ways_between(candidates.units, areas, outreach);
  return question;
}

std::vector<publish::PlanVisit> visits_of(const risk::OutreachPlan& plan, const Question& question,
                                          const Candidates& candidates, const std::vector<Neighbourhood>& rows,
                                          const AreaSet& areas, double visit_hours) {
  geography::Polygons outlines = areas.polygons;
  outlines.xy = areas.lonlat_deg;
  const std::vector<double> inside = outlines.xy.empty() ? std::vector<double>(2 * areas.size(), publish::kNotGiven)
                                                         : geography::interior_points(outlines);
  std::vector<publish::PlanVisit> visits;
  for (std::uint32_t team = 0; team < plan.rounds.size(); ++team) {
    const risk::PlanRound& round = plan.rounds[team];
    for (std::uint32_t stop = 0; stop < round.areas.size(); ++stop) {
      const std::uint32_t at = round.areas[stop];
      const std::uint32_t unit = candidates.units[at];
      const double expected = question.harm[at * question.band_hours.size() + round.band];
      visits.push_back({.team = team + 1,
                        .stop = stop + 1,
                        .band = static_cast<std::uint32_t>(round.band),
                        .unit = unit,
                        .longitude = inside[2 * unit],
                        .latitude = inside[2 * unit + 1],
                        .arrives_h = round.arrives_h[stop],
                        .leaves_h = round.arrives_h[stop] + visit_hours,
                        .expected = rows[unit].count ? expected : publish::kNotGiven,
                        .is_reserved = question.reserve[at] != 0});
    }
  }
  return visits;
}

publish::OutreachPlan without_visits(const OutreachRequest& request) {
  const Outreach& outreach = *request.outreach;
  publish::OutreachPlan plan;
  for (const OutreachBand& band : outreach.bands) {
    plan.bands.push_back({to_string(band), band.first_hour, band.hours, first_day_of(band, request.dates)});
  }
  plan.until_utc = last_second_utc(request.dates);
  plan.teams = outreach.teams;
  plan.team_hours = outreach.hours;
  plan.reserved_share = outreach.reserved_share;
  return plan;
}

}  // namespace

OutreachFound plan_outreach(const std::vector<Neighbourhood>& neighbourhoods,
                            const std::vector<publish::AreaRisk>& risks, const std::vector<publish::Hotspot>& hotspots,
                            const disclosure::ProtectedList& hours, const AreaSet& areas,
                            const OutreachRequest& request) {
  if (!request.outreach) {
    return {};
  }
  const Outreach& outreach = *request.outreach;
  require_floor(outreach, areas);
  OutreachFound found{without_visits(request)};
  const Candidates candidates = outreach_candidates({neighbourhoods, risks, hotspots, areas}, outreach);
  const Question question = ask(candidates, neighbourhoods, areas, hours, request);
  found.plan->candidates = candidates.units.size();
  found.plan->expected_in_all = std::accumulate(question.harm.begin(), question.harm.end(), 0.0);
  if (!(found.plan->expected_in_all > 0.0)) {
    return found;
  }
  const risk::OutreachPlan plan = risk::outreach_plan(question.areas(), {.teams = outreach.teams,
                                                                         .hours = outreach.hours,
                                                                         .visit_hours = outreach.visit_hours,
                                                                         .reserved_share = outreach.reserved_share});
  found.plan->visits = visits_of(plan, question, candidates, neighbourhoods, areas, outreach.visit_hours);
  found.plan->expected = plan.harm;
  found.plan->bound = plan.bound;
  found.plan->cost_of_ways = plan.costs.travel;
  found.plan->cost_of_floors = plan.costs.floors;
  found.plan->cost_of_reserve = plan.costs.reserve;
  for (const risk::PlanRule rule : plan.costs.unknown) {
    found.plan->unknown_costs.push_back(rule == risk::PlanRule::travel   ? publish::PlanRule::ways
                                        : rule == risk::PlanRule::floors ? publish::PlanRule::floors
                                                                         : publish::PlanRule::reserve);
  }
  found.plan->reserved_visits = plan.reserved_visits;
  found.plan->reserved_target = plan.reserved_target;
  return found;
}

}  // namespace libprofile::profile::detail
