// SPDX-License-Identifier: MIT
/// @file
/// The minimum spanning tree of mutual reachability, searched for over blocks of points.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/clusters/detail/core_graph.hpp"
#include "libprofile/clusters/spanning_tree.hpp"
#include "libprofile/geography/point_blocks.hpp"

namespace libprofile::clusters::detail {

/// Its edges, ascending. At least two points.
[[nodiscard]] std::vector<TreeEdge> block_tree(const geography::PointBlocks& points, const CoreGraph& graph);

/// Positions by input index.
[[nodiscard]] std::vector<std::uint32_t> positions_by_id(const geography::PointBlocks& points);

}  // namespace libprofile::clusters::detail
