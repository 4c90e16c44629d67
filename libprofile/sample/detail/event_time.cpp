// SPDX-License-Identifier: MIT
#include "libprofile/sample/detail/event_time.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "libprofile/core/units.hpp"
#include "libprofile/sample/detail/hotspots.hpp"

namespace libprofile::sample::detail {
namespace {

// Monday first; 1 January 2024 is a Monday. Of the largest.
constexpr std::array<double, 7> kWeekdays{0.55, 0.55, 0.60, 0.65, 0.90, 1.0, 0.70};
constexpr std::array<double, 24> kHours{5, 4, 3, 2, 1, 1, 1, 2, 3, 2, 2, 3, 4, 3, 4, 7, 8, 7, 7, 8, 9, 9, 8, 7};

std::int32_t draw_day(const Hotspot* hotspot, Draws& draws) {
  std::int32_t from = 0;
  std::int32_t days = kWindowDays;
  bool is_outside = false;
  if (hotspot != nullptr) {
    const std::int32_t inside = hotspot->end_day - hotspot->first_day;
    const double share = static_cast<double>(inside) / kWindowDays;
    is_outside = !draws.chance(hotspot->relative_risk * share / yearly_factor(*hotspot));
    from = hotspot->first_day;
    days = is_outside ? kWindowDays - inside : inside;
  }
  while (true) {
    auto day = static_cast<std::int32_t>(draws.below(static_cast<std::uint32_t>(days)));
    // Outside the window, days count on from its end and round the turn of the year.
    day = is_outside ? (hotspot->end_day + day) % kWindowDays : from + day;
    if (draws.chance(kWeekdays[day % 7])) {
      return day;
    }
  }
}

std::int64_t draw_length_s(Draws& draws) {
  constexpr double kInstant = 0.6;
  constexpr double kLongest_h = 24.0 * 20.0;
  if (draws.chance(kInstant)) {
    return 0;
  }
  const double hours = std::min(3.0 * std::exp(1.3 * draws.normal()), kLongest_h);
  return 60 * (1 + static_cast<std::int64_t>(60.0 * hours));
}

/// The instant at which clocks show this; an hour later where they skip it.
std::int64_t utc_of(std::int64_t wall_s) {
  return records::from_london(wall_s).value_or(wall_s);
}

std::int64_t day_of(std::int64_t wall_s) {
  return wall_s / core::kSecondsPerDay;
}

std::int64_t month_start_s(std::int64_t wall_s, int months_later) {
  using namespace std::chrono;
  const year_month_day date{sys_days{days{day_of(wall_s)}}};
  const year_month month = year_month{date.year(), date.month()} + months{months_later};
  return sys_days{month / 1}.time_since_epoch().count() * core::kSecondsPerDay;
}

}  // namespace

records::TimeSpan draw_span(const Hotspot* hotspot, Draws& draws) {
  const std::int64_t day = draw_day(hotspot, draws);
  const std::int64_t hour = draws.pick(kHours);
  const std::int64_t minute = draws.below(60);
  const std::int64_t wall_s = kWindowStart_s + day * core::kSecondsPerDay + hour * core::kSecondsPerHour + 60 * minute;
  const std::int64_t start_s = utc_of(wall_s);
  return {start_s, start_s + draw_length_s(draws)};
}

records::TimeSpan as_recorded(records::TimeSpan span, Agency agency) {
  const std::int64_t wall_s = records::to_london(span.start_s);
  switch (agency) {
    case Agency::police:
    case Agency::sexual_health:
      return span;
    case Agency::school:
      return {span.start_s, span.start_s};
    case Agency::social_care:
      return {utc_of(day_of(wall_s) * core::kSecondsPerDay), utc_of((day_of(wall_s) + 1) * core::kSecondsPerDay)};
    case Agency::voluntary:
      return {utc_of(month_start_s(wall_s, 0)), utc_of(month_start_s(wall_s, 1))};
  }
  return span;
}

}  // namespace libprofile::sample::detail
