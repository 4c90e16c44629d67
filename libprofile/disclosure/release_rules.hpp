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

/// Residents or addresses that an area of official statistics has at least, by design or in practice: an output area of
/// England and Wales has 100 residents, and the smallest wards, in the City of London, have more addresses than that.
inline constexpr std::int64_t kResidentsByCode = 100;

/// What districts, counties, regions, middle-layer super output areas and intermediate zones have at least: the
/// smallest of all, the Isles of Scilly, have about 2,000 residents. Wards have no such minimum.
inline constexpr std::int64_t kResidentsByLargeCode = 1000;

/// What is known of how many residents or addresses the units have.
struct KnownResidents {
  /// One a unit, NaN where unknown; empty where no population was given.
  std::span<const double> of_units{};
  /// What every unit has at least, as whoever makes the release assures; 0 for nothing assured. Only asked where no
  /// population was given.
  std::int64_t assured = 0;
};

/// Refuses units that are too fine for the tier, before anything is counted.
///
/// Codes of the Government Statistical Service say what they are by their first three characters. At the public tier
/// output areas and lower super output areas, and the data zones of Scotland and Northern Ireland, are refused,
/// everything larger passes; a unit with any other code passes with at least `kPublicUnitResidents` residents; unknown
/// residents do not.
///
/// Where a policy asks for a minimum of residents and no population is given, nothing could be withheld for having too
/// few, at no tier. A unit then passes by a code of official statistics, up to `kResidentsByCode` (parishes, and the
/// output areas of Scotland, which start at 50, do not) or `kResidentsByLargeCode`, or where `assured` reaches the
/// minimum. So a ward of the public tier needs a population or an assurance.
///
/// @param codes  Codes of the units. May be empty.
/// @throws InvalidArgument  where residents are neither empty nor as many as `codes`.
/// @throws DisclosureError  for the first unit that is too fine or of unknown size, naming its code, the rule and the
///                          remedy.
void require_geography(const Policy& policy, std::span<const std::string> codes, const KnownResidents& residents = {});

/// The part of `require_geography` that needs no residents, which the gate asks of every table: refuses codes that are
/// certainly too fine for the public tier.
///
/// @throws DisclosureError  for the first such code.
void require_no_small_areas(const Policy& policy, std::span<const std::string> codes);

}  // namespace libprofile::disclosure
