// SPDX-License-Identifier: MIT
/// @file
/// Sources whose easting and northing changed places, which no reference system can tell: both are metres.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "libprofile/geography/assign.hpp"
#include "libprofile/profile/options.hpp"

namespace libprofile::profile::detail {

/// Fewer points with a place say too little.
inline constexpr std::size_t kFewestForSwap = 10;

/// "Nearly all" of them.
inline constexpr double kNearlyAllForSwap = 0.95;

/// Refuses a source of which nearly all points lie outside the areas, and nearly all inside once x and y change places.
///
/// @param xy  Interleaved, on the working plane; NaN where there is no place. May be empty.
/// @param unit  The area of each point, as `assign` gives it.
/// @param areas  Finds the areas.
/// @param sources  Empty: one, called `name`.
/// @throws CrsError  naming the first such source, how many of its points lie outside, and the remedy.
///
/// Time O(n); areas are looked up only for sources that lie outside, for up to 1,000 points each.
void refuse_swapped(std::span<const double> xy, std::span<const std::int32_t> unit,
                    const geography::PointLocator& areas, std::span<const RowsOfSource> sources,
                    const std::string& name);

}  // namespace libprofile::profile::detail
