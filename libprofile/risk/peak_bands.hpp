// SPDX-License-Identifier: MIT
/// @file
/// The hours of the week, or of the day, in which more happens than in others, and how sure that is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/risk/interval.hpp"

namespace libprofile::risk {

/// What hours are counted round.
enum class PeakClock : std::uint8_t {
  week,     ///< 168 hours, Monday 00 first.
  weekday,  ///< 24 hours of Monday to Friday together.
  weekend,  ///< 24 hours of Saturday and Sunday together.
};

enum class PeakRule : std::uint8_t {
  scan,      ///< The bands that stand out most from the other hours, by likelihood ratio; they do not overlap.
  shortest,  ///< The one shortest band that holds a share of all events.
};

struct PeakBandOptions {
  PeakClock clock = PeakClock::week;
  PeakRule rule = PeakRule::scan;
  /// Of the events of the clock that a band by `shortest` holds, in (0, 1).
  double share = 0.5;
  /// Hours that a band by `scan` is long at most, 1 to 23.
  std::size_t longest_hours = 8;
  /// Bands by `scan` at most, 1 to 24.
  std::size_t most_bands = 3;
  /// Below so many events nothing is said. At least 2.
  std::size_t fewest_events = 20;
  /// Of the intervals, in (0, 1).
  double level = 0.95;
  /// Times that events are drawn again, and turned round the clock: 99 to 100,000.
  std::int32_t replicates = 999;
  std::uint64_t seed = 0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const PeakBandOptions& options);

/// A run of hours, which may go past the last hour of the clock to the first.
struct PeakBand {
  std::size_t first_hour = 0;
  std::size_t hours = 0;
  /// Of the events of the clock that fall in it.
  double share = 0.0;
  Interval share_interval;
  /// Rate in it over the mean rate of the clock.
  double ratio = 0.0;
  Interval ratio_interval;
  /// How often the top band of events drawn again is this one: both have at least half of their hours in common.
  double p_top = 0.0;
  /// From such draws: hours by which its first hour, and the hour after its last, are earlier (below 0) or later.
  Interval start_shift;
  Interval end_shift;
  /// How often a band as remarkable is found where events may happen at any hour; NaN for hours that are too unequal.
  double p = 0.0;
};

enum class PeakReason : std::uint8_t {
  none,
  no_event,  ///< No event of known time.
  too_few,   ///< Fewer events than `fewest_events`.
  no_peak,   ///< No band has more than the mean rate.
};

struct PeakBands {
  /// Weight of events within the clock's days.
  double events = 0.0;
  PeakReason reason = PeakReason::none;
  /// Rate of each hour over the mean rate, its interval, and how often the top band of events drawn again has the hour.
  /// All NaN below `fewest_events`, and for an hour that the window does not have.
  std::vector<double> ratio;
  std::vector<double> lower;
  std::vector<double> upper;
  std::vector<double> in_top_band;
  /// The most remarkable first; none where there is a reason.
  std::vector<PeakBand> bands;
};

/// Finds the bands of hours that have more than their part, with bootstrap intervals.
///
/// `scan` takes the band with the greatest c log(c / e) + (C - c) log((C - c) / (C - e)), c its weight, C that of all
/// and e its part of C by hours; then the next that overlaps none before. Of bands that are equal the shorter counts,
/// then the one that starts earlier; by `shortest`, the one that holds more. Intervals are percentiles over events (or
/// groups of them) drawn again with replacement: fractions of events are no counts, so that Poisson intervals would be
/// wrong. The p turns each event round the clock by hours drawn at random, which keeps how vaguely its time is known.
///
/// @param rows   168 weights for each event or group of events, as `records::aoristic_groups` gives.
/// @param hours  Hours that the window has of each hour of the week; empty where all are equal. Their p needs the most
///   to be at most 1.5 times the least.
/// @throws InvalidArgument  for rows that do not have 168 weights each, more than 2^20 rows, a weight or hours that are
///   negative or not finite, weight in an hour that the window does not have, or an option outside its range.
///
/// Time O(replicates (168 rows + 168 longest_hours)). The same for any number of threads. Method: Ratcliffe and
/// McCullagh (1998), doi:10.1080/136588198241644; Kulldorff (1997), doi:10.1080/03610929708831995, of one dimension;
/// Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
[[nodiscard]] PeakBands peak_bands(std::span<const double> rows, std::span<const double> hours,
                                   const PeakBandOptions& options = {});

}  // namespace libprofile::risk
