// SPDX-License-Identifier: MIT
#include "libprofile/risk/season_table.hpp"

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/calendar.hpp"

namespace libprofile::risk {
namespace {

constexpr std::int32_t kMonths = 12;
constexpr std::int32_t kWeek = 7;
constexpr std::int32_t kFewestMonths = 24;
constexpr std::int32_t kFewestDays = 56;
constexpr std::int32_t kMostDays = 200 * 366;

/// Months that lie in the window whole.
std::int32_t whole_months(std::int32_t first_day, std::int32_t last_day) {
  const std::int32_t first = detail::month_of(first_day);
  const std::int32_t begin = detail::first_day_of(first) == first_day ? first : first + 1;
  return detail::month_of(last_day + 1) - begin;
}

void check_window(std::int32_t first_day, std::int32_t last_day, SeasonOf season) {
  require(first_day >= detail::kFirstDay && last_day < detail::kLastDay && first_day <= last_day, "first_day",
          first_day, "no later than the last, both in the years 1 to 9999");
  const std::int32_t days = last_day - first_day + 1;
  require(days <= kMostDays, "days of the window", days, "at most 200 years");
  if (season == SeasonOf::month_of_year) {
    require(whole_months(first_day, last_day) >= kFewestMonths, "whole months of the window",
            whole_months(first_day, last_day), "at least 24: one year cannot tell a season from a change");
  } else {
    require(days >= kFewestDays, "days of the window", days, "at least 56");
  }
}

}  // namespace

SeasonTable season_table(std::span<const std::int32_t> day, std::int32_t first_day, std::int32_t last_day,
                         SeasonOf season) {
  check_window(first_day, last_day, season);
  const bool is_by_month = season == SeasonOf::month_of_year;
  const std::int32_t first_month = detail::month_of(first_day);
  const std::int32_t last_stratum = (detail::month_of(last_day) - first_month) / (is_by_month ? kMonths : 1);
  SeasonTable table;
  table.strata = static_cast<std::size_t>(last_stratum + 1);
  table.phases = static_cast<std::size_t>(is_by_month ? kMonths : kWeek);
  table.counts.assign(table.strata * table.phases, 0.0);
  table.days.assign(table.strata * table.phases, 0.0);
  const auto cell_of = [&](std::int32_t at) {
    const std::int32_t month = detail::month_of(at);
    const std::int32_t stratum = (month - first_month) / (is_by_month ? kMonths : 1);
    const std::int32_t phase = is_by_month ? month % kMonths : detail::weekday_of(at);
    return static_cast<std::size_t>(stratum) * table.phases + static_cast<std::size_t>(phase);
  };
  std::vector<std::uint32_t> cells;
  for (std::int32_t at = first_day; at <= last_day; ++at) {
    cells.push_back(static_cast<std::uint32_t>(cell_of(at)));
    table.days[cells.back()] += 1.0;
  }
  for (const std::int32_t at : day) {
    if (at < first_day || at > last_day) {
      ++table.outside;
    } else {
      table.counts[cells[static_cast<std::size_t>(at - first_day)]] += 1.0;
    }
  }
  return table;
}

}  // namespace libprofile::risk
