// SPDX-License-Identifier: MIT
#include "libprofile/profile/problem_profile.hpp"

#include <optional>
#include <utility>

#include "libprofile/core/side_by_side.hpp"
#include "libprofile/disclosure/derive.hpp"
#include "libprofile/geography/assign.hpp"
#include "libprofile/geography/contiguity.hpp"
#include "libprofile/geography/distinct_places.hpp"
#include "libprofile/geography/union_outline.hpp"
#include "libprofile/profile/detail/area_level.hpp"
#include "libprofile/profile/detail/assemble.hpp"
#include "libprofile/profile/detail/audited.hpp"
#include "libprofile/profile/detail/distance_table.hpp"
#include "libprofile/profile/detail/gate.hpp"
#include "libprofile/profile/detail/outreach.hpp"
#include "libprofile/profile/detail/release.hpp"
#include "libprofile/profile/detail/week.hpp"

namespace libprofile::profile {
namespace {

using disclosure::derive;
using disclosure::Protected;
using geography::AreaSet;

// One parent level is a district, whatever its column was called.
AreaSet with_level_names(AreaSet areas) {
  if (areas.levels.size() == 1) {
    areas.levels.front().name = "district";
  }
  return areas;
}

// The level that type by area tables and the maps of large profiles are given at.
AreaSet coarser(AreaSet areas) {
  if (areas.levels.empty()) {
    areas.levels.push_back({"all", {"all"}, {"All areas"}, std::vector<std::uint32_t>(areas.size(), 0)});
  }
  return geography::areas_of_level(areas, *detail::area_level(areas));
}

double weeks_of(const records::TimeSpan& window) {
  constexpr double kWeek_s = 7.0 * 86'400.0;
  return static_cast<double>(window.end_s - window.start_s) / kWeek_s;
}

/// Says which stage begins, and stops where the caller asked for it.
void begin(const core::ProgressCallback& progress, const char* stage, double share) {
  core::current_cancellation().throw_if_cancelled();
  if (progress) {
    progress(stage, share);
  }
}

detail::AnalysisOptions analysis_options(const Inputs& inputs, const Options& options) {
  return {.permutations = options.permutations,
          .seed = options.seed,
          .rank_draws = detail::rank_draws(inputs.areas.size()),
          .counts = options.counts,
          .tier = options.policy.fields().tier};
}

/// Where every incident lies, and which count.
struct Located {
  AreaSet areas;
  std::optional<geography::PointLocator> locator;
  detail::Selection selection;
};

Located locate(const Inputs& inputs, const Options& options) {
  Located found{with_level_names(inputs.areas), {}, {}};
  geography::DistinctPlaces places;
  core::side_by_side({[&] { found.locator.emplace(found.areas.polygons); },
                      [&] { places = geography::distinct_places(geography::PlanarView(inputs.incidents.xy)); }});
  found.selection = detail::select_incidents(inputs, std::move(places), *found.locator, options);
  detail::require_release(found.areas, found.selection, options);
  return found;
}

/// Everything that passed the gate.
struct Gated {
  Protected<disclosure::ProtectedTable> counts;
  Protected<disclosure::ProtectedList> months;
  Protected<disclosure::ProtectedList> hours;
  Protected<disclosure::ProtectedPremises> premises;
  Protected<disclosure::ProtectedDistances> distances;
  Protected<detail::ProtectedPeople> victims;
  Protected<detail::ProtectedPeople> offenders;
  Protected<detail::ProtectedQuality> quality;
};

Gated gate(const detail::RawTables& raw, const AreaSet& areas, const Options& options) {
  const core::Key key = detail::rounding_key(options);
  auto counts = disclosure::protect(raw.counts, options.policy, key);
  detail::require_total(counts.value());
  auto months = detail::protect_months(raw, counts, options, key);
  auto hours = detail::protect_week(raw, counts, options, key);
  auto premises = detail::protect_premises(raw, counts, areas, options, key);
  auto distances = detail::protect_distances(raw, counts, premises, areas, options, key);
  auto victims = detail::protect_people(raw.victims, options.policy, key);
  auto offenders = detail::protect_people(raw.offenders, options.policy, key);
  auto quality = detail::protect_quality(raw, counts, months, hours, premises, options, key);
  return {std::move(counts),    std::move(months),  std::move(hours),     std::move(premises),
          std::move(distances), std::move(victims), std::move(offenders), std::move(quality)};
}

/// Looks at all tables together, as somebody would who has the folder.
detail::Audited audit(const Gated& gated, const detail::RawTables& raw, const Options& options) {
  detail::Audited audited(options.policy);
  audited.add(gated.counts, raw.counts);
  audited.add("months", gated.months.value());
  audited.add("hours of the week", gated.hours.value());
  audited.add(gated.premises.value());
  audited.add(gated.distances.value());
  audited.add("victims", gated.victims.value());
  audited.add("offenders", gated.offenders.value());
  audited.add(gated.quality.value());
  if (options.counts == geography::CountOf::records) {
    audited.share_records();
  } else {
    audited.persons_have_records();
  }
  audited.require_safe();
  return audited;
}

Protected<std::vector<publish::Hotspot>> hotspots_with_tiers(
    const Protected<std::vector<publish::Neighbourhood>>& rates, const Protected<std::vector<publish::AreaRisk>>& risks,
    const AreaSet& areas, const geography::Weights& contiguity, const detail::AnalysisOptions& analysis) {
  return derive(
      [](const auto& rows, const auto& risk, const AreaSet& a, const geography::Weights& w,
         const detail::AnalysisOptions& o) {
        return detail::with_tiers(detail::hotspots(rows, a, w, o), detail::tiers(risk, o));
      },
      rates, risks, areas, contiguity, analysis);
}

/// What was asked of the methods, and the statement that tells it. Holds no count.
struct Asked {
  detail::AnalysisOptions analysis;
  detail::OutreachRequest outreach;
  detail::HoursOfParts week;
  detail::Statement statement;
};

Asked ask(const Inputs& inputs, const Options& options, const records::TimeSpan& window,
          const detail::Audited& audited) {
  const detail::AnalysisOptions analysis = analysis_options(inputs, options);
  detail::Statement statement = detail::make_statement(inputs, options, analysis, window);
  const detail::PlanDates dates{statement.created_utc, statement.valid_until};
  Asked asked{
      analysis, {options.outreach, weeks_of(window), dates}, detail::hours_of_parts(window), std::move(statement)};
  if (const auto method = audited.method()) {
    asked.statement.methods.push_back(*method);
  }
  return asked;
}

/// Everything that follows from what passed the gate.
Protected<publish::Document> analyse(const Gated& gated, const AreaSet& areas, const geography::Weights& contiguity,
                                     const Asked& asked, const core::ProgressCallback& progress) {
  const detail::AnalysisOptions& analysis = asked.analysis;
  begin(progress, "risk", 0.6);
  const auto rates =
      derive([](const auto& c, const AreaSet& a) { return detail::neighbourhoods(c, a); }, gated.counts, areas);
  const auto risks = derive(
      [](const auto& r, const auto& c, const detail::AnalysisOptions& o) { return detail::area_risks(r, c.base, o); },
      rates, gated.counts, analysis);
  const auto types =
      derive([](const auto& p, const detail::AnalysisOptions& o) { return detail::premises_types(p, o); },
             gated.premises, analysis);

  const auto decay = derive([](const auto& d) { return detail::distance_rows(d); }, gated.distances);

  begin(progress, "hotspots", 0.7);
  const auto hot = hotspots_with_tiers(rates, risks, areas, contiguity, analysis);

  begin(progress, "clusters", 0.85);
  const auto clusters = derive(
      [](const auto& r, const AreaSet& a, const detail::AnalysisOptions& o) { return detail::clusters(r, a, o); },
      rates, areas, analysis);
  const auto week = derive([](const auto& h, const detail::HoursOfParts& w) { return detail::week_rows(h, w); },
                           gated.hours, asked.week);

  begin(progress, "outreach", 0.9);
  const auto outreach =
      derive([](const auto& r, const auto& k, const auto& h, const disclosure::ProtectedList& o, const AreaSet& a,
                const detail::OutreachRequest& q) { return detail::plan_outreach(r, k, h, o, a, q); },
             rates, risks, hot, gated.hours, areas, asked.outreach);

  begin(progress, "assemble", 0.95);
  const detail::Geography geography{areas, coarser(areas)};
  return derive(detail::Assemble{}, gated.counts, gated.months, rates, risks, hot, clusters, types, decay, week,
                outreach, gated.victims, gated.offenders, gated.quality, geography, asked.statement);
}

}  // namespace

disclosure::Protected<publish::Document> problem_profile(const Inputs& inputs, const Options& options,
                                                         const core::ProgressCallback& progress) {
  validate(options);
  detail::require_sharing(inputs, options);

  begin(progress, "assign", 0.0);
  const Located located = locate(inputs, options);

  begin(progress, "count", 0.2);
  detail::RawTables raw;
  geography::Weights contiguity;
  core::side_by_side(
      {[&] { raw = detail::count_everything(inputs, located.areas, *located.locator, located.selection, options); },
       [&] { contiguity = geography::queen(located.areas.polygons); }});

  begin(progress, "gate", 0.35);
  const Gated gated = gate(raw, located.areas, options);

  begin(progress, "audit", 0.5);
  const detail::Audited audited = audit(gated, raw, options);
  return analyse(gated, located.areas, contiguity, ask(inputs, options, located.selection.window, audited), progress);
}

}  // namespace libprofile::profile
