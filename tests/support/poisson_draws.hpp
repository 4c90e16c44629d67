// SPDX-License-Identifier: MIT
/// @file
/// Poisson counts for tests, the same on every machine.
#pragma once

#include <cmath>
#include <cstdint>

#include "libprofile/core/random.hpp"

namespace libprofile::testing {

/// A Poisson count with this mean, below some 500, by inversion.
inline double poisson_draw(const core::Philox& random, double mean, std::uint32_t item, std::uint32_t replicate) {
  double left = random.uniform(item, replicate, 11);
  double chance = std::exp(-mean);
  double count = 0.0;
  while (left >= chance && chance > 0.0) {
    left -= chance;
    count += 1.0;
    chance *= mean / count;
  }
  return count;
}

}  // namespace libprofile::testing
