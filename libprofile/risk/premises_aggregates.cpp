// SPDX-License-Identifier: MIT
#include "libprofile/risk/premises_aggregates.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <tuple>

#include "libprofile/risk/detail/checks.hpp"

namespace libprofile::risk {
namespace {

constexpr std::array<double, 7> kBandLimits{0.0, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0};
constexpr std::array<double, 8> kBandMiddles{0.0, 0.5, 1.5, 3.5, 7.5, 15.0, 35.0, 75.0};

PremisesAggregate aggregate(std::uint32_t group, std::uint32_t type, std::span<const double> incidents) {
  PremisesAggregate result;
  result.group = group;
  result.type = type;
  result.premises = static_cast<double>(incidents.size());
  result.with_incident =
      static_cast<double>(std::count_if(incidents.begin(), incidents.end(), [](double count) { return count > 0.0; }));
  result.incidents = std::accumulate(incidents.begin(), incidents.end(), 0.0);
  result.histogram = histogram_of(incidents);
  return result;
}

}  // namespace

std::vector<PremisesAggregate> premises_aggregates(std::span<const double> incidents,
                                                   std::span<const std::uint32_t> types,
                                                   std::span<const std::uint32_t> groups) {
  detail::check_same_length(types.size(), "types", incidents.size(), "incidents");
  if (!groups.empty()) {
    detail::check_same_length(groups.size(), "groups", incidents.size(), "incidents");
  }
  detail::check_known(incidents, "incidents");
  const auto key = [&](std::size_t i) { return std::pair(groups.empty() ? 0U : groups[i], types[i]); };
  std::vector<std::size_t> order(incidents.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });

  std::vector<PremisesAggregate> rows;
  std::vector<double> members;
  for (std::size_t k = 0; k < order.size(); ++k) {
    members.push_back(incidents[order[k]]);
    if (k + 1 == order.size() || key(order[k + 1]) != key(order[k])) {
      const auto [group, type] = key(order[k]);
      rows.push_back(aggregate(group, type, members));
      members.clear();
    }
  }
  return rows;
}

std::span<const double> incident_band_limits() {
  return kBandLimits;
}

std::span<const double> incident_band_middles() {
  return kBandMiddles;
}

std::vector<PlacesWithValue> banded(std::span<const PlacesWithValue> histogram) {
  std::vector<PlacesWithValue> bands(kBandMiddles.size());
  for (std::size_t b = 0; b < bands.size(); ++b) {
    bands[b].value = kBandMiddles[b];
  }
  for (const auto& row : histogram) {
    const auto band = std::lower_bound(kBandLimits.begin(), kBandLimits.end(), row.value) - kBandLimits.begin();
    bands[static_cast<std::size_t>(band)].places += row.places;
  }
  return bands;
}

}  // namespace libprofile::risk
