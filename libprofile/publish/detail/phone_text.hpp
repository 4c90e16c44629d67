// SPDX-License-Identifier: MIT
/// @file
/// A plan as files that phones open. Whoever calls says whether the plan is protected.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace libprofile::publish::detail {

/// An area to visit, by a point inside its outline: never the place of an event, a person or a premises.
struct Stop {
  std::string name;
  /// What to know on arrival.
  std::string note;
  double longitude = 0.0;
  double latitude = 0.0;
};

struct PhoneRound {
  /// "Team 1, Friday 18:00 to 22:00".
  std::string name;
  std::vector<Stop> stops;
  /// By London clocks, "20181214T180000": the first time; empty where there is none.
  std::string starts;
  std::int64_t minutes = 0;
};

struct PhonePlan {
  std::string title;
  /// OFFICIAL-SENSITIVE and the like.
  std::string marking;
  /// "2018-12-10T09:00:00Z".
  std::string created_utc;
  /// Until when rounds are repeated: "2019-03-31T22:59:59Z".
  std::string until_utc;
  std::vector<PhoneRound> rounds;
};

/// KML 2.2: a folder a round, with its stops in order and the line through them. Degrees to five decimals (a metre).
[[nodiscard]] std::string kml_text(const PhonePlan& plan);

/// GPX 1.1: a route a round.
[[nodiscard]] std::string gpx_text(const PhonePlan& plan);

/// iCalendar (RFC 5545): an event a round that has a first time, private, every week by London clocks, so that summer
/// time moves none. Without such a round the text is no valid calendar: write none.
[[nodiscard]] std::string icalendar_text(const PhonePlan& plan);

}  // namespace libprofile::publish::detail
