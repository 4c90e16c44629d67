// SPDX-License-Identifier: MIT
/// @file
/// When an event was, and how much of that an agency writes down.
#pragma once

#include <cstdint>

#include "libprofile/sample/detail/draws.hpp"
#include "libprofile/sample/partnership.hpp"

namespace libprofile::sample::detail {

/// [start_s, end_s), seconds since 1970 UTC.
struct Span {
  std::int64_t start_s = 0;
  std::int64_t end_s = 0;
};

/// Fridays, Saturdays and evenings most; three in five are instants, few last longer than a week.
///
/// In a hotspot, days of its window are as much likelier than others as its relative risk says. Null: no hotspot.
[[nodiscard]] Span draw_span(const Hotspot* hotspot, Draws& draws);

/// Police and health give start and end, schools the start, social care the day, the voluntary sector the month.
[[nodiscard]] Span as_recorded(Span span, Agency agency);

}  // namespace libprofile::sample::detail
