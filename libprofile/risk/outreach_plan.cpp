// SPDX-License-Identifier: MIT
#include "libprofile/risk/outreach_plan.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/risk/detail/planner.hpp"
#include "libprofile/risk/detail/round_program.hpp"
#include "libprofile/risk/detail/rounds.hpp"

namespace libprofile::risk {
namespace {

using detail::LeastVisits;
using detail::Planner;
using detail::RoundChoice;

constexpr std::size_t kMostTeams = 1'000;
constexpr std::size_t kMostNodes = 1'000'000'000;
/// Ways between all pairs are held, and shortened through each area.
constexpr std::size_t kMostAreas = 2'000;

void require_each(std::span<const double> values, const char* name, bool may_be_zero) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool holds = std::isfinite(values[i]) && (may_be_zero ? values[i] >= 0.0 : values[i] > 0.0);
    require(holds, std::string(name) + "[" + std::to_string(i) + "]", values[i],
            may_be_zero ? "at least 0 and finite" : "above 0 and finite");
  }
}

/// The number of areas.
std::size_t check(const PlanAreas& areas, const PlanOptions& options) {
  validate(options);
  require(!areas.band_hours.empty(), "bands", areas.band_hours.size(), "at least 1");
  require_each(areas.band_hours, "band_hours", false);
  require(!areas.harm.empty() && areas.harm.size() % areas.band_hours.size() == 0, "values of harm", areas.harm.size(),
          "one for each area and band, of at least one area");
  require_each(areas.harm, "harm", true);
  require(std::any_of(areas.harm.begin(), areas.harm.end(), [](double harm) { return harm > 0.0; }), "harm", 0.0,
          "above 0 somewhere: where nothing is expected there is nothing to plan");
  const std::size_t count = areas.harm.size() / areas.band_hours.size();
  require(count <= kMostAreas, "areas", count, "at most 2,000: give those in a tier or in reserve");
  require(areas.travel_hours.empty() || areas.travel_hours.size() == count * count, "values of travel_hours",
          areas.travel_hours.size(), "one for each pair of areas, or none");
  require_each(areas.travel_hours, "travel_hours", true);
  require(areas.floors.empty() || areas.district.size() == count, "values of district", areas.district.size(),
          "one for each area");
  for (std::size_t i = 0; i < areas.district.size() && !areas.floors.empty(); ++i) {
    require(areas.district[i] < areas.floors.size(), "district[" + std::to_string(i) + "]",
            static_cast<std::int64_t>(areas.district[i]), "one that has a floor, 0 or more visits");
  }
  require(areas.reserve.empty() || areas.reserve.size() == count, "values of reserve", areas.reserve.size(),
          "one for each area, or none");
  const double longest_h = *std::max_element(areas.band_hours.begin(), areas.band_hours.end());
  require(options.visit_hours <= std::min(options.hours, longest_h), "visit_hours", options.visit_hours,
          "at most the hours of a team and of the longest band");
  return count;
}

void require_floors(const Planner& planner, const std::vector<LeastVisits>& floors) {
  if (floors.empty()) {
    return;
  }
  const double missing = planner.shortfall(floors, 0);
  if (missing > 0.5) {
    double asked = 0.0;
    for (const LeastVisits& row : floors) {
      asked += row.least;
    }
    throw InvalidArgument("floors: ask for " + std::to_string(std::lround(asked)) +
                          " visits, of which no plan makes more than " + std::to_string(std::lround(asked - missing)) +
                          "; lower them, or give more teams, hours or shorter visits");
  }
}

std::vector<double> arrivals(const std::vector<std::uint32_t>& areas, std::span<const double> ways, std::size_t count,
                             double visit_hours) {
  std::vector<double> arrives_h(areas.size(), 0.0);
  for (std::size_t i = 1; i < areas.size(); ++i) {
    arrives_h[i] = arrives_h[i - 1] + visit_hours + ways[areas[i - 1] * count + areas[i]];
  }
  return arrives_h;
}

std::vector<PlanRound> rounds_of(const RoundChoice& choice, const Planner& planner, const PlanAreas& areas,
                                 std::span<const double> ways, double visit_hours) {
  const std::size_t count = areas.harm.size() / areas.band_hours.size();
  std::vector<PlanRound> rounds;
  for (const auto& chosen : choice.chosen) {
    const auto set = planner.rounds().set(chosen.set);
    PlanRound round{
        chosen.band, detail::shortest_way(set, ways, count).order, {}, planner.rounds().hours[chosen.set], 0.0};
    round.arrives_h = arrivals(round.areas, ways, count, visit_hours);
    for (const std::uint32_t area : set) {
      round.harm += areas.harm[area * areas.band_hours.size() + chosen.band];
    }
    rounds.push_back(std::move(round));
  }
  return rounds;
}

