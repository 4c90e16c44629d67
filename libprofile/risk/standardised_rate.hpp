// SPDX-License-Identifier: MIT
/// @file
/// The rate a place would have if its people had the ages of a standard population.
#pragma once

#include <span>

#include "libprofile/risk/rate.hpp"

namespace libprofile::risk {

/// Fewest events that a directly standardised rate is given for.
inline constexpr double kStandardisedRateEvents = 10.0;

/// The directly standardised rate per `options.per`, by Dobson's method with Byar's limits.
///
/// Not given below 10 events (`too_few_events`), nor where a band with a share of the standard has no people. With
/// `options.rounding_band`, each count has that band, and limits are those over all counts that may be meant.
///
/// @param counts      Events in each age band, at least 0.
/// @param population  People in each age band.
/// @param standard    People of the standard population in each age band: at least 0, some above 0.
/// @throws InvalidArgument  for arguments of different lengths, or outside their range.
///
/// Method: Dobson, Kuulasmaa, Eberle and Scherer (1991), Stat. Med. 10, pages 457-462.
[[nodiscard]] Rate standardised_rate(std::span<const double> counts, std::span<const double> population,
                                     std::span<const double> standard, const RateOptions& options = {});

}  // namespace libprofile::risk
