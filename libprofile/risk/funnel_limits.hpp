// SPDX-License-Identifier: MIT
/// @file
/// The counts that chance alone would give around an expectation.
#pragma once

#include "libprofile/risk/interval.hpp"

namespace libprofile::risk {

/// Counts between which chance alone would keep a place with `expected` events: exact Poisson quantiles.
///
/// Each end is the smallest whole number of events whose cumulative probability is at least (1 - level) / 2 and
/// (1 + level) / 2. An expectation of 0 gives [0, 0].
///
/// @param expected  Events, from 0 to 1e15.
/// @param level     In (0, 1). Funnels are drawn at 0.95 and 0.998.
/// @throws InvalidArgument  for an argument outside its range.
///
/// Method: Spiegelhalter (2005), Stat. Med. 24, pages 1185-1202, without interpolation.
[[nodiscard]] Interval funnel_limits(double expected, double level = 0.95);

}  // namespace libprofile::risk
