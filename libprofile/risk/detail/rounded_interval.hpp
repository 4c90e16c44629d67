// SPDX-License-Identifier: MIT
/// @file
/// The interval of a count that is known only up to its rounding.
#pragma once

#include <algorithm>

#include "libprofile/risk/poisson_interval.hpp"

namespace libprofile::risk::detail {

/// The union of the Poisson intervals of every count from `count` - `band` (at least 0) to `count` + `band`.
[[nodiscard]] inline Interval rounded_interval(double count, double band, double level) {
  return {poisson_interval(std::max(0.0, count - band), {.level = level}).lower,
          poisson_interval(count + band, {.level = level}).upper};
}

}  // namespace libprofile::risk::detail
