// SPDX-License-Identifier: MIT
/// @file
/// Incidents by how far the nearest premises of a type is, as the gate takes them, and as they are released.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/disclosure/protect_distances.hpp"
#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/assign.hpp"
#include "libprofile/profile/detail/distance_spread.hpp"
#include "libprofile/profile/detail/places.hpp"
#include "libprofile/profile/detail/premises_table.hpp"
#include "libprofile/profile/options.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::profile::detail {

/// Whether incidents are counted by distance: not at the public tier.
[[nodiscard]] bool counts_distances(const Options& options);

/// Below so many within the last limit nothing is said of a type.
inline constexpr std::int64_t kFewestNear = 20;

/// By this share released land may be off: what two figures leave out, and how it was measured.
inline constexpr double kLandIsOff = 0.07;

/// Where bands end: 50, 100, 200 and 400 m in every profile, so that no two cut a ring out of one another.
[[nodiscard]] const std::vector<double>& distance_limits();

/// "0 to 50 m", ..., "further".
[[nodiscard]] const std::vector<std::string>& distance_names();

/// Incidents by distance, and what lies in what; the table has no bounds yet.
struct DistancesCounted {
  disclosure::DistanceTable table;
  DistanceSpread spread;
};

/// Every incident once a type, in whole ones, and how much land lies so far from the nearest premises of it.
///
/// @param premises  As counted; its table says the types.
/// @param incidents  As `places_of_cells`. @param locator  Finds the areas.
[[nodiscard]] DistancesCounted count_distances(const PremisesCounted& premises, const Places& incidents,
                                               const geography::AreaSet& areas, const geography::PointLocator& locator,
                                               const Options& options);

/// One row a type and band, with the incidents per square kilometre where at least `kFewestNear` are released within
/// the last limit; the interval includes rounding, of the land too.
[[nodiscard]] std::vector<publish::PremisesDistance> distance_rows(const disclosure::ProtectedDistances& distances);

}  // namespace libprofile::profile::detail
