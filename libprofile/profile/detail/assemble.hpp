// SPDX-License-Identifier: MIT
/// @file
/// The document from its protected parts.
#pragma once

#include "libprofile/profile/detail/analysis.hpp"
#include "libprofile/profile/detail/outreach.hpp"
#include "libprofile/profile/detail/people_gate.hpp"
#include "libprofile/profile/detail/quality.hpp"
#include "libprofile/profile/detail/statement.hpp"

namespace libprofile::profile::detail {

/// The areas, and those of their first level.
struct Geography {
  geography::AreaSet areas;
  geography::AreaSet by_area_level;
};

/// Puts the parts together; computes nothing but the manifest's row counts, which are those of the quality lists.
struct Assemble {
  [[nodiscard]] publish::Document operator()(
      const disclosure::ProtectedTable& counts, const disclosure::ProtectedList& months,
      const std::vector<publish::Neighbourhood>& neighbourhoods, const std::vector<publish::AreaRisk>& risks,
      const std::vector<publish::Hotspot>& hotspots, const ClustersFound& clusters, const PremisesFound& premises,
      const std::vector<publish::PremisesDistance>& distances, const std::vector<publish::WeekPart>& week,
      const OutreachFound& outreach, const ProtectedPeople& victims, const ProtectedPeople& offenders,
      const ProtectedQuality& quality, const Geography& geography, const Statement& statement) const;
};

}  // namespace libprofile::profile::detail

namespace libprofile::disclosure {

template <>
struct is_publicly_known<profile::detail::Geography> : std::true_type {};

}  // namespace libprofile::disclosure
