// SPDX-License-Identifier: MIT
/// @file
/// The hours of the week that one event is shared over.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "libprofile/core/units.hpp"
#include "libprofile/records/aoristic.hpp"
#include "libprofile/records/time.hpp"

namespace libprofile::records::detail {

/// The hour since 1970 that holds a second, rounded down.
[[nodiscard]] constexpr std::int64_t hour_of(std::int64_t seconds) {
  return seconds / core::kSecondsPerHour - (seconds % core::kSecondsPerHour < 0 ? 1 : 0);
}

/// Offsets of London are whole hours, so an hour of UTC is an hour of the week.
[[nodiscard]] inline std::size_t hour_of_week(std::int64_t utc_hour) {
  constexpr std::int64_t kMondayToThursday_h = 72;  // 1970-01-01 was a Thursday.
  const std::int64_t offset_h = london_offset_s(utc_hour * core::kSecondsPerHour) / core::kSecondsPerHour;
  const std::int64_t hour = (utc_hour + offset_h + kMondayToThursday_h) % core::kHoursPerWeek;
  return static_cast<std::size_t>(hour < 0 ? hour + core::kHoursPerWeek : hour);
}

[[nodiscard]] constexpr bool is_too_long(std::int64_t start_s, std::int64_t end_s) {
  return end_s - start_s > kLongestAoristic_s;
}

/// Calls `visit(hour_of_week, seconds)` for each hour that [start_s, end_s) touches, in order.
template <class Visit>
void for_each_hour(std::int64_t start_s, std::int64_t end_s, Visit&& visit) {
  for (std::int64_t hour = hour_of(start_s); hour * core::kSecondsPerHour < end_s; ++hour) {
    const std::int64_t from_s = std::max(start_s, hour * core::kSecondsPerHour);
    const std::int64_t to_s = std::min(end_s, (hour + 1) * core::kSecondsPerHour);
    visit(hour_of_week(hour), static_cast<double>(to_s - from_s));
  }
}

/// Adds one event's shares to a row of bins; nothing where its time is not known.
inline void add_shares(std::int64_t start_s, std::int64_t end_s, double* bins) {
  if (is_too_long(start_s, end_s)) {
    return;
  }
  if (start_s == end_s) {
    bins[hour_of_week(hour_of(start_s))] += 1.0;
    return;
  }
  const auto duration_s = static_cast<double>(end_s - start_s);
  for_each_hour(start_s, end_s, [&](std::size_t bin, double part_s) { bins[bin] += part_s / duration_s; });
}

/// Throws `InvalidArgument` unless there are as many ends as starts, none before its start, all in the years 1 to 9999.
void require_intervals(std::span<const std::int64_t> start_s, std::span<const std::int64_t> end_s);

}  // namespace libprofile::records::detail
