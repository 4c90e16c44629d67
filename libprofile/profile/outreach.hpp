// SPDX-License-Identifier: MIT
/// @file
/// What an outreach plan is asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace libprofile::profile {

/// Hours of every week, by London clocks.
struct OutreachBand {
  /// From Monday 00:00: 0 to 167.
  std::uint32_t first_hour = 0;
  /// 1 to 24; a band may go past midnight.
  std::uint32_t hours = 4;

  [[nodiscard]] bool holds(std::uint32_t hour_of_week) const;
};

/// "Fri 18-22", or "Fri 22-02" for past midnight.
///
/// @throws InvalidArgument  for any other text.
[[nodiscard]] OutreachBand outreach_band_from(std::string_view text);

[[nodiscard]] std::vector<OutreachBand> outreach_bands_from(const std::vector<std::string>& texts);

/// "Friday 18:00 to 22:00".
[[nodiscard]] std::string to_string(const OutreachBand& band);

struct Outreach {
  /// At least one; none shares an hour with another.
  std::vector<OutreachBand> bands = {{114, 4}, {138, 4}};
  std::size_t teams = 3;
  /// Hours of each team, ways included, and in each area.
  double hours = 4.0;
  double visit_hours = 1.0;
  /// Share of the visits that goes to areas where little is known. 0 to 1.
  double reserved_share = 0.2;
  /// Visits that each group of the first level of the areas has at least.
  std::uint32_t floor = 0;
  /// Ways are straight lines, `detour` times as long. Above 0; 1 or more.
  double speed_km_h = 25.0;
  double detour = 1.4;
  /// Areas that are planned for beside those in reserve and for floors: those in tiers, the surest first, then others
  /// with the most incidents. At least 1.
  std::size_t most_areas = 24;
  /// Codes of areas where a team has been, in any order, as often as it was there; none: nobody recorded visits. Areas
  /// that are not among them count as little known, and come first among those.
  std::optional<std::vector<std::string>> visited{};
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const Outreach& outreach);

}  // namespace libprofile::profile
