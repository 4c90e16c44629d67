// SPDX-License-Identifier: MIT
/// @file
/// Points for tests, the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/core/random.hpp"

namespace libprofile::testing {

/// n points, interleaved x, y, uniform in a square with a corner at (0, 0).
inline std::vector<double> random_points(std::uint64_t seed, std::size_t n, double side_m = 1000.0) {
  const core::Philox random(seed, core::Stream::testing);
  std::vector<double> xy_m(2 * n);
  for (std::size_t i = 0; i < n; ++i) {
    xy_m[2 * i] = side_m * random.uniform(static_cast<std::uint32_t>(i), 0, 0);
    xy_m[2 * i + 1] = side_m * random.uniform(static_cast<std::uint32_t>(i), 0, 1);
  }
  return xy_m;
}

/// The same on whole multiples of `step_m`, from 0 to `side_m`: many coincide, and many lie in line.
inline std::vector<double> random_lattice_points(std::uint64_t seed, std::size_t n, double side_m, double step_m) {
  const core::Philox random(seed, core::Stream::testing);
  const auto steps = static_cast<std::uint32_t>(side_m / step_m) + 1U;
  std::vector<double> xy_m(2 * n);
  for (std::size_t i = 0; i < n; ++i) {
    xy_m[2 * i] = step_m * random.below(steps, static_cast<std::uint32_t>(i), 1, 0);
    xy_m[2 * i + 1] = step_m * random.below(steps, static_cast<std::uint32_t>(i), 1, 1);
  }
  return xy_m;
}

}  // namespace libprofile::testing
