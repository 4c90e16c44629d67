// SPDX-License-Identifier: MIT
/// @file
/// Aoristic weights of many events in few rows, for drawing events again and again.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/records/aoristic.hpp"
#include "libprofile/records/time.hpp"

namespace libprofile::records {

/// Rows that drawing again is quick with, and that leave its spread right to 1 %.
inline constexpr std::size_t kMostAoristicGroups = 4096;

struct AoristicGroups {
  /// A row of 168 shares for each event, or for each group of them: the sum of theirs.
  std::vector<double> weights;
  /// Events whose time is known, and those longer than 7 days, which are in no row.
  std::size_t events = 0;
  std::size_t unknown_time = 0;
};

/// The rows of `aoristic` that are not 0, summed over `kMostAoristicGroups` random groups where there are more.
///
/// Up to that many events have a row each, ordered by start and end. More are dealt out at random, so that each group
/// is a random part of all: the groups drawn again vary as the events would ("random groups", Wolter 2007, Introduction
/// to Variance Estimation, chapter 2). The order of events changes nothing, nor does the number of threads.
///
/// @param start_s, end_s  As of `aoristic`.
/// @throws InvalidArgument  as `aoristic`.
///
/// Time O(n log n + 168 n), memory O(n).
[[nodiscard]] AoristicGroups aoristic_groups(std::span<const std::int64_t> start_s, std::span<const std::int64_t> end_s,
                                             std::uint64_t seed = 0);

/// How many hours of a window each hour of the week has, Monday 00 first: by the clocks of London, so that the hour
/// that autumn repeats counts twice and the one that spring skips not at all. Parts of hours count as parts.
///
/// @throws InvalidArgument  for a window that is not above 0 and at most 200 years long, or outside the years 1 to
/// 9999.
[[nodiscard]] std::array<double, kHourOfWeekBins> hours_of_week(TimeSpan window);

}  // namespace libprofile::records
