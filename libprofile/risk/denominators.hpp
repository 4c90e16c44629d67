// SPDX-License-Identifier: MIT
/// @file
/// Which population a rate is of, and where residents are the wrong one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace libprofile::risk {

/// Why residents may be the wrong population for a place. The first that holds is given.
enum class DenominatorNote : std::uint8_t {
  none,
  count_withheld,
  residents_unknown,
  /// There are more events than residents.
  more_events_than_residents,
  /// Many more people are there by day than live there.
  many_more_by_day,
  /// The rate is far above that of all places together, and not by chance.
  rate_far_above_all,
};

/// The note in words: empty for `none`.
[[nodiscard]] std::string_view to_string(DenominatorNote note);

struct DenominatorOptions {
  /// People by day for each resident from which residents are the wrong population. Above 1.
  ///
  /// A declared choice: the Office for National Statistics leaves the City of London out of its rates for this reason
  /// (some fifty by day for each resident) and names no border; at 2, visitors are as many as residents.
  double people_by_day = 2.0;

  /// Times the rate of all places together that a rate is taken to be implausible for residents alone. Above 1. A
  /// declared choice.
  double times_all = 5.0;

  /// How far a count may be from the true one: base - 1 after rounding, 0 for exact counts.
  double rounding_band = 0.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const DenominatorOptions& options);

struct DenominatorCheck {
  /// People by day for each resident; NaN where either is unknown or nobody lives there.
  double by_day_per_resident;
  /// The rate on residents over that of all places together; NaN likewise, and where there is no event.
  double times_all;
  DenominatorNote note = DenominatorNote::none;
};

/// Looks at every place for signs that its residents are not the people that events happen to.
///
/// A rate counts as far above all only where the lower end of its 99.8 % Poisson interval is.
///
/// @param counts     Events, at least 0; NaN where withheld. May be empty.
/// @param residents  At least 0; NaN where unknown.
/// @param by_day     People there by day (workday population, footfall a day); NaN where unknown. Empty where none is
///   given.
/// @throws InvalidArgument  for a negative or infinite value (naming its position), arguments of different lengths, or
///   an option outside its range.
[[nodiscard]] std::vector<DenominatorCheck> check_denominators(std::span<const double> counts,
                                                               std::span<const double> residents,
                                                               std::span<const double> by_day = {},
                                                               const DenominatorOptions& options = {});

/// People of age bands, from people by single years of age: `result[place * starts.size() + band]`.
///
/// @param people  `people[place * ages + age]`, ages from 0; at least 0, NaN where unknown: the bands it falls in are
///   NaN. The last age stands for itself and above.
/// @param ages    Above 0.
/// @param starts  The first age of each band, rising, below `ages`; younger people are in no band. {0, 18}: under-18s
///   and adults.
/// @throws InvalidArgument  for arguments outside these ranges.
[[nodiscard]] std::vector<double> age_bands(std::span<const double> people, std::size_t ages,
                                            std::span<const std::size_t> starts);

}  // namespace libprofile::risk
