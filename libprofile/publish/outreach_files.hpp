// SPDX-License-Identifier: MIT
/// @file
/// A released plan as files that phones open.
#pragma once

#include <string>

#include "libprofile/disclosure/protected.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::publish {

inline constexpr const char* kPlanKml = "outreach-plan.kml";
inline constexpr const char* kPlanGpx = "outreach-plan.gpx";
inline constexpr const char* kPlanCalendar = "outreach-plan.ics";

/// Whether the document has visits, and so these files.
[[nodiscard]] bool has_plan_files(const Document& document);

/// KML 2.2, a folder a team: stops in order and the line through them. Each stop is a point inside the outline of its
/// area, which depends on the outline alone, in degrees to five decimals.
[[nodiscard]] std::string plan_kml(const disclosure::Protected<Document>& document);

/// GPX 1.1, a route a team.
[[nodiscard]] std::string plan_gpx(const disclosure::Protected<Document>& document);

/// iCalendar (RFC 5545), an event a team, private, on the first day of its band after the profile was made, by the
/// clock of wherever the phone is.
[[nodiscard]] std::string plan_calendar(const disclosure::Protected<Document>& document);

}  // namespace libprofile::publish
