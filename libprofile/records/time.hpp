// SPDX-License-Identifier: MIT
/// @file
/// When something happened: months, dates, times and intervals as a start and an end in UTC.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace libprofile::records {

/// Years that texts may name: British local time has had one kind of rule since 1972.
inline constexpr int kFirstYear = 1972;
inline constexpr int kLastYear = 2099;

/// [start_s, end_s) in seconds since 1970-01-01T00:00:00Z. An instant has both equal.
struct TimeSpan {
  std::int64_t start_s = 0;
  std::int64_t end_s = 0;

  [[nodiscard]] bool operator==(const TimeSpan&) const = default;
};

/// Whether a span begins and is over before another starts; instants that coincide are not.
[[nodiscard]] constexpr bool ends_before(TimeSpan span, TimeSpan other) {
  return span.start_s < other.start_s && span.end_s <= other.start_s;
}

/// Reads "2018-01", "2018-01-31", "2018-01-31T23:30", with seconds, with fractions (cut), with a zone ("Z", "+01:00"),
/// or two of these with "/" between them (the second must not be over before the first starts).
///
/// A month or date is the whole of it; a time is an instant. Without a zone it is local time of Europe/London: an hour
/// that the spring change skips does not exist, one that the autumn change repeats is taken the first time. "/" and " "
/// may stand for "-" and "T" within a date and before a time, and spaces around it are dropped. Empty for anything
/// else: a day that the month does not have, day first, two-digit years, 24:00, years outside [kFirstYear, kLastYear].
[[nodiscard]] std::optional<TimeSpan> parse_time_span(std::string_view text);

/// The window from the start of one text to the end of another: {"2018-01", "2018-12"} is all of 2018.
///
/// @throws InputError  naming the part that is not a time, or an end that is not after the start.
[[nodiscard]] TimeSpan parse_window(std::string_view start, std::string_view end);

/// What local time of Europe/London is ahead of UTC at an instant: 0 or 3600 s, by the rules in force since 1972.
///
/// Source: IANA time zone database, zone Europe/London, rules GB-Eire and EU.
[[nodiscard]] std::int64_t london_offset_s(std::int64_t utc_s);

/// The instant at which clocks in London show a local time (seconds as if in UTC), the first of two in autumn.
///
/// Empty for a time that the spring change skips.
[[nodiscard]] std::optional<std::int64_t> from_london(std::int64_t local_s);

/// Seconds as if in UTC of what clocks in London show.
[[nodiscard]] std::int64_t to_london(std::int64_t utc_s);

/// Seconds as if in UTC of midnight of a day that exists; empty for any other. Any year from 1 to 9999.
[[nodiscard]] std::optional<std::int64_t> midnight_s(int year, int month, int day);

/// "2018-01-31T23:30:00Z".
[[nodiscard]] std::string format_utc(std::int64_t utc_s);

/// The date in London: "2018-01-31".
[[nodiscard]] std::string format_date(std::int64_t utc_s);

/// The month in London: "2018-01".
[[nodiscard]] std::string format_month(std::int64_t utc_s);

/// Months since January of year 0 of the month in London: for counting by month.
[[nodiscard]] std::int32_t month_index(std::int64_t utc_s);

}  // namespace libprofile::records
