// SPDX-License-Identifier: MIT
/// @file
/// Whether incidents near premises of a type happen while they are open.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/planar_view.hpp"
#include "libprofile/risk/case_crossover.hpp"
#include "libprofile/risk/premises_type.hpp"

namespace libprofile::risk {

/// What the hours that premises are open are compared with.
enum class HoursOf {
  /// Every hour of the week counts the same.
  week,
  /// An hour counts as many times as incidents elsewhere happen in it, so that a type is not blamed for the evening.
  incidents_elsewhere,
};

struct OpeningHoursOptions {
  /// An incident is near premises at most this far away. Above 0.
  double radius_m = 100.0;
  HoursOf compared_with = HoursOf::incidents_elsewhere;
  CaseCrossoverOptions crossover;
  /// Types that take no part: dwellings, children's homes, vehicles, online.
  std::vector<std::uint32_t> excluded_types;
};

struct OpeningHoursRow {
  std::uint32_t type = 0;
  /// Premises of the type that say when they are open.
  std::size_t premises = 0;
  CaseCrossover crossover;
};

/// Incidents near premises of each type while they are open, against the hours that the same premises are open.
///
/// An incident counts once for a type: for the nearest of its premises within the radius that says when it is open; of
/// several as near, the first. Premises that are open in no hour say nothing of when. Incidents elsewhere are those
/// with no such premises of the type within the radius; where none of them has an hour, every hour counts the same.
///
/// @param open_hours    168 values a premises, hours of local time from Monday 00: not 0 where it is open.
/// @param hour_of_week  Of each incident, 0 to 167; -1 where not known: such incidents take no part.
/// @returns One row a type that is not excluded, ascending.
/// @throws InvalidArgument  for an option outside its range, an hour outside its range, a point that is not finite, or
///   columns of different lengths.
///
/// Method: `case_crossover`. Time as `attribute_incidents`, and for each type that of `case_crossover`.
[[nodiscard]] std::vector<OpeningHoursRow> opening_hours_risk(const PremisesView& premises,
                                                              std::span<const std::uint8_t> open_hours,
                                                              geography::PlanarView incidents,
                                                              std::span<const std::int32_t> hour_of_week,
                                                              const OpeningHoursOptions& options = {});

}  // namespace libprofile::risk
