// SPDX-License-Identifier: MIT
/// @file
/// Which points of a list are the same.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace libprofile::io::detail {

/// The distinct points of a list in the order first seen, and for each point which of them it is.
struct DistinctPoints {
  std::vector<double> xy;
  std::vector<std::uint32_t> index;
};

/// Points are the same where all bits of both coordinates are. Expected time O(n).
///
/// @param xy  Interleaved, of fewer than 2^32 - 1 points.
[[nodiscard]] DistinctPoints distinct_points(std::span<const double> xy);

}  // namespace libprofile::io::detail
