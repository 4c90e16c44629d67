// SPDX-License-Identifier: MIT
/// @file
/// On which days a plan that was made from records of one window may be followed.
#pragma once

#include <string>

#include "libprofile/profile/outreach.hpp"

namespace libprofile::profile::detail {

/// When a profile was made and the last day on which it is valid: "2025-01-02T09:00:00Z", "2025-03-31".
struct PlanDates {
  std::string created_utc;
  std::string valid_until;
};

/// The day in London, "2025-01-03", on which a band first begins at or after the profile was made. Empty where that is
/// after the last day on which it is valid.
[[nodiscard]] std::string first_day_of(const OutreachBand& band, const PlanDates& dates);

/// The last second of the last day in London: "2025-03-31T22:59:59Z".
[[nodiscard]] std::string last_second_utc(const PlanDates& dates);

}  // namespace libprofile::profile::detail
