// SPDX-License-Identifier: MIT
/// @file
/// Around which types of premises incidents happen more often than around premises in general.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/planar_view.hpp"
#include "libprofile/risk/premises_aggregates.hpp"
#include "libprofile/risk/premises_summary.hpp"

namespace libprofile::risk {

/// Premises as columns of equal length. `types` are indices into the caller's list of types.
struct PremisesView {
  geography::PlanarView points;
  std::span<const std::uint32_t> types;
  /// Empty for one group of all.
  std::span<const std::uint32_t> groups;
};

struct PremisesTypeOptions {
  /// An incident is near premises at most this far away. Above 0.
  double radius_m = 100.0;
  /// Of the intervals, in (0, 1).
  double level = 0.95;
  /// Side of the squares over which incidents are seen to come in clusters (`premises_dispersion`). Above 0.
  double dispersion_cell_m = 1000.0;
  /// Types that no incident is given to and that get no row: dwellings, children's homes, vehicles, online.
  std::vector<std::uint32_t> excluded_types{};
};

/// Exact aggregates of all premises whose type is not excluded: `attribute_incidents`, then `premises_aggregates`.
///
/// @param incident_weights  As in `attribute_incidents`.
/// @throws InvalidArgument  as the functions that it calls, and for columns of different lengths.
[[nodiscard]] std::vector<PremisesAggregate> count_premises_incidents(const PremisesView& premises,
                                                                      geography::PlanarView incidents,
                                                                      std::span<const double> incident_weights,
                                                                      const PremisesTypeOptions& options = {});

/// Exact rows from raw points: `count_premises_incidents`, then `summarise_premises_types` without rounding, with the
/// dispersion over squares of `dispersion_cell_m` that start at the coordinates 0, 0.
[[nodiscard]] PremisesTypeRisk premises_type_risk(const PremisesView& premises, geography::PlanarView incidents,
                                                  std::span<const double> incident_weights,
                                                  const PremisesTypeOptions& options = {});

}  // namespace libprofile::risk
