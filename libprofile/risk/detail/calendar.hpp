// SPDX-License-Identifier: MIT
/// @file
/// Days as whole numbers since 1970-01-01, and the months and weekdays that they are in.
#pragma once

#include <chrono>
#include <cstdint>

namespace libprofile::risk::detail {

/// Days of the years 1 to 9999.
inline constexpr std::int32_t kFirstDay = -719'162;
inline constexpr std::int32_t kLastDay = 2'932'896;

/// Months since January of year 0.
[[nodiscard]] inline std::int32_t month_of(std::int32_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  return static_cast<int>(date.year()) * 12 + static_cast<std::int32_t>(static_cast<unsigned>(date.month())) - 1;
}

/// The first day of a month.
[[nodiscard]] inline std::int32_t first_day_of(std::int32_t month) {
  const std::chrono::year_month_day date{
      std::chrono::year{month / 12}, std::chrono::month{static_cast<unsigned>(month % 12 + 1)}, std::chrono::day{1}};
  return static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count());
}

/// Monday is 0.
[[nodiscard]] constexpr std::int32_t weekday_of(std::int32_t day) {
  constexpr std::int32_t kMondayToThursday = 3;  // 1970-01-01 was a Thursday.
  const std::int32_t weekday = (day + kMondayToThursday) % 7;
  return weekday < 0 ? weekday + 7 : weekday;
}

}  // namespace libprofile::risk::detail
