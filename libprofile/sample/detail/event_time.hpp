// SPDX-License-Identifier: MIT
/// @file
/// When an event was, and how much of that an agency writes down.
#pragma once

#include "libprofile/records/time.hpp"
#include "libprofile/sample/detail/draws.hpp"
#include "libprofile/sample/partnership.hpp"

namespace libprofile::sample::detail {

/// Fridays, Saturdays and evenings most; three in five are instants, few last longer than a week.
///
/// In a hotspot, days of its window are as much likelier than others as its relative risk says. Null: no hotspot.
[[nodiscard]] records::TimeSpan draw_span(const Hotspot* hotspot, Draws& draws);

/// Police and health give start and end, schools the start, social care the day, the voluntary sector the month.
[[nodiscard]] records::TimeSpan as_recorded(records::TimeSpan span, Agency agency);

}  // namespace libprofile::sample::detail