/// Binomials stay small in double, where the sum is only compared.
bool are_few_without_ways(std::size_t areas, std::size_t visits, std::size_t most) {
  double sum = 0.0;
  double ways = 1.0;
  for (std::size_t size = 1; size <= std::min({areas, visits, detail::kMostVisits}); ++size) {
    ways *= static_cast<double>(areas - size + 1) / static_cast<double>(size);
    sum += ways;
  }
  return sum <= static_cast<double>(most);
}

/// What every plan keeps.
struct Rules {
  std::vector<LeastVisits> floors;
  /// One, or none.
  std::vector<LeastVisits> reserve;

  [[nodiscard]] std::vector<LeastVisits> all() const {
    std::vector<LeastVisits> rows = floors;
    rows.insert(rows.end(), reserve.begin(), reserve.end());
    return rows;
  }
};

PlanCosts costs_of(const Planner& planner, const PlanAreas& areas, const PlanOptions& options, const Rules& rules,
                   double harm) {
  PlanCosts costs;
  const auto cost = [&](PlanRule rule, const Planner& other, std::vector<LeastVisits> kept) -> std::optional<double> {
    const std::optional<RoundChoice> without = other.best(std::move(kept));
    core::current_cancellation().advance();
    // A search that ended early may have found less than there is: its plan says too little of the cost.
    if (!without || without->bound > without->value) {
      costs.unknown.push_back(rule);
      return std::nullopt;
    }
    return std::max(0.0, other.harm_of(*without) - harm);
  };
  if (!rules.floors.empty()) {
    costs.floors = cost(PlanRule::floors, planner, rules.reserve);
  }
  if (!rules.reserve.empty()) {
    costs.reserve = cost(PlanRule::reserve, planner, rules.floors);
  }
  const std::size_t count = areas.harm.size() / areas.band_hours.size();
  if (!areas.travel_hours.empty() && are_few_without_ways(count, planner.visits_a_round(), options.most_rounds)) {
    costs.travel =
        cost(PlanRule::travel, Planner(areas, options, std::vector<double>(count * count, 0.0)), rules.all());
  }
  return costs;
}

std::size_t reserved_among(const PlanAreas& areas, std::span<const std::uint32_t> visited) {
  const auto is_reserved = [&](std::uint32_t area) { return !areas.reserve.empty() && areas.reserve[area] != 0; };
  return static_cast<std::size_t>(std::count_if(visited.begin(), visited.end(), is_reserved));
}

}  // namespace

void validate(const PlanOptions& options) {
  require(options.teams >= 1 && options.teams <= kMostTeams, "teams", options.teams, "1 to 1,000");
  require(options.hours > 0.0 && std::isfinite(options.hours), "hours", options.hours, "above 0 and finite");
  require(options.visit_hours > 0.0 && std::isfinite(options.visit_hours), "visit_hours", options.visit_hours,
          "above 0 and finite");
  require(options.reserved_share >= 0.0 && options.reserved_share <= 1.0, "reserved_share", options.reserved_share,
          "0 to 1");
  require(options.most_rounds >= 1, "most_rounds", options.most_rounds, "at least 1");
  require(options.most_nodes >= 1 && options.most_nodes <= kMostNodes, "most_nodes", options.most_nodes,
          "1 to 1,000,000,000");
}

OutreachPlan outreach_plan(const PlanAreas& areas, const PlanOptions& options) {
  const std::size_t count = check(areas, options);
  const std::vector<double> ways = areas.travel_hours.empty() ? std::vector<double>(count * count, 0.0)
                                                              : detail::shortest_ways(areas.travel_hours, count);
  // Listing the rounds, what floors and reserve ask for, the plan, and what each rule costs.
  const core::CancellationToken token = core::current_cancellation();
  token.begin(6);
  const Planner planner(areas, options, ways);
  token.advance();
  Rules rules{planner.floors(), {}};
  require_floors(planner, rules.floors);
  OutreachPlan plan;
  plan.reserved_target = planner.reserved_target();
  if (plan.reserved_target > 0) {
    rules.reserve = {planner.reserve(planner.reachable(rules.floors, plan.reserved_target))};
  }
  token.advance();
  const std::optional<RoundChoice> found = planner.best(rules.all());
  planner.require_found(found.has_value());
  const RoundChoice& choice = *found;
  token.advance();
  plan.rounds = rounds_of(choice, planner, areas, ways, options.visit_hours);
  plan.harm = planner.harm_of(choice);
  plan.bound = choice.bound > choice.value ? std::max(plan.harm, choice.bound) : plan.harm;
  for (const PlanRound& round : plan.rounds) {
    plan.reserved_visits += reserved_among(areas, round.areas);
  }
  plan.costs = costs_of(planner, areas, options, rules, plan.harm);
  return plan;
}

}  // namespace libprofile::risk
