// SPDX-License-Identifier: MIT
/// @file
/// Events per so many people, with what chance and rounding leave open.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace libprofile::risk {

/// What is to be said beside a rate.
enum class RateNote {
  none,
  /// There are more events than people, as where people come to a place to work or shop. The rate is given.
  more_events_than_people,
  /// No rate is given, because ...
  population_unknown,
  population_zero,
  count_withheld,
  too_few_events,
  /// The standard's rates give the people here no event.
  nothing_expected,
};

/// The note in words: empty for `none`.
[[nodiscard]] std::string_view to_string(RateNote note);

struct RateOptions {
  /// People that the rate is given for. Above 0.
  double per = 10'000.0;
  /// Of the interval, in (0, 1).
  double level = 0.95;
  /// How far a published count may be from the true one, either way: base - 1 after rounding, 0 for exact counts.
  /// The interval is then the union of those of every count in the band.
  double rounding_band = 0.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const RateOptions& options);

/// NaN throughout where no rate is given; `note` says why.
struct Rate {
  double value;
  double lower;
  double upper;
  RateNote note = RateNote::none;
};

/// Events per `options.per` people, with the Poisson interval of the count (exact below 10 events, Byar from 10).
///
/// @param count       Events, at least 0; NaN where withheld.
/// @param population  People, at least 0; NaN where unknown. Taken as known without error.
/// @throws InvalidArgument  for a negative or infinite argument or an option outside its range.
[[nodiscard]] Rate rate(double count, double population, const RateOptions& options = {});

/// The same for many places.
///
/// @throws InvalidArgument  also where the two differ in length; the message names the position of a bad value.
[[nodiscard]] std::vector<Rate> rates(std::span<const double> counts, std::span<const double> populations,
                                      const RateOptions& options = {});

}  // namespace libprofile::risk
