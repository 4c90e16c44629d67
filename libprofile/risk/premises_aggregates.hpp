// SPDX-License-Identifier: MIT
/// @file
/// Premises of one type in one group, as counts: what the gate protects before anything is computed from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "libprofile/risk/concentration.hpp"

namespace libprofile::risk {

/// Premises of a type (in a group), counted.
struct PremisesAggregate {
  /// Index into the caller's groups (districts, wards); 0 where there is only one.
  std::uint32_t group = 0;
  /// Index into the caller's types.
  std::uint32_t type = 0;
  double premises = 0.0;
  /// Premises with any part of an incident near them.
  double with_incident = 0.0;
  /// Incidents near them, after splitting.
  double incidents = 0.0;
  /// How many of the premises have each number of incidents. Empty where not known: concentration is then not given.
  std::vector<PlacesWithValue> histogram;
  /// How many of the premises (in any unit) have their incidents split among so many premises. Read where the histogram
  /// is of bands, by what chance gives of it; empty: incidents are whole.
  std::vector<PlacesWithValue> among{};
};

/// Counts premises by group and type, in order of (group, type), leaving out pairs without premises.
///
/// @param incidents  Incidents of each premises, from `attribute_incidents`.
/// @param types      Type of each premises.
/// @param groups     Group of each premises; empty for one group of all.
/// @throws InvalidArgument  for arguments of different lengths, or a number of incidents that is negative or not
/// finite.
[[nodiscard]] std::vector<PremisesAggregate> premises_aggregates(std::span<const double> incidents,
                                                                 std::span<const std::uint32_t> types,
                                                                 std::span<const std::uint32_t> groups = {});

/// Bounds of the bands that incidents of a premises are grouped in before release: [0, 0], (0, 1], (1, 2], (2, 5],
/// (5, 10], (10, 20], (20, 50] and more. The same for every profile, so that they say nothing of its data.
[[nodiscard]] std::span<const double> incident_band_limits();

/// The middles of the bands: 0, 0.5, 1.5, 3.5, 7.5, 15, 35; 75 for the last.
[[nodiscard]] std::span<const double> incident_band_middles();

/// Places by band: one row a band, its value the band's middle.
[[nodiscard]] std::vector<PlacesWithValue> banded(std::span<const PlacesWithValue> histogram);

}  // namespace libprofile::risk
