// SPDX-License-Identifier: MIT
/// @file
/// A released plan as files that phones open.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libprofile/disclosure/protected.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::publish {

inline constexpr const char* kPlanKml = "outreach-plan.kml";
inline constexpr const char* kPlanGpx = "outreach-plan.gpx";
inline constexpr const char* kPlanCalendar = "outreach-plan.ics";

/// Those that the document has: none without visits, and no calendar where no day is left before the profile ceases to
/// be valid.
[[nodiscard]] std::vector<std::string> plan_files(const Document& document);

/// One of them. Each stop of the first two is a point inside the outline of its area, which depends on the outline
/// alone, in degrees to five decimals; it says when it is, the tier of the area, and why it is visited.
///
/// KML 2.2: a folder a team, with stops in order and the line through them. GPX 1.1: a route a team. iCalendar
/// (RFC 5545): an event a team that has a day, private, every week by London clocks, from the first day of its band at
/// or after the profile was made to the last on which the profile is valid.
///
/// @throws InvalidArgument  for a name that is not among `plan_files`.
[[nodiscard]] std::string plan_file(const disclosure::Protected<Document>& document, std::string_view name);

}  // namespace libprofile::publish
