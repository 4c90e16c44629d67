// SPDX-License-Identifier: MIT
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/publish/detail/column_maker.hpp"
#include "libprofile/publish/detail/provenance_of.hpp"
#include "libprofile/publish/layers.hpp"
#include "libprofile/publish/tables.hpp"

namespace libprofile::publish {
namespace {

using detail::make_column;

/// Further digits say nothing, and depend on sums of the same times in another order.
double to_thousandth(double value) {
  constexpr double kThousand = 1000.0;
  return std::round(value * kThousand) / kThousand;
}

std::vector<PlanVisit> visits_of(const Document& document) {
  std::vector<PlanVisit> visits = document.outreach ? document.outreach->visits : std::vector<PlanVisit>();
  for (const PlanVisit& visit : visits) {
    require(visit.unit < document.areas.size(), "outreach: unit", std::size_t{visit.unit}, "the index of a unit");
    require(visit.band < document.outreach->bands.size(), "outreach: band", std::size_t{visit.band},
            "the index of a band");
  }
  return visits;
}

std::vector<Column> columns_of(const Document& document, const std::vector<PlanVisit>& visits) {
  return {make_column("unit", visits, [&](const auto& v) { return document.areas.codes[v.unit]; }),
          make_column("name", visits, [&](const auto& v) { return document.areas.names[v.unit]; }),
          make_column("team", visits, [](const auto& v) { return std::optional(std::int64_t{v.team}); }),
          make_column("stop", visits, [](const auto& v) { return std::optional(std::int64_t{v.stop}); }),
          make_column("band", visits, [&](const auto& v) { return document.outreach->bands[v.band].name; }),
          make_column("arrives", visits, [](const auto& v) { return to_thousandth(v.arrives_h); }),
          make_column("leaves", visits, [](const auto& v) { return to_thousandth(v.leaves_h); }),
          make_column("expected", visits, [](const auto& v) { return to_thousandth(v.expected); }),
          make_column("reserved", visits, [](const auto& v) { return std::string(v.is_reserved ? "yes" : "no"); })};
}

}  // namespace

Layer outreach_plan_layer(const Document& document) {
  const std::vector<PlanVisit> visits = visits_of(document);
  std::vector<std::uint32_t> outlines;
  outlines.reserve(visits.size());
  for (const PlanVisit& visit : visits) {
    outlines.push_back(visit.unit);
  }
  return {.name = "outreach_plan",
          .columns = columns_of(document, visits),
          .outlines = std::move(outlines),
          .geometry = std::make_shared<const Outlines>(outlines_of(document.areas)),
          .provenance = detail::provenance_of(document)};
}

Layer outreach_plan_table(const Document& document) {
  return {.name = "outreach_plan",
          .columns = columns_of(document, visits_of(document)),
          .outlines = {},
          .geometry = nullptr,
          .provenance = detail::provenance_of(document)};
}

Layer outreach_hours_table(const Document& document) {
  const std::vector<WeekPart>& rows = document.week;
  return {.name = "outreach_hours",
          .columns = {make_column("when", rows, [](const auto& r) { return r.when; }),
                      make_column("count", rows, [](const auto& r) { return r.count; }),
                      make_column("times_even", rows, [](const auto& r) { return r.times_even.value; }),
                      make_column("lower", rows, [](const auto& r) { return r.times_even.lower; }),
                      make_column("upper", rows, [](const auto& r) { return r.times_even.upper; }),
                      make_column("flag", rows, [](const auto& r) { return r.flag; })},
          .outlines = {},
          .geometry = nullptr,
          .provenance = detail::provenance_of(document)};
}

Layer outreach_totals_table(const Document& document) {
  struct Total {
    std::string what;
    double value;
  };
  std::vector<Total> rows;
  if (document.outreach) {
    const OutreachPlan& plan = *document.outreach;
    rows = {{"teams", static_cast<double>(plan.teams)},
            {"areas considered", static_cast<double>(plan.candidates)},
            {"expected in all areas and hours considered", to_thousandth(plan.expected_in_all)},
            {"expected where teams are", to_thousandth(plan.expected)},
            {"expected at most under these rules", to_thousandth(plan.bound)},
            {"visits where little is known", static_cast<double>(plan.reserved_visits)},
            {"visits asked for where little is known", static_cast<double>(plan.reserved_target)}};
    const auto add = [&rows](const char* what, const std::optional<double>& cost) {
      if (cost) {
        rows.push_back({what, to_thousandth(*cost)});
      }
    };
    add("expected more without those visits", plan.cost_of_reserve);
    add("expected more without promised visits", plan.cost_of_floors);
    add("expected more without ways", plan.cost_of_ways);
  }
  return {.name = "outreach_totals",
          .columns = {make_column("what", rows, [](const auto& r) { return r.what; }),
                      make_column("number", rows, [](const auto& r) { return r.value; })},
          .outlines = {},
          .geometry = nullptr,
          .provenance = detail::provenance_of(document)};
}

}  // namespace libprofile::publish
