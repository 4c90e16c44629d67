// SPDX-License-Identifier: MIT
/// @file
/// Core distances, and the few neighbours of each point from which a spanning tree starts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/point_blocks.hpp"

namespace libprofile::clusters::detail {

/// By position in `PointBlocks`.
struct CoreGraph {
  /// Squared core distances; infinite behind the last point up to the end of its block.
  std::vector<double> core_m2;
  /// Positions of the nearest others, `neighbours_each` of each point.
  std::vector<std::uint32_t> neighbours;
  std::size_t neighbours_each = 0;
  /// Whether the neighbours hold every point no further away than the core distance.
  std::vector<std::uint8_t> is_complete;

  [[nodiscard]] std::span<const std::uint32_t> neighbours_of(std::size_t position) const {
    return std::span(neighbours).subspan(position * neighbours_each, neighbours_each);
  }
};

/// Enough neighbours to start a spanning tree from; more are memory.
inline constexpr std::size_t kEnoughNeighbours = 15;

/// At least two points; `min_points` from 1 to their number. At least four neighbours are searched for where there are
/// as many, and of those found at most `most_kept` kept, the nearest.
[[nodiscard]] CoreGraph core_graph(const geography::PointBlocks& points, std::size_t min_points,
                                   std::size_t most_kept = kEnoughNeighbours);

}  // namespace libprofile::clusters::detail
