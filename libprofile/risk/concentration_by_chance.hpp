// SPDX-License-Identifier: MIT
/// @file
/// How concentrated events look where every place is as likely as any other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "libprofile/risk/concentration.hpp"

namespace libprofile::risk {

struct ByChanceOptions {
  /// Of the ranges, in (0, 1).
  double level = 0.95;
  /// Times that the events are dealt out, 1 to 1,000,000, and at most 10^10 events over all of them.
  std::int32_t replicates = 999;
  std::uint64_t seed = 0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const ByChanceOptions& options);

/// Mean and central range of a measure by chance.
struct ChanceRange {
  double expected = 0.0;
  double lower = 0.0;
  double upper = 0.0;
};

/// The measures of `Concentration`, each by chance.
struct ConcentrationByChance {
  ChanceRange gini;
  ChanceRange gini_generalised;
  ChanceRange share_top_tenth;
  ChanceRange places_with_quarter;
  ChanceRange places_with_half;
  ChanceRange places_with_four_fifths;
};

/// Deals `events` out over `places`, each as likely as any other, and measures how concentrated they look.
///
/// @param places  1 to 10^8.
/// @param events  0 to 2^32 - 1. Without an event all is NaN.
/// @throws InvalidArgument  for a number outside its range.
///
/// Time O(replicates (events + places)). The same for any number of threads. Method: the multinomial null of Bernasco
/// and Steenbeek (2017), J. Quant. Criminol. 33, pages 451-467.
[[nodiscard]] ConcentrationByChance concentration_by_chance(std::size_t places, std::uint64_t events,
                                                            const ByChanceOptions& options = {});

/// The Gini coefficient to expect by chance: the mean over all ways to deal the events out, exactly.
///
/// @param places  1 to 10^8.
/// @param events  Above 0, at most 10^9; not whole ones are interpolated between the whole ones beside them.
/// @throws InvalidArgument  for a number outside its range.
///
/// Time O(square root of events / places).
[[nodiscard]] double expected_gini(std::size_t places, double events);

/// The share of the events at the ⌈places / 10⌉ places with the most to expect by chance: places independent and
/// Poisson with mean events / places, the exact mean of their top tenth over that of all.
///
/// @param places  1 to 10^8.
/// @param events  Above 0, at most 10^9.
/// @throws InvalidArgument  for a number outside its range.
///
/// Time O(square root of events / places).
[[nodiscard]] double expected_share_top_tenth(std::size_t places, double events);

/// The same where of each place only the band of its number is known: places stand at the value of their band, in the
/// top tenth as in the sum of all.
///
/// @param limits  The largest number of each band but the last, ascending, at least 0.
/// @param values  What places of each band count as, ascending, at least 0: one more than there are limits.
/// @param among   How many places (`places`, in any unit) split each of their events among how many (`value`, at least
///   1): such a place has the number of a Poisson distribution with `value` times the mean, over `value`. Empty: events
///   are whole.
/// @returns NaN where chance leaves no place in a band of a value above 0.
/// @throws InvalidArgument  as above, for numbers that do not ascend, or another number of values.
///
/// Time O(bands × kinds of `among`).
[[nodiscard]] double expected_share_top_tenth(std::size_t places, double events, std::span<const double> limits,
                                              std::span<const double> values,
                                              std::span<const PlacesWithValue> among = {});

}  // namespace libprofile::risk
