// SPDX-License-Identifier: MIT
/// @file
/// Of incidents by distance from premises: which are known to be among which others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/disclosure/protect.hpp"
#include "libprofile/disclosure/protect_distances.hpp"
#include "libprofile/geography/area_set.hpp"

namespace libprofile::profile::detail {

/// By type and unit the bands in which incidents of the unit lie, a bit each: row-major (type, unit).
struct DistanceSpread {
  std::vector<std::uint8_t> bands{};
};

/// The farthest band of each other type in which an incident lies that is in a band of a type or nearer: row-major
/// (type, type, band), as the gate takes it.
///
/// @param band  For each type the band of each place. @param bands  Their number, at most 8.
[[nodiscard]] std::vector<std::uint8_t> distance_reach(const std::vector<std::vector<std::uint8_t>>& band,
                                                       std::size_t bands);

/// @param band  As above. @param unit  Of each place.
[[nodiscard]] DistanceSpread distance_spread(const std::vector<std::vector<std::uint8_t>>& band,
                                             std::span<const std::int32_t> unit, std::size_t units);

/// Where all incidents of an area lie up to some distance from a type, or beyond it, or all of those lie in the area:
/// sets the table's `least` and `most` by the area as released. Areas of every level.
///
/// Asked of the incidents, which is safe: where an area lies wholly within reach of a type, so do they.
void bound_by_areas(disclosure::DistanceTable& table, const DistanceSpread& spread,
                    const disclosure::ProtectedTable& counts, const geography::AreaSet& areas);

/// Where incidents given to a type are as many as lie up to the radius, as they are where nothing else stands near: the
/// two are one number, so `least` and `most` are that which was released.
void bound_by_premises(disclosure::DistanceTable& table, const disclosure::PremisesTable& raw,
                       const disclosure::ProtectedPremises& premises);

}  // namespace libprofile::profile::detail
