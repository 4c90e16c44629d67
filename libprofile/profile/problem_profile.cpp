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
#include "libprofile/profile/detail/gate.hpp"
#include "libprofile/profile/detail/outreach.hpp"
#include "libprofile/profile/detail/release.hpp"
#include "libprofile/profile/detail/week.hpp"

namespace libprofile::profile {
namespace {

using disclosure::derive;
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

}  // namespace

disclosure::Protected<publish::Document> problem_profile(const Inputs& inputs, const Options& options,
                                                         const core::ProgressCallback& progress) {
  validate(options);
  detail::require_sharing(inputs, options);
  const auto stage = [&progress](const char* name, double share) {
    core::current_cancellation().throw_if_cancelled();
    if (progress) {
      progress(name, share);
    }
  };
  const detail::AnalysisOptions analysis{.permutations = options.permutations,
                                         .seed = options.seed,
                                         .rank_draws = detail::rank_draws(inputs.areas.size()),
                                         .counts = options.counts,
                                         .tier = options.policy.fields().tier};
  const core::Key key = detail::rounding_key(options);

  stage("assign", 0.0);
  const AreaSet areas = with_level_names(inputs.areas);
  std::optional<geography::PointLocator> locator;
  geography::DistinctPlaces places;
  core::side_by_side({[&] { locator.emplace(areas.polygons); },
                      [&] { places = geography::distinct_places(geography::PlanarView(inputs.incidents.xy)); }});
  const detail::Selection selection = detail::select_incidents(inputs, std::move(places), *locator, options);
  detail::require_release(areas, selection, options);

  stage("count", 0.2);
  detail::RawTables raw;
  geography::Weights contiguity;
  core::side_by_side({[&] { raw = detail::count_everything(inputs, areas, *locator, selection, options); },
                      [&] { contiguity = geography::queen(areas.polygons); }});

  stage("gate", 0.35);
  const auto counts = disclosure::protect(raw.counts, options.policy, key);
  detail::require_total(counts.value());
  const auto months = detail::protect_months(raw, counts, options, key);
  const auto hours = detail::protect_week(raw, counts, options, key);
  const auto premises = detail::protect_premises(raw, counts, areas, options, key);
  const auto victims = detail::protect_people(raw.victims, options.policy, key);
  const auto offenders = detail::protect_people(raw.offenders, options.policy, key);
  const auto quality = detail::protect_quality(raw, counts, months, hours, premises, options, key);

  stage("audit", 0.5);
  detail::Audited audited(options.policy);
  audited.add(counts, raw.counts);
  audited.add("months", months.value());
  audited.add("hours of the week", hours.value());
  audited.add(premises.value());
  audited.add("victims", victims.value());
  audited.add("offenders", offenders.value());
  audited.add(quality.value());
  if (options.counts == geography::CountOf::records) {
    audited.share_records();
  } else {
    audited.persons_have_records();
  }
  audited.require_safe();

  stage("risk", 0.6);
  const auto rates =
      derive([](const auto& c, const AreaSet& a) { return detail::neighbourhoods(c, a); }, counts, areas);
  const auto risks = derive(
      [](const auto& r, const auto& c, const detail::AnalysisOptions& o) { return detail::area_risks(r, c.base, o); },
      rates, counts, analysis);
  const auto types = derive(
      [](const auto& p, const detail::AnalysisOptions& o) { return detail::premises_types(p, o); }, premises, analysis);

  stage("hotspots", 0.7);
  const auto hot = derive([](const auto& r, const AreaSet& a, const geography::Weights& w,
                             const detail::AnalysisOptions& o) { return detail::hotspots(r, a, w, o); },
                          rates, areas, contiguity, analysis);

  stage("clusters", 0.85);
  const auto clusters = derive(
      [](const auto& r, const AreaSet& a, const detail::AnalysisOptions& o) { return detail::clusters(r, a, o); },
      rates, areas, analysis);

  const auto week = derive([](const auto& h, const detail::WeekRequest& r) { return detail::week_rows(h, r); }, hours,
                           detail::week_request(options.outreach, selection.window));

  stage("outreach", 0.9);
  const auto outreach =
      derive([](const auto& r, const auto& h, const disclosure::ProtectedList& o, const AreaSet& a,
                const detail::OutreachRequest& q) { return detail::plan_outreach(r, h, o, a, q); },
             rates, hot, hours, areas, detail::OutreachRequest{options.outreach, weeks_of(selection.window)});

  stage("assemble", 0.95);
  detail::Statement statement = detail::make_statement(inputs, options, analysis, selection.window);
  if (const auto method = audited.method()) {
    statement.methods.push_back(*method);
  }
  const detail::Geography geography{areas, coarser(areas)};
  return derive(detail::Assemble{}, counts, months, rates, risks, hot, clusters, types, week, outreach, victims,
                offenders, quality, geography, statement);
}

}  // namespace libprofile::profile
