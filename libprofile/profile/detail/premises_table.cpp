// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/premises_table.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "libprofile/disclosure/protect.hpp"
#include "libprofile/geography/assign.hpp"
#include "libprofile/profile/detail/apportioned.hpp"
#include "libprofile/profile/detail/area_level.hpp"
#include "libprofile/profile/detail/swapped.hpp"
#include "libprofile/records/code_lists.hpp"
#include "libprofile/risk/attribute_incidents.hpp"
#include "libprofile/risk/premises_aggregates.hpp"
#include "libprofile/risk/premises_surroundings.hpp"

namespace libprofile::profile::detail {
namespace {

// P-code of premises that do not say.
constexpr const char* kUnknownType = "P99";

// Premises that are counted, as columns.
struct Columns {
  std::vector<double> xy_m;
  std::vector<std::uint32_t> type;
  std::vector<std::uint32_t> group;
};

std::vector<std::string> types_of(const records::PremisesRegister& premises) {
  std::vector<std::string> types;
  for (const std::string& type : premises.type.values) {
    if (records::is_mappable(type)) {
      types.push_back(type);
    }
  }
  const auto& codes = premises.type.codes;
  if (std::find(codes.begin(), codes.end(), records::kAbsent) != codes.end()) {
    types.emplace_back(kUnknownType);
  }
  std::sort(types.begin(), types.end());
  types.erase(std::unique(types.begin(), types.end()), types.end());
  return types;
}

// Index among `types` for each code of the source, and last for an absent one; -1 where it is never mapped.
std::vector<std::int32_t> type_codes(const records::PremisesRegister& premises, const std::vector<std::string>& types) {
  const auto index_of = [&types](const std::string& type) {
    const auto found = std::lower_bound(types.begin(), types.end(), type);
    return found != types.end() && *found == type ? static_cast<std::int32_t>(found - types.begin()) : -1;
  };
  std::vector<std::int32_t> codes;
  for (const std::string& type : premises.type.values) {
    codes.push_back(index_of(type));
  }
  codes.push_back(index_of(kUnknownType));
  return codes;
}

Columns columns_of(const records::PremisesRegister& premises, const geography::AreaSet& areas,
                   const geography::PointLocator& locator, std::span<const RowsOfSource> sources,
                   PremisesCounted& counted) {
  const std::vector<std::int32_t> codes = type_codes(premises, counted.table.types);
  const std::vector<std::int32_t> unit = locator.locate(geography::PlanarView(premises.xy));
  refuse_swapped(premises.xy, unit, locator, sources, "premises");
  const bool has_places = !premises.xy.empty();
  const auto level = area_level(areas);
  Columns columns;
  for (std::size_t i = 0; i < premises.size(); ++i) {
    const std::int32_t source = premises.type.codes[i];
    const std::int32_t type = source == records::kAbsent ? codes.back() : codes[static_cast<std::size_t>(source)];
    if (type < 0) {
      ++counted.never_mapped;
    } else if (!has_places || std::isnan(premises.xy[2 * i])) {
      ++counted.without_place;
    } else if (unit[i] == geography::kOutside) {
      ++counted.outside_areas;
    } else {
      ++counted.counted;
      columns.xy_m.insert(columns.xy_m.end(), {premises.xy[2 * i], premises.xy[2 * i + 1]});
      columns.type.push_back(static_cast<std::uint32_t>(type));
      columns.group.push_back(level ? areas.levels[*level].group_of_unit[static_cast<std::size_t>(unit[i])] : 0U);
    }
  }
  return columns;
}

// "1", "2", "3 to 5" ...: premises by how many incidents they have, from the lowest band above none.
std::vector<std::string> band_names() {
  std::vector<std::string> names;
  const std::span<const double> limits = risk::incident_band_limits();
  for (std::size_t i = 1; i < limits.size(); ++i) {
    names.push_back("above " + std::to_string(std::llround(limits[i - 1])) + " to " +
                    std::to_string(std::llround(limits[i])));
  }
  names.push_back("above " + std::to_string(std::llround(limits.back())));
  return names;
}

void add(disclosure::PremisesTable& table, const risk::PremisesAggregate& aggregate) {
  const std::size_t cell = aggregate.type * table.groups.size() + aggregate.group;
  table.premises[cell] += std::llround(aggregate.premises);
  table.with_incident[cell] += std::llround(aggregate.with_incident);
  table.incidents[cell] += std::llround(aggregate.incidents);
  const std::vector<risk::PlacesWithValue> bands = risk::banded(aggregate.histogram);
  for (std::size_t band = 1; band < bands.size(); ++band) {
    table.premises_by_band[aggregate.type * table.bands.size() + band - 1] += std::llround(bands[band].places);
  }
}

std::int64_t incidents_of_type(const disclosure::PremisesTable& table, std::size_t type) {
  const auto row = std::span(table.incidents).subspan(type * table.groups.size(), table.groups.size());
  return std::accumulate(row.begin(), row.end(), std::int64_t{0});
}

// What the premises of each cell that has the most has, in whole incidents: no less than its part of those that are
// split, and never above the cell's. Parts are given to a
// millionth, so that their sums may lie above a whole number by as much.
void raise_largest(std::vector<std::int64_t>& largest, std::size_t cell, double incidents, std::int64_t all) {
  constexpr double kLastDigits = 1e-4;
  const auto whole = static_cast<std::int64_t>(std::ceil(incidents - kLastDigits));
  largest[cell] = std::min(std::max(largest[cell], whole), all);
}

// Each type by its surroundings: premises as counted, incidents in whole ones that add up to those of its groups; and
// what one premises has of each.
void add_surroundings(disclosure::PremisesTable& table, const Columns& columns, std::span<const double> incidents,
                      double radius_m) {
  const auto names = risk::surroundings_names();
  const auto kind = risk::premises_surroundings(geography::PlanarView(columns.xy_m), radius_m);
  table.surroundings.assign(names.begin(), names.end());
  table.premises_by_surroundings.assign(table.types.size() * names.size(), 0);
  table.incidents_by_surroundings.clear();
  std::vector<std::vector<double>> parts(table.types.size(), std::vector<double>(names.size(), 0.0));
  for (std::size_t i = 0; i < columns.type.size(); ++i) {
    ++table.premises_by_surroundings[columns.type[i] * names.size() + kind[i]];
    parts[columns.type[i]][kind[i]] += incidents[i];
  }
  for (std::size_t type = 0; type < table.types.size(); ++type) {
    const auto whole = apportioned(parts[type], incidents_of_type(table, type));
    table.incidents_by_surroundings.insert(table.incidents_by_surroundings.end(), whole.begin(), whole.end());
  }
  table.largest.assign(table.incidents.size(), 0);
  table.largest_by_surroundings.assign(table.incidents_by_surroundings.size(), 0);
  for (std::size_t i = 0; i < columns.type.size(); ++i) {
    const std::size_t cell = columns.type[i] * table.groups.size() + columns.group[i];
    const std::size_t around = columns.type[i] * names.size() + kind[i];
    raise_largest(table.largest, cell, incidents[i], table.incidents[cell]);
    raise_largest(table.largest_by_surroundings, around, incidents[i], table.incidents_by_surroundings[around]);
  }
}

}  // namespace

PremisesCounted count_premises(const records::PremisesRegister& premises, const geography::AreaSet& areas,
                               const geography::PointLocator& locator, const Places& incidents, double radius_m,
                               std::span<const RowsOfSource> sources) {
  PremisesCounted counted;
  disclosure::PremisesTable& table = counted.table;
  const auto level = area_level(areas);
  table.types = types_of(premises);
  table.groups = level ? areas.levels[*level].codes : std::vector<std::string>{std::string(disclosure::kAll)};
  table.bands = band_names();
  const std::size_t cells = table.types.size() * table.groups.size();
  table.premises.resize(cells);
  table.with_incident.resize(cells);
  table.incidents.resize(cells);
  table.premises_by_band.resize(table.types.size() * table.bands.size());

  const Columns columns = columns_of(premises, areas, locator, sources, counted);
  const auto attribution = risk::attribute_incidents(geography::PlanarView(incidents.xy_m), incidents.weights,
                                                     geography::PlanarView(columns.xy_m), radius_m);
  for (const auto& aggregate : risk::premises_aggregates(attribution.incidents, columns.type, columns.group)) {
    add(table, aggregate);
  }
  add_surroundings(table, columns, attribution.incidents, radius_m);
  counted.xy_m = columns.xy_m;
  counted.type = columns.type;
  return counted;
}

}  // namespace libprofile::profile::detail
