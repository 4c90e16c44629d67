// SPDX-License-Identifier: MIT
/// @file
/// Rates of small places made comparable before they are mapped or correlated.
#pragma once

#include <span>
#include <vector>

namespace libprofile::hotspots {

/// How many standard deviations each rate lies above the overall one, the deviation being that of a place of its size:
/// (count / population - b) / √(a + b / population), with b all events over all people and a the variance of the rates
/// beyond chance, Σ population (rate - b)² / Σ population - b / mean population. Where a + b / population is not above
/// 0, b / population alone is taken. All 0 where there is no event.
///
/// @param counts       Events, finite and at least 0. May be empty.
/// @param populations  People, finite and above 0.
/// @throws InvalidArgument  for a value outside its range, or arguments of different lengths.
///
/// Method: Assunção and Reis (1999), Statistics in Medicine 18, pages 2147-2162.
[[nodiscard]] std::vector<double> standardised_rates(std::span<const double> counts,
                                                     std::span<const double> populations);

}  // namespace libprofile::hotspots
