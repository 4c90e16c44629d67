// SPDX-License-Identifier: MIT
/// @file
/// How many of the places called significant are likely to be chance.
#pragma once

#include <span>
#include <vector>

namespace libprofile::hotspots {

/// The Benjamini–Hochberg q of each p: the least false discovery rate at which that place would be called significant.
///
/// Of the places with q at most 0.05, about 5 in 100 are expected to be chance. NaN marks a place that was not tested:
/// it stays NaN and does not count among the tests. Equal p give equal q, and q is never below p. Valid for independent
/// and for positively dependent tests, such as the overlapping neighbourhoods of local statistics.
///
/// @param p  Each in [0, 1] or NaN. May be empty.
/// @throws InvalidArgument  for a p outside [0, 1].
///
/// Time O(m log m) for m tests. Method: Benjamini and Hochberg (1995), J. R. Stat. Soc. B 57, pages 289-300.
[[nodiscard]] std::vector<double> false_discovery_rate(std::span<const double> p);

}  // namespace libprofile::hotspots
