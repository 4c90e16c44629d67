// SPDX-License-Identifier: MIT
/// @file
/// The least few squared distances of eight points to others, all eight at a time.
#pragma once

#include <cstddef>
#include <cstdint>

#include "libprofile/geography/point_blocks.hpp"

namespace libprofile::geography {

/// Eight points that stand side by side in `PointBlocks`; NaN where there are fewer.
struct EightPoints {
  static constexpr std::size_t kLanes = 8;

  const double* x = nullptr;
  const double* y = nullptr;
  /// Around those that are points.
  BlockBox box;
};

/// The points of a block that eight points look at.
struct OthersOfBlock {
  const double* x = nullptr;
  const double* y = nullptr;
  /// A bit for each that counts.
  std::uint32_t which = 0;
  /// Which of them the first of the eight is; at least `PointBlocks::kPoints` where none of them is.
  std::size_t self = PointBlocks::kPoints;
};

/// Lowers the least squared distances of eight points: row j of `least` holds the j-th least of each, ascending. A lane
/// without a point has -1 throughout, which nothing lowers.
///
/// Others further from the box than `reach`, the greatest number in the last row, are passed over.
/// @returns The greatest number in the last row afterwards.
using LowerLeast = double(const EightPoints& points, const OthersOfBlock& others, double reach, double* least);

/// The most rows for which there is a kernel.
inline constexpr std::size_t kMostLeast = 16;

/// For `rows` rows: 1 to `kMostLeast`.
[[nodiscard]] LowerLeast* lower_least(std::size_t rows);

}  // namespace libprofile::geography
