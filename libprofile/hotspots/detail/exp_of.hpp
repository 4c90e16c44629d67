// SPDX-License-Identifier: MIT
/// @file
/// The exponential by plain arithmetic: loops over it are vectorised, and every instruction set gives the same bits.
#pragma once

#include <bit>
#include <cstdint>
#include <numbers>

#include "libprofile/core/instruction_set.hpp"

namespace libprofile::hotspots::detail {

/// e^x for x from -700 to 700, within 2 units in the last place: 2^n times the Taylor polynomial of degree 13 of what
/// is left, at most half of ln 2.
[[nodiscard]] LIBPROFILE_INLINE double exp_of(double x) {
  // Adding it rounds to a whole number, which stands in the low bits.
  constexpr double kRounder = 0x1.8p52;
  constexpr double kLn2High = 0x1.62e42fee00000p-1;
  constexpr double kLn2Low = 0x1.a39ef35793c76p-33;
  const double shifted = x * std::numbers::log2e + kRounder;
  const double n = shifted - kRounder;
  const double r = (x - n * kLn2High) - n * kLn2Low;
  double sum = 1.0 / 6227020800.0;
  sum = sum * r + 1.0 / 479001600.0;
  sum = sum * r + 1.0 / 39916800.0;
  sum = sum * r + 1.0 / 3628800.0;
  sum = sum * r + 1.0 / 362880.0;
  sum = sum * r + 1.0 / 40320.0;
  sum = sum * r + 1.0 / 5040.0;
  sum = sum * r + 1.0 / 720.0;
  sum = sum * r + 1.0 / 120.0;
  sum = sum * r + 1.0 / 24.0;
  sum = sum * r + 1.0 / 6.0;
  sum = sum * r + 0.5;
  sum = sum * r + 1.0;
  sum = sum * r + 1.0;
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(sum) + (std::bit_cast<std::uint64_t>(shifted) << 52U));
}

}  // namespace libprofile::hotspots::detail
