// SPDX-License-Identifier: MIT
/// @file
/// Events against those that a place would have if each age had the rate of a standard population.
#pragma once

#include <span>
#include <vector>

#include "libprofile/risk/rate.hpp"

namespace libprofile::risk {

/// The rates by age that places are compared with: one entry for each age band.
struct StandardRates {
  std::span<const double> counts;
  std::span<const double> populations;
};

/// NaN where not given.
struct StandardisedRatio {
  double expected;
  /// Events over expected events, and its limits: 1 is the standard.
  Rate ratio;
  /// The same times the standard's overall rate, per `options.per`: the indirectly standardised rate.
  Rate rate;
};

/// Indirectly standardised ratios and rates.
///
/// Limits are those of the count (exact below 10 events, Byar from 10), the standard taken as known. They are given for
/// any number of events, unlike directly standardised rates: a ratio stands on one count and not on one a band. Ratios
/// of two places compare each with the standard; between places of other ages they are no ratio of rates.
///
/// @param counts       Events of each place, all ages together, at least 0; NaN where withheld. May be empty.
/// @param populations  People, `populations[place * bands + band]`, at least 0; NaN where unknown.
/// @param standard     Events and people of each band, at least 0: people above 0 where there are events, some events.
/// @throws InvalidArgument  for arguments outside these ranges (naming the position) or of different lengths.
///
/// Method: Breslow and Day (1987), IARC 82, pages 65-72; Eayres (2008), APHO technical briefing 3, for the limits.
[[nodiscard]] std::vector<StandardisedRatio> standardised_ratio(std::span<const double> counts,
                                                                std::span<const double> populations,
                                                                const StandardRates& standard,
                                                                const RateOptions& options = {});

}  // namespace libprofile::risk
