// SPDX-License-Identifier: MIT
/// @file
/// A plan's times and notes in words.
#pragma once

#include <cctype>
#include <cmath>
#include <string>
#include <string_view>

#include "libprofile/publish/outreach.hpp"

namespace libprofile::publish::detail {

/// Hours from the start of a band as the clock shows them, to the minute: "18:25".
[[nodiscard]] inline std::string clock_text(const PlanBand& band, double hours) {
  constexpr long kDayMinutes = 24L * 60L;
  const long minutes = (static_cast<long>(band.first_hour) * 60 + std::lround(hours * 60.0)) % kDayMinutes;
  const auto two = [](long number) {
    std::string text = std::to_string(number);
    return number < 10 ? text.insert(0, 1, '0') : text;
  };
  return two(minutes / 60) + ":" + two(minutes % 60);
}

/// "18:00 to 19:00".
[[nodiscard]] inline std::string times_text(const PlanVisit& visit, const PlanBand& band) {
  return clock_text(band, visit.arrives_h) + " to " + clock_text(band, visit.leaves_h);
}

/// Of a visit that is kept to learn: what is known of its area.
[[nodiscard]] inline std::string_view little_known(const PlanVisit& visit) {
  return std::isnan(visit.expected) ? "nothing is known here: go and see" : "little is known here: go and see";
}

[[nodiscard]] inline std::string stop_note(const PlanVisit& visit, const PlanBand& band) {
  std::string known(little_known(visit));
  known.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(known.front())));
  return times_text(visit, band) + (visit.is_reserved ? ". " + known + "." : ".");
}

}  // namespace libprofile::publish::detail
