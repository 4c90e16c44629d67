// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/core_graph.hpp"

#include <algorithm>
#include <limits>

#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/nearest_of_block.hpp"

namespace libprofile::clusters::detail {
namespace {

constexpr std::size_t kBlocksPerTask = 64;
/// So many neighbours are searched for at least: fewer start badly.
constexpr std::size_t kFewest = 4;

}  // namespace

CoreGraph core_graph(const geography::PointBlocks& points, std::size_t min_points, std::size_t most_kept) {
  const std::size_t beyond_self = min_points - 1;
  const std::size_t searched = std::min(std::max(beyond_self, kFewest), points.size() - 1);
  CoreGraph graph;
  graph.neighbours_each = std::min(searched, most_kept);
  graph.core_m2.assign(points.blocks() * geography::PointBlocks::kPoints, std::numeric_limits<double>::infinity());
  graph.neighbours.resize(points.size() * graph.neighbours_each);
  graph.is_complete.resize(points.size());
  core::parallel_blocks(points.blocks(), kBlocksPerTask, [&](std::size_t begin, std::size_t end) {
    geography::NearestOfBlock nearest(points, searched);
    for (std::size_t block = begin; block < end; ++block) {
      nearest.search(block);
      for (std::size_t lane = 0; lane < points.count(block); ++lane) {
        const std::size_t position = points.first(block) + lane;
        const auto found = nearest.found(lane);
        const double core_m2 = beyond_self == 0 ? 0.0 : found[beyond_self - 1].squared_m2;
        const bool holds_all = found.back().squared_m2 > core_m2 || !nearest.may_tie(lane);
        graph.core_m2[position] = core_m2;
        graph.is_complete[position] = holds_all && searched <= most_kept ? 1 : 0;
        for (std::size_t k = 0; k < graph.neighbours_each; ++k) {
          graph.neighbours[position * graph.neighbours_each + k] = found[k].position;
        }
      }
    }
  });
  return graph;
}

}  // namespace libprofile::clusters::detail
