// SPDX-License-Identifier: MIT
/// @file
/// Inputs of a profile with a plan: a lattice whose incidents happened at known hours.
#pragma once

#include <vector>

#include "support/profile_inputs.hpp"

namespace libprofile::testing {

/// A busy corner of 5 × 5 squares, a few incidents elsewhere. Of five incidents two are on Friday 19:00 to 20:00, one
/// on Saturday 21:00 to 22:00, one on Tuesday morning, and one some time of a day.
inline profile::Inputs outreach_inputs() {
  std::vector<Events> events;
  for (std::uint32_t unit = 0; unit < 25; ++unit) {
    const bool is_busy = unit % 5 < 2 && unit / 5 < 2;
    events.push_back({unit, is_busy ? 63 : 2 + static_cast<int>(unit % 7) * 2});
  }
  profile::Inputs inputs = lattice_inputs(events, 5);
  // Friday 12, Saturday 13 and Tuesday 9 January 2024, in winter time.
  const std::int64_t midnight = records::parse_time_span("2024-01-09")->start_s;
  const std::int64_t hours[] = {3 * 24 + 19, 3 * 24 + 19, 4 * 24 + 21, 9};
  for (std::size_t i = 0; i < inputs.incidents.size(); ++i) {
    if (i % 5 < 4) {
      inputs.incidents.start_s[i] = midnight + 3600 * hours[i % 5];
      inputs.incidents.end_s[i] = inputs.incidents.start_s[i] + 3600;
    }
  }
  return inputs;
}

inline profile::Options with_plan() {
  profile::Options options = year_2024();
  options.outreach = profile::Outreach{};
  options.outreach->bands = profile::outreach_bands_from({"Fri 18-22", "Sat 20-24"});
  options.outreach->teams = 2;
  return options;
}

}  // namespace libprofile::testing
