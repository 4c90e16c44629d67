// SPDX-License-Identifier: MIT
/// @file
/// What peak bands are found in: events round a clock, and the same events drawn again and turned round.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "libprofile/risk/detail/best_band.hpp"
#include "libprofile/risk/peak_bands.hpp"

namespace libprofile::risk::detail {

/// Rows of events by the hours of a clock, their sums, and the hours of the window.
struct PeakClockRows {
  std::size_t bins = 0;
  std::size_t rows = 0;
  std::vector<double> weights;
  /// Of each row, where its weights begin and end.
  std::vector<std::size_t> begin;
  std::vector<std::size_t> end;
  std::vector<double> totals;
  std::vector<double> hours;
};

/// From rows and hours of the week. Throws as `peak_bands` says.
[[nodiscard]] PeakClockRows clock_rows(std::span<const double> week_rows, std::span<const double> week_hours,
                                       PeakClock clock);

/// By the rule of the options.
[[nodiscard]] std::optional<Band> top_band(std::span<const double> totals, std::span<const double> hours,
                                           const PeakBandOptions& options);

struct PeakDraws {
  /// Totals of each draw, one after the other, and its top band.
  std::vector<double> totals;
  std::vector<std::optional<Band>> top;
  /// The merit of the top band of events turned round; lower than any where there is none.
  std::vector<double> merit_by_chance;
};

/// Events drawn again with replacement, and each turned round the clock by hours drawn at random.
[[nodiscard]] PeakDraws draw_peaks(const PeakClockRows& clock, const PeakBandOptions& options);

}  // namespace libprofile::risk::detail
