// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/premises_comparisons.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "libprofile/core/units.hpp"
#include "libprofile/records/code_lists.hpp"
#include "libprofile/risk/matched_background.hpp"
#include "libprofile/risk/premises_funnel.hpp"
#include "libprofile/risk/steadied_premises.hpp"

namespace libprofile::profile::detail {
namespace {

using disclosure::ProtectedPremises;
using publish::FunnelPoint;
using publish::PremisesType;

constexpr int kFunnelSteps = 32;

double band_of(std::int64_t base) {
  return static_cast<double>(base - 1);
}

risk::PremisesAggregate aggregate_of(std::size_t group, std::size_t type, std::int64_t premises,
                                     std::int64_t incidents) {
  return {static_cast<std::uint32_t>(group), static_cast<std::uint32_t>(type),
          static_cast<double>(premises),     0.0,
          static_cast<double>(incidents),    {}};
}

FunnelPoint funnel_point(double premises, double mean_per_100, double dispersion) {
  const double expected = premises * mean_per_100 / core::kPerHundred;
  const risk::Interval at_95 = risk::premises_funnel_limits(expected, dispersion, 0.95);
  const risk::Interval at_998 = risk::premises_funnel_limits(expected, dispersion, 0.998);
  const double scale = core::kPerHundred / premises;
  return {premises, at_95.lower * scale, at_95.upper * scale, at_998.lower * scale, at_998.upper * scale};
}

}  // namespace

std::string premises_type_name(const std::string& type) {
  const records::Code* code = records::find_code(records::code_list("premises_types"), type);
  return std::string(code != nullptr ? code->label : std::string_view(type));
}

std::vector<publish::PremisesBand> premises_bands(const ProtectedPremises& premises) {
  std::vector<publish::PremisesBand> rows;
  for (std::size_t type = 0; type < premises.types.size() && !premises.bands.empty(); ++type) {
    const auto& cell = premises.by_type[type];
    if (!cell.premises.count || !cell.with_incident.count) {
      continue;
    }
    const std::string name = premises_type_name(premises.types[type]);
    rows.push_back({premises.types[type], name, "none", *cell.premises.count - *cell.with_incident.count});
    for (std::size_t band = 0; band < premises.bands.size(); ++band) {
      rows.push_back({premises.types[type], name, premises.bands[band],
                      premises.by_band[type * premises.bands.size() + band].count});
    }
  }
  return rows;
}

std::vector<publish::PremisesSurroundings> premises_surroundings(const ProtectedPremises& premises) {
  const std::size_t kinds = premises.surroundings.size();
  std::vector<publish::PremisesSurroundings> rows;
  for (std::size_t cell = 0; cell < premises.by_surroundings.size(); ++cell) {
    const std::string& type = premises.types[cell / kinds];
    rows.push_back({type, premises_type_name(type), premises.surroundings[cell % kinds],
                    premises.by_surroundings[cell].premises.count, premises.by_surroundings[cell].incidents.count});
  }
  return rows;
}

void add_matched_ratios(const ProtectedPremises& premises, std::vector<PremisesType>& types) {
  const std::size_t kinds = premises.surroundings.size();
  std::vector<risk::PremisesAggregate> cells;
  for (std::size_t cell = 0; cell < premises.by_surroundings.size(); ++cell) {
    const auto& shown = premises.by_surroundings[cell];
    if (shown.premises.count.value_or(0) > 0 && shown.incidents.count) {
      cells.push_back(aggregate_of(cell % kinds, cell / kinds, *shown.premises.count, *shown.incidents.count));
    }
  }
  const auto rows = risk::matched_background(
      cells, {.rounding_band = band_of(premises.base), .premises_rounding_band = band_of(premises.premises_base)});
  for (const auto& row : rows) {
    if (std::isfinite(row.rate_ratio)) {
      types[row.type].matched_ratio = {row.rate_ratio, row.lower, row.upper};
    }
  }
}

std::vector<FunnelPoint> funnel_around(const std::vector<PremisesType>& types, double mean_per_100, double dispersion) {
  double fewest = 0.0;
  double most = 0.0;
  for (const PremisesType& type : types) {
    if (std::isfinite(type.rate_per_100.value)) {
      const auto premises = static_cast<double>(*type.premises);
      fewest = fewest > 0.0 ? std::min(fewest, premises) : premises;
      most = std::max(most, premises);
    }
  }
  std::vector<FunnelPoint> points;
  if (!(most > fewest) || !(mean_per_100 > 0.0)) {
    return points;
  }
  for (int step = 0; step <= kFunnelSteps; ++step) {
    const double share = static_cast<double>(step) / kFunnelSteps;
    const double premises = std::round(fewest * std::pow(most / fewest, share));
    if (points.empty() || premises > points.back().premises) {
      points.push_back(funnel_point(premises, mean_per_100, std::isnan(dispersion) ? 1.0 : dispersion));
    }
  }
  return points;
}

void add_steadied_by_group(const ProtectedPremises& premises, std::vector<PremisesType>& by_group) {
  std::vector<risk::PremisesAggregate> cells;
  std::vector<std::size_t> places;
  for (std::size_t k = 0; k < by_group.size(); ++k) {
    const PremisesType& row = by_group[k];
    if (row.flag != "withheld") {
      const auto type = std::find(premises.types.begin(), premises.types.end(), row.type) - premises.types.begin();
      cells.push_back(aggregate_of(row.group, static_cast<std::size_t>(type), *row.premises, *row.incidents));
      places.push_back(k);
    }
  }
  const auto rows = risk::steadied_premises_by_area(cells, {},
                                                    {.minimum_premises = 0.0,
                                                     .rounding_band = band_of(premises.base),
                                                     .premises_rounding_band = band_of(premises.premises_base)});
  for (std::size_t k = 0; k < rows.size(); ++k) {
    by_group[places[k]].steadied_per_100 = {rows[k].rate_per_100, rows[k].lower, rows[k].upper};
  }
}

}  // namespace libprofile::profile::detail
