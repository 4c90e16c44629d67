// SPDX-License-Identifier: MIT
/// @file
/// Rates of neighbourhoods: as counted, with their interval, and smoothed.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace libprofile::risk {

enum class Reliability : std::uint8_t {
  ok,
  /// So few events that the figure says little, and is not ranked.
  low,
  /// The count was withheld, or there is no population to relate it to.
  withheld,
};

/// "ok", "low", "withheld".
[[nodiscard]] std::string_view to_string(Reliability reliability);

struct NeighbourhoodOptions {
  /// Of the intervals, in (0, 1).
  double level = 0.95;
  /// How far a count may be from the true one: base - 1 after rounding, 0 for exact counts.
  double rounding_band = 0.0;
  /// Counts up to this are of low reliability: the base, after rounding. At least 0.
  double low_at_most = 0.0;
  /// Places with fewer residents are withheld. At least 0.
  double minimum_residents = 0.0;
};

/// One entry for each place, in input order; NaN where withheld.
struct NeighbourhoodRisk {
  std::vector<double> rate_per_1000;
  std::vector<double> lower;
  std::vector<double> upper;
  /// Marshall's empirical Bayes rate over all places that are not withheld.
  std::vector<double> smoothed_per_1000;
  std::vector<Reliability> reliability;
};

/// Events per 1,000 residents. Pure: exact counts inside, protected counts with their rounding band for release.
///
/// @param counts       Events, at least 0; NaN where withheld. May be empty.
/// @param populations  Residents, at least 0; NaN where unknown.
/// @throws InvalidArgument  for a negative or infinite value (naming its position), arguments of different lengths, or
///   an option outside its range.
[[nodiscard]] NeighbourhoodRisk neighbourhood_risk(std::span<const double> counts, std::span<const double> populations,
                                                   const NeighbourhoodOptions& options = {});

}  // namespace libprofile::risk
