// SPDX-License-Identifier: MIT
/// @file
/// A plan's times, days and notes in words.
#pragma once

#include <string>
#include <string_view>

#include "libprofile/publish/detail/view.hpp"
#include "libprofile/publish/outreach.hpp"

namespace libprofile::publish::detail {

/// Hours from the start of a band as the clock shows them, to the minute: "18:25".
[[nodiscard]] std::string clock_text(const PlanBand& band, double hours);

/// "18:00 to 19:00", or "00:20 to 01:20, Saturday" where the band began on the day before.
[[nodiscard]] std::string times_text(const PlanVisit& visit, const PlanBand& band);

/// "A", "B", "C", or empty.
[[nodiscard]] std::string_view tier_of(const View& view, const PlanVisit& visit);

/// Of a visit that is kept to learn: what is known of its area.
[[nodiscard]] std::string_view little_known(const View& view, const PlanVisit& visit);

/// Why a team goes there, in sentences: the tier of the area, that little is known of it, and how its rate lies.
[[nodiscard]] std::string reason_for_visit(const View& view, const PlanVisit& visit);

/// "18:00 to 19:00. Tier A. 2.4 times the rate of all areas (1.8 to 3.1), known well."
[[nodiscard]] std::string stop_note(const View& view, const PlanVisit& visit);

/// Whether any visit has a day before the profile ceases to be valid.
[[nodiscard]] bool has_days(const OutreachPlan& plan);

/// From when to when rounds are every week, and which have no day. Of a plan with visits.
[[nodiscard]] std::string days_text(const Document& document);

}  // namespace libprofile::publish::detail
