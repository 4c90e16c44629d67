// SPDX-License-Identifier: MIT
/// @file
/// The minimum spanning tree of mutual reachability among given links.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/clusters/spanning_graph.hpp"
#include "libprofile/clusters/spanning_tree.hpp"

namespace libprofile::clusters::detail {

/// Its edges, ascending. At least two points; `min_points` from 1 to the graph's.
[[nodiscard]] std::vector<TreeEdge> link_tree(const SpanningGraph& graph, std::int32_t min_points);

}  // namespace libprofile::clusters::detail
