// SPDX-License-Identifier: MIT
/// @file
/// One point, or one box, compared with all points of a block at once.
#pragma once

#include <cstdint>

#include "libprofile/geography/point_blocks.hpp"

namespace libprofile::geography {

/// Writes the squared distances from (x, y) to the `PointBlocks::kPoints` points of a block, and returns a bit for each
/// that is at most `bound`. A coordinate that is NaN is never near.
using BlockDistances = std::uint32_t(const double* block_x, const double* block_y, double x, double y, double bound,
                                     double* squared_m2);
[[nodiscard]] BlockDistances* block_distances();

/// Returns a bit for each point of a block whose squared distance to a box is at most its own `bounds`, and lowers
/// `left_out` of each other to that distance.
using BlockGaps = std::uint32_t(const double* block_x, const double* block_y, const BlockBox& box, const double* bounds,
                                double* left_out);
[[nodiscard]] BlockGaps* block_gaps();

}  // namespace libprofile::geography
