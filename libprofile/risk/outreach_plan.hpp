// SPDX-License-Identifier: MIT
/// @file
/// Where a few teams should go in the hours that they have.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace libprofile::risk {

struct PlanOptions {
  /// Teams, each of which drives one round in one band, of ten visits at most. 1 to 1,000.
  std::size_t teams = 3;
  /// Hours of each team, ways between areas included. Above 0.
  double hours = 4.0;
  /// Hours in each area. Above 0.
  double visit_hours = 1.0;
  /// Share of the visits that all teams could make, without ways, that goes to areas in reserve; no more than there are
  /// such areas. In [0, 1].
  double reserved_share = 0.2;
  /// More different rounds are refused. At least 1.
  std::size_t most_rounds = 200'000;
  /// Nodes of each search by branching; where they do not suffice the gap says so. 1 to 10^9.
  std::size_t most_nodes = 10'000;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const PlanOptions& options);

/// Areas in order of their code: where two choices are equally good, the earlier areas are visited.
struct PlanAreas {
  /// Expected events that a visit covers: `harm[area * bands + band]`, at least 0. From protected counts for anything
  /// that leaves the room.
  std::span<const double> harm;
  /// Hours that each band lasts; a round ends with its band. At least one band.
  std::span<const double> band_hours;
  /// `travel_hours[from * areas + to]`, at least 0; empty: ways take no time.
  std::span<const double> travel_hours;
  /// Of each area, and the visits that each district has at least. Both empty: no floors.
  std::span<const std::uint32_t> district;
  std::span<const std::uint32_t> floors;
  /// 1 where nobody has been, or the evidence is weak; empty: none.
  std::span<const std::uint8_t> reserve;
};

struct PlanRound {
  std::size_t band = 0;
  /// In the order of the shortest way.
  std::vector<std::uint32_t> areas;
  /// Hours from the start of the round to the arrival in each area.
  std::vector<double> arrives_h;
  /// Of visits and ways.
  double hours = 0.0;
  double harm = 0.0;
};

enum class PlanRule : std::uint8_t { travel, floors, reserve };

/// What a constraint costs: harm that the best plan without it covers beyond that of the plan. Absent where there is no
/// such constraint, its rounds are too many to look at, or it is among `unknown`.
struct PlanCosts {
  std::optional<double> travel;
  std::optional<double> floors;
  std::optional<double> reserve;
  /// Where nodes did not suffice to find any plan without the constraint.
  std::vector<PlanRule> unknown;
};

struct OutreachPlan {
  /// One a team, by band, then by areas; fewer than teams where no area is left to visit.
  std::vector<PlanRound> rounds;
  /// Expected events covered, and what no plan under the same constraints exceeds.
  double harm = 0.0;
  double bound = 0.0;
  /// Visits to areas in reserve, and what the reserved share asks for.
  std::size_t reserved_visits = 0;
  std::size_t reserved_target = 0;
  PlanCosts costs;

  /// (bound - harm) / bound: 0 where the plan is proven to be the best.
  [[nodiscard]] double gap() const { return bound > 0.0 ? (bound - harm) / bound : 0.0; }
};

/// The rounds that cover the most expected harm, each area at most once in each band.
///
/// Floors hold, or there is no plan. Of the reserved share as much is kept as floors and ways allow. Ways may lead
/// through other areas. Harm is compared to 1 in 10^6: plans closer than that are ties.
///
/// @throws InvalidArgument  for arguments out of range or of other lengths, no area, no harm at all, a visit that is
///   longer than the hours or every band, floors that no plan reaches (saying by how many visits), too many rounds, or
///   nodes that do not suffice to find any plan.
///
/// Cost: all rounds once for each step of the linear program; rounds grow as areas to the power of visits a round. The
/// shortest ways between many areas are found on all threads, the rest on one.
/// Method: orienteering by column generation, the columns within the gap branched over (Desaulniers, Desrosiers and
/// Solomon 2005, Column Generation, chapter 1; Baldacci, Christofides and Mingozzi 2008, Math. Program. 115, 351-385).
[[nodiscard]] OutreachPlan outreach_plan(const PlanAreas& areas, const PlanOptions& options = {});

}  // namespace libprofile::risk
