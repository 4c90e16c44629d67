// SPDX-License-Identifier: MIT
/// @file
/// Incidents by how far the nearest premises is.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::risk {

/// Sums of weights by band of distance; what lies beyond the last limit comes last.
struct IncidentsByDistance {
  std::vector<double> incidents;
  /// What the premises with the most has of each band, without what lies beyond. An incident that several premises are
  /// equally near to is split equally among them.
  std::vector<double> largest;
  /// The band of each incident.
  std::vector<std::uint8_t> band;
};

/// Each incident once, in the band of its distance to the nearest premises.
///
/// The first band begins at the premises itself; a distance of exactly a limit belongs to the band that ends there.
/// Without premises all incidents lie beyond.
///
/// @param premises  Finite. May be empty.
/// @param weights  One an incident, or empty: each counts one.
/// @param limits_m  Where bands end: ascending, above 0, finite, 1 to 100 of them.
/// @throws InvalidArgument  for an argument outside its range, a point that is not finite or columns of different
/// lengths.
///
/// Time O(incidents + premises + pairs within 3 x 3 cells of side the last limit). The same for any order of premises.
[[nodiscard]] IncidentsByDistance incidents_by_distance(geography::PlanarView premises, geography::PlanarView incidents,
                                                        std::span<const double> weights,
                                                        std::span<const double> limits_m);

}  // namespace libprofile::risk
