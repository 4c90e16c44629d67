// SPDX-License-Identifier: MIT
/// @file
/// Premises by type and group with the incidents near them, as the gate takes them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/disclosure/protect_premises.hpp"
#include "libprofile/geography/assign.hpp"
#include "libprofile/profile/detail/places.hpp"
#include "libprofile/profile/options.hpp"

namespace libprofile::profile::detail {

/// Premises that a profile counts, and what became of the others, by the first reason that holds.
struct PremisesCounted {
  disclosure::PremisesTable table;
  std::int64_t counted = 0;
  std::int64_t never_mapped = 0;
  std::int64_t without_place = 0;
  std::int64_t outside_areas = 0;
  /// Of each that is counted: where it is, and its type among those of the table.
  std::vector<double> xy_m{};
  std::vector<std::uint32_t> type{};
};

/// Counts premises of the types that may be mapped, in the areas, by type and by group of the first level; each
/// incident is split equally between the premises within the radius. Parts are rounded to whole incidents in each cell.
///
/// @param locator  Finds `areas`.
/// @param sources  Of the premises, as `Inputs::premises_sources`.
/// @throws CrsError  for a source whose x and y are swapped.
[[nodiscard]] PremisesCounted count_premises(const records::PremisesRegister& premises, const geography::AreaSet& areas,
                                             const geography::PointLocator& locator, const Places& incidents,
                                             double radius_m, std::span<const RowsOfSource> sources);

}  // namespace libprofile::profile::detail
