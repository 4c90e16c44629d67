// SPDX-License-Identifier: MIT
/// @file
/// In which band of the week incidents happened.
#pragma once

#include "libprofile/disclosure/protect_list.hpp"
#include "libprofile/profile/detail/selection.hpp"
#include "libprofile/profile/outreach.hpp"

namespace libprofile::profile::detail {

inline constexpr const char* kOtherHours = "other hours";
inline constexpr const char* kHourNotKnown = "hour not known";

/// Counted incidents (persons where persons are counted: each once a row) by the band that holds more than half of the
/// time each may have happened in; the last two rows are other hours, and those that no row holds more than half of, or
/// whose time is not known to half a day.
[[nodiscard]] disclosure::ListTable count_outreach_hours(const records::Incidents& incidents,
                                                         const Selection& selection, const Outreach& outreach,
                                                         geography::CountOf count_of);

}  // namespace libprofile::profile::detail
