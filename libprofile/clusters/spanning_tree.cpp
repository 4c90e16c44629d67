// SPDX-License-Identifier: MIT
#include "libprofile/clusters/spanning_tree.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "libprofile/clusters/detail/block_tree.hpp"
#include "libprofile/clusters/detail/core_graph.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/geography/point_blocks.hpp"

namespace libprofile::clusters {

std::vector<TreeEdge> spanning_tree(geography::PlanarView points, std::int32_t min_points) {
  require(min_points >= 1, "min_points", min_points, "at least 1");
  require(static_cast<std::size_t>(min_points) <= std::max<std::size_t>(points.size(), 1), "min_points", min_points,
          "at most the number of points (" + std::to_string(points.size()) + ")");
  const geography::PointBlocks blocks(points);
  if (points.size() < 2) {
    return {};
  }
  return detail::block_tree(blocks, detail::core_graph(blocks, static_cast<std::size_t>(min_points)));
}

}  // namespace libprofile::clusters
