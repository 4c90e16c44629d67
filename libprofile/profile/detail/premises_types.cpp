// SPDX-License-Identifier: MIT
#include <algorithm>
#include <limits>
#include <span>

#include "libprofile/profile/detail/analysis.hpp"
#include "libprofile/profile/detail/premises_comparisons.hpp"
#include "libprofile/risk/premises_dispersion.hpp"
#include "libprofile/risk/premises_surroundings.hpp"
#include "libprofile/risk/premises_type.hpp"

namespace libprofile::profile::detail {
namespace {

using disclosure::ProtectedPremises;
using disclosure::ProtectedPremisesCell;

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

bool can_be_summarised(const ProtectedPremisesCell& cell) {
  return cell.premises.count.value_or(0) > 0 && cell.with_incident.count && cell.incidents.count;
}

risk::PremisesAggregate aggregate_of(const ProtectedPremisesCell& cell, std::size_t type, std::size_t group) {
  return {.group = static_cast<std::uint32_t>(group),
          .type = static_cast<std::uint32_t>(type),
          .premises = static_cast<double>(*cell.premises.count),
          .with_incident = static_cast<double>(*cell.with_incident.count),
          .incidents = static_cast<double>(*cell.incidents.count),
          .histogram = {}};
}

// The Lorenz curve from its other end.
std::vector<publish::CurvePoint> j_curve(const std::vector<risk::PlacesWithValue>& histogram) {
  const auto lorenz = risk::concentration(std::span(histogram)).lorenz;
  std::vector<publish::CurvePoint> curve;
  for (auto point = lorenz.rbegin(); point != lorenz.rend(); ++point) {
    curve.push_back({1.0 - point->places, 1.0 - point->events});
  }
  return curve;
}

// Premises by the middle of their band of incidents: concentration after the gate knows no finer.
std::vector<risk::PlacesWithValue> histogram_of(const ProtectedPremises& premises, std::size_t type) {
  std::vector<risk::PlacesWithValue> bands = risk::banded({});
  const ProtectedPremisesCell& cell = premises.by_type[type];
  bands.front().places =
      static_cast<double>(std::max<std::int64_t>(0, *cell.premises.count - *cell.with_incident.count));
  for (std::size_t band = 0; band < premises.bands.size(); ++band) {
    const auto& count = premises.by_band[type * premises.bands.size() + band].count;
    if (!count) {
      return {};
    }
    bands[band + 1].places = static_cast<double>(*count);
  }
  return bands;
}

// How many premises share incidents with how many, by what stands around, as far as that is shown.
std::vector<risk::PlacesWithValue> among(const ProtectedPremises& premises, std::size_t type) {
  std::vector<risk::PlacesWithValue> kinds;
  const std::size_t all = premises.surroundings.size();
  for (std::size_t kind = 0; kind < all && !premises.by_surroundings.empty(); ++kind) {
    const auto& count = premises.by_surroundings[type * all + kind].premises.count;
    if (count.value_or(0) > 0) {
      kinds.push_back({risk::surroundings_middles()[kind], static_cast<double>(*count)});
    }
  }
  return kinds;
}

// Aggregates of everything that is released of types in groups.
std::vector<risk::PremisesAggregate> released_by_group(const ProtectedPremises& premises) {
  std::vector<risk::PremisesAggregate> cells;
  const std::size_t groups = premises.groups.size();
  for (std::size_t cell = 0; cell < premises.by_group.size(); ++cell) {
    if (can_be_summarised(premises.by_group[cell])) {
      cells.push_back(aggregate_of(premises.by_group[cell], cell / groups, cell % groups));
    }
  }
  return cells;
}

// Why a cell says nothing.
const char* withheld_reason(const ProtectedPremisesCell& cell, disclosure::Tier tier) {
  if (cell.premises.count.value_or(0) > 0) {
    return "Too few incidents near them to say anything.";
  }
  return tier == disclosure::Tier::open ? "Too few premises of this type, or too much alike, to say anything."
                                        : "Too few premises of this type to say anything.";
}

publish::PremisesType row_of(const ProtectedPremises& premises, const ProtectedPremisesCell& cell, std::size_t type,
                             std::size_t group, disclosure::Tier tier) {
  return {.group = static_cast<std::uint32_t>(group),
          .type = premises.types[type],
          .name = premises_type_name(premises.types[type]),
          .premises = cell.premises.count,
          .with_incident = cell.with_incident.count,
          .incidents = can_be_summarised(cell) ? cell.incidents.count : std::nullopt,
          .rate_per_100 = {kUnknown, kUnknown, kUnknown},
          .location_quotient = kUnknown,
          .gini = kUnknown,
          .share_top_tenth = kUnknown,
          .flag = "withheld",
          .reason = withheld_reason(cell, tier)};
}

void fill(publish::PremisesType& row, const risk::PremisesTypeRow& found) {
  row.rate_per_100 = {found.rate_per_100, found.lower, found.upper};
  row.location_quotient = found.location_quotient;
  row.gini = found.gini;
  row.share_top_tenth = found.share_top_tenth;
  row.share_top_tenth_by_chance = found.share_top_tenth_by_chance;
  row.steadied_per_100 = {found.steadied_per_100, found.steadied_lower, found.steadied_upper};
  row.q = found.q;
  row.funnel = std::string(risk::to_string(found.funnel));
  row.flag = std::string(risk::to_string(found.flag));
  row.reason = found.reason;
}

risk::PremisesSummaryOptions summary_options(const ProtectedPremises& premises, geography::CountOf counts) {
  return {.rounding_band = static_cast<double>(premises.base - 1),
          .premises_rounding_band = static_cast<double>(premises.premises_base - 1),
          .histograms = risk::HistogramsOf::bands,
          .counted = counts == geography::CountOf::persons ? "counts of persons" : "incidents"};
}

// The rows of `aggregates` filled in at the places that they come from.
void summarise(const risk::PremisesSummaryOptions& options, const std::vector<risk::PremisesAggregate>& aggregates,
               const std::vector<std::size_t>& places, std::vector<publish::PremisesType>& rows,
               publish::Estimate& mean) {
  const risk::PremisesTypeRisk risk = risk::summarise_premises_types(aggregates, options);
  for (std::size_t k = 0; k < places.size(); ++k) {
    fill(rows[places[k]], risk.rows[k]);
  }
  mean = {risk.mean_per_100, kUnknown, kUnknown};
}

}  // namespace

PremisesFound premises_types(const ProtectedPremises& premises, const AnalysisOptions& analysis) {
  risk::PremisesSummaryOptions options = summary_options(premises, analysis.counts);
  options.dispersion =
      risk::premises_dispersion(released_by_group(premises), options.rounding_band, options.premises_rounding_band);
  PremisesFound found{{}, {}, {kUnknown, kUnknown, kUnknown}, {}, {}, {}};
  std::vector<risk::PremisesAggregate> aggregates;
  std::vector<std::size_t> places;
  for (std::size_t type = 0; type < premises.types.size(); ++type) {
    const ProtectedPremisesCell& cell = premises.by_type[type];
    found.types.push_back(row_of(premises, cell, type, 0, analysis.tier));
    if (can_be_summarised(cell)) {
      aggregates.push_back(aggregate_of(cell, type, 0));
      aggregates.back().histogram = histogram_of(premises, type);
      aggregates.back().among = among(premises, type);
      found.types.back().j_curve = j_curve(aggregates.back().histogram);
      places.push_back(type);
    }
  }
  summarise(options, aggregates, places, found.types, found.all_types_per_100);
  add_matched_ratios(premises, found.types);
  found.bands = premises_bands(premises);
  found.surroundings = premises_surroundings(premises);
  found.funnel = funnel_around(found.types, found.all_types_per_100.value, options.dispersion);

  // A type in a group is compared with all types of that group.
  const std::size_t groups = premises.groups.size();
  for (std::size_t group = 0; group < groups; ++group) {
    aggregates.clear();
    places.clear();
    for (std::size_t type = 0; type < premises.types.size(); ++type) {
      const ProtectedPremisesCell& cell = premises.by_group[type * groups + group];
      found.by_group.push_back(row_of(premises, cell, type, group, analysis.tier));
      if (can_be_summarised(cell)) {
        aggregates.push_back(aggregate_of(cell, type, group));
        places.push_back(found.by_group.size() - 1);
      }
    }
    publish::Estimate of_group{};
    summarise(options, aggregates, places, found.by_group, of_group);
  }
  add_steadied_by_group(premises, found.by_group);
  return found;
}

}  // namespace libprofile::profile::detail
