// SPDX-License-Identifier: MIT
#include "libprofile/geography/nearest_neighbours.hpp"

#include <cmath>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/nearest_of_block.hpp"
#include "libprofile/geography/point_blocks.hpp"

namespace libprofile::geography {
namespace {

constexpr std::size_t kBlocksPerTask = 64;

void copy_rows(const PointBlocks& points, std::size_t block, const NearestOfBlock& nearest, NearestNeighbours& result) {
  for (std::size_t lane = 0; lane < points.count(block); ++lane) {
    std::size_t at = points.id(points.first(block) + lane) * result.k;
    for (const Found& found : nearest.found(lane)) {
      result.indices[at] = found.id;
      result.distances_m[at++] = std::sqrt(found.squared_m2);
    }
  }
}

}  // namespace

void validate(const NearestNeighboursOptions& options) {
  require(options.k >= 1, "k", options.k, "at least 1");
}

NearestNeighbours nearest_neighbours(PlanarView points, const NearestNeighboursOptions& options) {
  validate(options);
  NearestNeighbours result;
  result.n = points.size();
  result.k = static_cast<std::size_t>(options.k);
  if (points.empty()) {
    return result;
  }
  require(result.k < result.n, "k", options.k, "below the number of points (" + std::to_string(result.n) + ")");
  const PointBlocks blocks(points);
  result.indices = std::make_unique_for_overwrite<std::uint32_t[]>(result.n * result.k);
  result.distances_m = std::make_unique_for_overwrite<double[]>(result.n * result.k);
  core::parallel_blocks(blocks.blocks(), kBlocksPerTask, [&](std::size_t begin, std::size_t end) {
    NearestOfBlock nearest(blocks, result.k);
    for (std::size_t block = begin; block < end; ++block) {
      nearest.search(block);
      copy_rows(blocks, block, nearest, result);
    }
  });
  return result;
}

}  // namespace libprofile::geography
