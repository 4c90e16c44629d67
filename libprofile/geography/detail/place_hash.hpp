// SPDX-License-Identifier: MIT
/// @file
/// Places by number, for tables that look them up.
#pragma once

#include <bit>
#include <cstdint>

namespace libprofile::geography::detail {

/// Equal for equal coordinates (-0 equals 0), and otherwise well mixed in its highest and lowest bits.
[[nodiscard]] inline std::uint64_t place_hash(double x, double y) {
  // Adding 0 turns -0 into 0.
  std::uint64_t hash = std::bit_cast<std::uint64_t>(x + 0.0) * 0x9E3779B97F4A7C15ULL;
  hash ^= hash >> 32;
  hash = (hash + std::bit_cast<std::uint64_t>(y + 0.0)) * 0xD6E8FEB86659FD93ULL;
  return hash ^ (hash >> 32);
}

}  // namespace libprofile::geography::detail
