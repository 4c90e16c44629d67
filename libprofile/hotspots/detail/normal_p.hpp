// SPDX-License-Identifier: MIT
/// @file
/// The p of a standard normal z.
#pragma once

#include <cmath>

#include "libprofile/hotspots/local_statistic.hpp"

namespace libprofile::hotspots::detail {

[[nodiscard]] inline double normal_p(double z, Alternative alternative) {
  const double scaled = z / std::sqrt(2.0);
  switch (alternative) {
    case Alternative::greater:
      return 0.5 * std::erfc(scaled);
    case Alternative::less:
      return 0.5 * std::erfc(-scaled);
    case Alternative::two_sided:
      break;
  }
  return std::erfc(std::abs(scaled));
}

}  // namespace libprofile::hotspots::detail
