// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/distance_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>

#include "libprofile/core/parallel.hpp"
#include "libprofile/profile/detail/apportioned.hpp"
#include "libprofile/profile/detail/premises_comparisons.hpp"
#include "libprofile/risk/incidents_by_distance.hpp"
#include "libprofile/risk/land_by_distance.hpp"
#include "libprofile/risk/rate.hpp"

namespace libprofile::profile::detail {
namespace {

/// Where the premises of each type are.
std::vector<std::vector<double>> places_by_type(const PremisesCounted& premises) {
  std::vector<std::vector<double>> by_type(premises.table.types.size());
  for (std::size_t i = 0; i < premises.type.size(); ++i) {
    by_type[premises.type[i]].insert(by_type[premises.type[i]].end(), {premises.xy_m[2 * i], premises.xy_m[2 * i + 1]});
  }
  return by_type;
}

/// Whole incidents; of those that premises share, no less than the part of each.
std::int64_t whole_part(double incidents) {
  constexpr double kLastDigits = 1e-4;
  return static_cast<std::int64_t>(std::ceil(incidents - kLastDigits));
}

/// Of which nothing is counted, and which nothing bounds.
disclosure::DistanceTable empty_table(const std::vector<std::string>& types, const Options& options) {
  const std::vector<double>& limits = distance_limits();
  const std::size_t near = limits.size();
  const auto within = [&](auto bound) { return static_cast<std::size_t>(bound - limits.begin()); };
  disclosure::DistanceTable table{.types = types, .bands = distance_names()};
  table.inner = within(std::upper_bound(limits.begin(), limits.end(), options.premises_radius_m));
  table.outer = within(std::lower_bound(limits.begin(), limits.end(), options.premises_radius_m)) + 1;
  table.all_within_are_near = options.counts == geography::CountOf::records;
  table.incidents.resize(types.size() * (near + 1));
  table.largest.resize(types.size() * near);
  table.land_km2.resize(types.size() * near);
  table.least.resize(types.size() * near, 0);
  table.most.resize(types.size() * near, std::numeric_limits<std::int64_t>::max());
  return table;
}

void fill(disclosure::DistanceTable& table, std::size_t type, const risk::IncidentsByDistance& found,
          std::int64_t all) {
  const std::size_t near = found.largest.size();
  const std::vector<std::int64_t> whole = apportioned(found.incidents, all);
  std::copy(whole.begin(), whole.end(), table.incidents.begin() + static_cast<std::ptrdiff_t>(type * (near + 1)));
  for (std::size_t band = 0; band < near; ++band) {
    table.largest[type * near + band] = std::min(whole_part(found.largest[band]), whole[band]);
  }
}

/// Released incidents of a type within the last limit; none where it is withheld.
std::int64_t near_of(const disclosure::ProtectedDistances& distances, std::size_t type) {
  const std::size_t bands = distances.bands.size();
  std::int64_t near = 0;
  for (std::size_t band = 0; band + 1 < bands; ++band) {
    near += distances.incidents[type * bands + band].count.value_or(0);
  }
  return near;
}

}  // namespace

bool counts_distances(const Options& options) {
  return options.policy.fields().tier != disclosure::Tier::open;
}

const std::vector<double>& distance_limits() {
  static const std::vector<double> kLimits{50.0, 100.0, 200.0, 400.0};
  return kLimits;
}

const std::vector<std::string>& distance_names() {
  static const std::vector<std::string> kNames{"0 to 50 m", "50 to 100 m", "100 to 200 m", "200 to 400 m", "further"};
  return kNames;
}

DistancesCounted count_distances(const PremisesCounted& premises, const Places& incidents,
                                 const geography::AreaSet& areas, const geography::PointLocator& locator,
                                 const Options& options) {
  const std::vector<double>& limits = distance_limits();
  const std::size_t types = premises.table.types.size();
  disclosure::DistanceTable table = empty_table(premises.table.types, options);
  const auto all = std::llround(std::accumulate(incidents.weights.begin(), incidents.weights.end(), 0.0));
  const std::vector<std::vector<double>> places = places_by_type(premises);
  std::vector<std::vector<std::uint8_t>> band(types);
  core::parallel_for(
      types,
      [&](std::size_t type) {
        const geography::PlanarView of_type(places[type]);
        auto found =
            risk::incidents_by_distance(of_type, geography::PlanarView(incidents.xy_m), incidents.weights, limits);
        fill(table, type, found, all);
        const std::vector<double> land_km2 = risk::land_by_distance_km2(of_type, limits, locator);
        std::copy(land_km2.begin(), land_km2.end(),
                  table.land_km2.begin() + static_cast<std::ptrdiff_t>(type * limits.size()));
        band[type] = std::move(found.band);
      },
      1);
  table.reach = distance_reach(band, table.bands.size());
  return {std::move(table), distance_spread(band, incidents.unit, areas.codes.size())};
}

std::vector<publish::PremisesDistance> distance_rows(const disclosure::ProtectedDistances& distances) {
  const std::size_t bands = distances.bands.size();
  const risk::RateOptions options{.per = 1.0, .rounding_band = static_cast<double>(distances.base - 1)};
  std::vector<publish::PremisesDistance> rows;
  for (std::size_t cell = 0; cell < distances.incidents.size(); ++cell) {
    const std::size_t type = cell / bands;
    const std::size_t band = cell % bands;
    rows.push_back({distances.types[type], premises_type_name(distances.types[type]), distances.bands[band],
                    distances.incidents[cell].count});
    if (band + 1 == bands) {
      continue;
    }
    publish::PremisesDistance& row = rows.back();
    row.land_km2 = distances.land_km2[type * (bands - 1) + band];
    if (row.incidents && std::isfinite(row.land_km2) && near_of(distances, type) >= kFewestNear) {
      const risk::Rate found = risk::rate(static_cast<double>(*row.incidents), row.land_km2, options);
      row.per_km2 = {found.value, found.lower / (1.0 + kLandIsOff), found.upper / (1.0 - kLandIsOff)};
    }
  }
  return rows;
}

}  // namespace libprofile::profile::detail
