// SPDX-License-Identifier: MIT
/// @file
/// What a release may cover before anything is counted: its time window and its geography.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "libprofile/disclosure/policy.hpp"

namespace libprofile::disclosure {

/// Residents that a unit of the public tier needs where its code does not say what kind of area it is: the smallest
/// middle-layer super output area of England and Wales has 5,000 by design.
inline constexpr double kPublicUnitResidents = 5000.0;

/// Refuses a window that the policy finds too short, or that could roll.
///
/// A window is whole calendar quarters (`MinimumWindow::quarter`) or whole calendar years (`year`): it starts on the
/// first day of one and ends on the last day of the same or a later one. A window of the same length that starts on
/// another day is refused too, because two of them that overlap give away the difference between them.
///
/// @param start_day  First day of the window, in days since 1970-01-01.
/// @param end_day    Last day of the window, itself included. Not before `start_day`.
/// @throws InvalidArgument  where the window ends before it starts.
/// @throws DisclosureError  where the policy does not let the window out, with the rule and the nearest window it
/// would.
void require_window(const Policy& policy, std::int64_t start_day, std::int64_t end_day);

/// Refuses units that are too fine for the public tier; the other tiers take any.
///
/// Codes of the Government Statistical Service say what they are by their first three characters: output areas and
/// lower super output areas, and the data zones of Scotland and Northern Ireland, are refused, everything larger
/// passes. A unit with any other code passes with at least `kPublicUnitResidents` residents; unknown residents do not.
///
/// @param codes      Codes of the units. May be empty.
/// @param residents  Residents of each unit, NaN where unknown; empty where no population was given.
/// @throws InvalidArgument  where `residents` is neither empty nor as long as `codes`.
/// @throws DisclosureError  for the first unit that is too fine, naming its code, the rule and the remedy.
void require_geography(const Policy& policy, std::span<const std::string> codes,
                       std::span<const double> residents = {});

/// The part of `require_geography` that needs no residents, which the gate asks of every table: refuses codes that are
/// certainly too fine for the public tier.
///
/// @throws DisclosureError  for the first such code.
void require_no_small_areas(const Policy& policy, std::span<const std::string> codes);

}  // namespace libprofile::disclosure
