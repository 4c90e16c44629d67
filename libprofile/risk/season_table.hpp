// SPDX-License-Identifier: MIT
/// @file
/// Events by month of the year or day of the week, with how many days of each the window has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace libprofile::risk {

enum class SeasonOf : std::uint8_t {
  month_of_year,  ///< 12 phases, January first, in strata of twelve months from the window's first on.
  day_of_week,    ///< 7 phases, Monday first, in strata of a calendar month.
};

/// A row for each stratum of time, a column for each phase.
struct SeasonTable {
  std::size_t strata = 0;
  std::size_t phases = 0;
  std::vector<double> counts;
  /// Days that the window has in each.
  std::vector<double> days;
  /// Events outside the window, which are in no cell.
  std::size_t outside = 0;
};

/// Counts events by stratum and phase.
///
/// @param day  Of each event, since 1970-01-01 by the clocks of the place.
/// @param first_day, last_day  Of the window, both in it: at least 24 calendar months by month (one year cannot tell a
///   season from a change), 8 weeks by day, and at most 200 years.
/// @throws InvalidArgument  for a window that is too short, too long or outside the years 1 to 9999.
///
/// Time O(n + days of the window).
[[nodiscard]] SeasonTable season_table(std::span<const std::int32_t> day, std::int32_t first_day, std::int32_t last_day,
                                       SeasonOf season);

}  // namespace libprofile::risk
