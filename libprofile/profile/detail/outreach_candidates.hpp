// SPDX-License-Identifier: MIT
/// @file
/// Which areas a plan considers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/profile/outreach.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::profile::detail {

/// What is known of the areas: released, or given with them. `risks` has one for each area, or none at all.
struct KnownAreas {
  const std::vector<publish::Neighbourhood>& rows;
  const std::vector<publish::AreaRisk>& risks;
  const std::vector<publish::Hotspot>& hotspots;
  const geography::AreaSet& areas;
};

/// Visits of all teams if ways took no time.
[[nodiscard]] double most_visits(const Outreach& outreach);

struct Candidates {
  /// Areas that are considered, in order of code.
  std::vector<std::uint32_t> units;
  /// Of every area: whether little is known there.
  std::vector<bool> is_reserve;
};

/// Areas in tiers, the surest first, filled up by others with the most; areas where little is known; and for floors.
///
/// @throws InvalidArgument  for a visit to what is no area.
[[nodiscard]] Candidates outreach_candidates(const KnownAreas& known, const Outreach& outreach);

}  // namespace libprofile::profile::detail
