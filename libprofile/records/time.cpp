// SPDX-License-Identifier: MIT
#include "libprofile/records/time.hpp"

#include <array>
#include <chrono>

#include "libprofile/core/error.hpp"
#include "libprofile/core/units.hpp"

namespace libprofile::records {
namespace {

using core::kSecondsPerDay;
using core::kSecondsPerHour;

constexpr std::int64_t kSecondsPerMinute = 60;
constexpr int kMonthsPerYear = 12;

constexpr std::int64_t seconds_of(std::chrono::sys_days day) {
  return std::int64_t{day.time_since_epoch().count()} * kSecondsPerDay;
}

constexpr std::int64_t floor_days(std::int64_t seconds) {
  return seconds / kSecondsPerDay - (seconds % kSecondsPerDay < 0 ? 1 : 0);
}

constexpr std::chrono::year_month_day date_of(std::int64_t seconds) {
  return std::chrono::sys_days(std::chrono::days(floor_days(seconds)));
}

// The first Sunday on or after a day.
constexpr std::chrono::sys_days sunday_from(int year, unsigned month, unsigned day) {
  const std::chrono::sys_days start = std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
  return start + (std::chrono::Sunday - std::chrono::weekday(start));
}

// When British Summer Time begins and ends in a year, in UTC.
struct Summer {
  std::int64_t start_s;
  std::int64_t end_s;
};

constexpr Summer summer_of(int year) {
  constexpr unsigned kMarch = 3;
  constexpr unsigned kOctober = 10;
  constexpr unsigned kLastSunday = 25;
  if (year >= 1996) {
    return {seconds_of(sunday_from(year, kMarch, kLastSunday)) + kSecondsPerHour,
            seconds_of(sunday_from(year, kOctober, kLastSunday)) + kSecondsPerHour};
  }
  if (year >= 1981) {
    return {seconds_of(sunday_from(year, kMarch, kLastSunday)) + kSecondsPerHour,
            seconds_of(sunday_from(year, kOctober, year >= 1990 ? 22 : 23)) + kSecondsPerHour};
  }
  return {seconds_of(sunday_from(year, kMarch, 16)) + 2 * kSecondsPerHour,
          seconds_of(sunday_from(year, kOctober, 23)) + 2 * kSecondsPerHour};
}

constexpr auto kSummers = [] {
  std::array<Summer, kLastYear + 2 - kFirstYear> summers{};
  for (std::size_t i = 0; i < summers.size(); ++i) {
    summers[i] = summer_of(kFirstYear + static_cast<int>(i));
  }
  return summers;
}();

std::string two_digits(unsigned number) {
  return std::string(number < 10 ? "0" : "") + std::to_string(number);
}

std::string year_text(int year) {
  constexpr std::size_t kDigits = 4;
  const std::string text = std::to_string(year);
  return text.size() < kDigits ? std::string(kDigits - text.size(), '0') + text : text;
}

std::string date_text(std::chrono::year_month_day date) {
  return year_text(static_cast<int>(date.year())) + "-" + two_digits(static_cast<unsigned>(date.month())) + "-" +
         two_digits(static_cast<unsigned>(date.day()));
}

}  // namespace

std::int64_t london_offset_s(std::int64_t utc_s) {
  const int year = static_cast<int>(date_of(utc_s).year());
  if (year < kFirstYear || year > kLastYear + 1) {
    return 0;
  }
  const Summer& summer = kSummers[static_cast<std::size_t>(year - kFirstYear)];
  return utc_s >= summer.start_s && utc_s < summer.end_s ? kSecondsPerHour : 0;
}

std::int64_t to_london(std::int64_t utc_s) {
  return utc_s + london_offset_s(utc_s);
}

std::optional<std::int64_t> from_london(std::int64_t local_s) {
  for (const std::int64_t offset_s : {kSecondsPerHour, std::int64_t{0}}) {
    if (london_offset_s(local_s - offset_s) == offset_s) {
      return local_s - offset_s;
    }
  }
  return std::nullopt;
}

std::optional<std::int64_t> midnight_s(int year, int month, int day) {
  constexpr int kLastOfAll = 9999;
  constexpr int kLongestMonth = 31;
  if (year < 1 || year > kLastOfAll || month < 1 || month > kMonthsPerYear || day < 1 || day > kLongestMonth) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date = std::chrono::year(year) / month / day;
  return date.ok() ? std::optional(seconds_of(std::chrono::sys_days(date))) : std::nullopt;
}

TimeSpan parse_window(std::string_view start, std::string_view end) {
  const auto first = parse_time_span(start);
  const auto last = parse_time_span(end);
  if (!first) {
    throw InputError("start of the window: must be a month, date or time that exists, such as 2018-01-01");
  }
  if (!last) {
    throw InputError("end of the window: must be a month, date or time that exists, such as 2018-12-31");
  }
  if (last->end_s <= first->start_s) {
    throw InputError("window: its end must be after its start");
  }
  return {first->start_s, last->end_s};
}

std::string format_utc(std::int64_t utc_s) {
  const std::int64_t second = utc_s - floor_days(utc_s) * kSecondsPerDay;
  const auto part = [](std::int64_t value) { return two_digits(static_cast<unsigned>(value)); };
  return date_text(date_of(utc_s)) + "T" + part(second / kSecondsPerHour) + ":" +
         part(second / kSecondsPerMinute % kSecondsPerMinute) + ":" + part(second % kSecondsPerMinute) + "Z";
}

std::string format_date(std::int64_t utc_s) {
  return date_text(date_of(to_london(utc_s)));
}

std::string format_month(std::int64_t utc_s) {
  const std::string date = format_date(utc_s);
  return date.substr(0, date.rfind('-'));
}

std::int32_t month_index(std::int64_t utc_s) {
  const std::chrono::year_month_day date = date_of(to_london(utc_s));
  return static_cast<int>(date.year()) * kMonthsPerYear + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

}  // namespace libprofile::records
