// SPDX-License-Identifier: MIT
/// @file
/// Every raw table of a profile, and what of each the gate lets out.
#pragma once

#include "libprofile/disclosure/derive.hpp"
#include "libprofile/disclosure/protect.hpp"
#include "libprofile/disclosure/protect_aoristic.hpp"
#include "libprofile/disclosure/protect_distances.hpp"
#include "libprofile/profile/detail/distance_spread.hpp"
#include "libprofile/profile/detail/people_tables.hpp"
#include "libprofile/profile/detail/quality.hpp"
#include "libprofile/profile/detail/quality_tables.hpp"

namespace libprofile::profile::detail {

/// Counts before the gate: nothing of this may reach `publish`.
struct RawTables {
  geography::CountTable counts;
  disclosure::ListTable months;
  disclosure::PremisesTable premises;
  /// Without types where `counts_distances` says so.
  disclosure::DistanceTable distances;
  DistanceSpread distance_spread;
  disclosure::ListTable incident_rows;
  disclosure::ListTable premises_rows;
  disclosure::ListTable snapped;
  /// Without rows at the public tier.
  disclosure::AoristicTable week;
  CompletenessTables completeness;
  /// Without rows where no such records were given.
  PeopleTables victims;
  PeopleTables offenders;
};

/// Selected incidents by area and category.
[[nodiscard]] geography::CountTable count_incidents(const geography::AreaSet& areas, const Selection& selection,
                                                    const Options& options);

/// @param locator  Finds `areas`.
[[nodiscard]] RawTables count_everything(const Inputs& inputs, const geography::AreaSet& areas,
                                         const geography::PointLocator& locator, const Selection& selection,
                                         const Options& options);

/// Incidents by month. Where records are counted their total is the one that `counts` released.
[[nodiscard]] disclosure::Protected<disclosure::ProtectedList> protect_months(
    const RawTables& raw, const disclosure::Protected<disclosure::ProtectedTable>& counts, const Options& options,
    const core::Key& key);

/// Incidents by part of the week, with the same total. Without rows at the public tier.
[[nodiscard]] disclosure::Protected<disclosure::ProtectedList> protect_week(
    const RawTables& raw, const disclosure::Protected<disclosure::ProtectedTable>& counts, const Options& options,
    const core::Key& key);

/// Premises by type and group of `area_level`. What `counts` withholds of a group is withheld here too.
[[nodiscard]] disclosure::Protected<disclosure::ProtectedPremises> protect_premises(
    const RawTables& raw, const disclosure::Protected<disclosure::ProtectedTable>& counts,
    const geography::AreaSet& areas, const Options& options, const core::Key& key);

/// Incidents by distance from premises of each type, which add up to what `counts` released, and of which no part is
/// released above what is known to hold it.
[[nodiscard]] disclosure::Protected<disclosure::ProtectedDistances> protect_distances(
    const RawTables& raw, const disclosure::Protected<disclosure::ProtectedTable>& counts,
    const disclosure::Protected<disclosure::ProtectedPremises>& premises, const geography::AreaSet& areas,
    const Options& options, const core::Key& key);

/// What became of the rows, and how complete they are. Records and premises counted are those that were released
/// already: no number is rounded twice. Where persons are counted, records are never fewer than was released of them.
[[nodiscard]] disclosure::Protected<ProtectedQuality> protect_quality(
    const RawTables& raw, const disclosure::Protected<disclosure::ProtectedTable>& counts,
    const disclosure::Protected<disclosure::ProtectedList>& months,
    const disclosure::Protected<disclosure::ProtectedList>& hours,
    const disclosure::Protected<disclosure::ProtectedPremises>& premises, const Options& options, const core::Key& key);

}  // namespace libprofile::profile::detail
