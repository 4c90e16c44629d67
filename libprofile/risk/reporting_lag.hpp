// SPDX-License-Identifier: MIT
/// @file
/// How long it takes from an incident to its report and to its record, and how much of the latest months is missing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "libprofile/risk/chain_ladder.hpp"
#include "libprofile/risk/interval.hpp"

namespace libprofile::risk {

/// A day that is not known.
inline constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();

/// Columns of equal length: days since 1970-01-01 by the clocks of the place, or `kNoDay`.
struct LagDays {
  std::span<const std::int32_t> incident;
  /// Empty where no report has a day.
  std::span<const std::int32_t> reported;
  std::span<const std::int32_t> recorded;
};

struct ReportingLagOptions {
  /// Up to this day, it included, records have been taken. Only whole months count.
  std::int32_t as_of_day = 0;
  /// Longer lags are left out, and a month this old counts as complete; both sooner where fewer than 10 events have
  /// been watched for so long. 1 to 240.
  std::size_t longest_months = 24;
  /// Of the intervals, in (0, 1).
  double level = 0.95;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const ReportingLagOptions& options);

inline constexpr std::array<double, 4> kLagShares{0.25, 0.5, 0.75, 0.9};

/// A number of days within which a share of incidents has gone the step.
struct LagQuantile {
  double share = 0.0;
  double days = 0.0;
  /// Infinite above where so few events say nothing of it.
  Interval interval;
};

struct LagStep {
  std::size_t events = 0;
  /// Events used of which a day of this step is not known, and those whose days go backwards: they say nothing of it.
  std::size_t missing = 0;
  std::size_t backwards = 0;
  /// NaN without an event.
  std::array<LagQuantile, kLagShares.size()> quantiles{};
};

struct ReportingLag {
  /// Events used, and why others are not: a day of incident or record is not known, they go backwards, the record is
  /// later than the last whole month, or the lag is longer than is counted.
  std::size_t events = 0;
  std::size_t missing = 0;
  std::size_t backwards = 0;
  std::size_t not_yet = 0;
  std::size_t too_long = 0;
  LagStep to_report;
  LagStep to_record_from_report;
  LagStep to_record;
  /// Months since January of year 0, and columns of the triangle: lag 0 to `lags` - 1.
  std::int32_t first_month = 0;
  std::size_t lags = 0;
  /// Events by month and lag in months, row by row; 0 for what has not been seen.
  std::vector<double> triangle;
  ChainLadder ladder;
};

/// Lags by step, the reporting triangle, and the share of each month that has been recorded.
///
/// Months go from the first incident to the last whole month by `as_of_day`; a lag in months is the number of ends of
/// month between incident and record. Of recent incidents only short lags have been seen: quantiles therefore weigh
/// each event by what its lag in months is worth once that is corrected for (`chain_ladder`). Their limits are those of
/// order statistics, exact for as many equally weighted events as these are worth.
///
/// @throws InvalidArgument  for columns of different lengths, days outside the years 1 to 9999 (naming the position),
///   fewer than 3 months, more than 10,000, or an option outside its range.
///
/// Time O(n + months × lags). The same for any order of events.
[[nodiscard]] ReportingLag reporting_lag(const LagDays& days, const ReportingLagOptions& options);

}  // namespace libprofile::risk
