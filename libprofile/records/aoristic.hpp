// SPDX-License-Identifier: MIT
/// @file
/// Spreads an event whose time is known only as an interval over the hours of the week it may have happened in.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace libprofile::records {

enum class TimeBins : std::uint8_t {
  hour_of_week,  ///< 168 hours of local time in London, Monday 00:00 to 01:00 first.
};

inline constexpr std::size_t kHourOfWeekBins = 168;

/// Longer events say nothing about the hour of the week: 7 days.
inline constexpr std::int64_t kLongestAoristic_s = 604'800;

struct Aoristic {
  /// Row i holds the shares of event i over the bins, and adds up to 1, or to 0 where its time is unknown.
  std::vector<double> weights;
  std::size_t bins = kHourOfWeekBins;
  /// Events longer than 7 days.
  std::size_t unknown_time = 0;
};

/// The share of each event's interval that falls in each bin: |[s, e] with B_j| / (e - s).
///
/// An instant (start equal to end) falls in one bin whole. Hours are those that clocks show: the hour that autumn
/// repeats collects both, the one that spring skips gets nothing. Exactly 7 days still counts. No events give no
/// weights.
///
/// @param start_s, end_s  Seconds since 1970-01-01T00:00:00Z, of equal length, end not before start.
/// @throws InvalidArgument  for lengths that differ or an end before its start, naming the position.
///
/// Time and memory O(168 n). Method: Ratcliffe and McCullagh (1998), doi:10.1080/136588198241644.
[[nodiscard]] Aoristic aoristic(std::span<const std::int64_t> start_s, std::span<const std::int64_t> end_s,
                                TimeBins bins = TimeBins::hour_of_week);

struct AoristicTotals {
  std::array<double, kHourOfWeekBins> weights{};
  std::size_t unknown_time = 0;
};

/// The column sums of `aoristic` without its rows: 168 numbers per 1024 events, same errors, the same bits for any
/// thread count.
[[nodiscard]] AoristicTotals aoristic_totals(std::span<const std::int64_t> start_s,
                                             std::span<const std::int64_t> end_s);

}  // namespace libprofile::records
