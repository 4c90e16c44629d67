// SPDX-License-Identifier: MIT
#include "libprofile/clusters/hdbscan_range.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "libprofile/clusters/spanning_graph.hpp"
#include "libprofile/core/error.hpp"

namespace libprofile::clusters {
namespace {

/// The greatest that there are points for; 1 where there is none.
std::int32_t most_within(std::span<const std::int32_t> min_points, std::size_t points) {
  std::int32_t most = 1;
  for (const std::int32_t value : min_points) {
    most = static_cast<std::size_t>(value) <= points ? std::max(most, value) : most;
  }
  return most;
}

}  // namespace

std::vector<HdbscanResult> hdbscan_range(geography::PlanarView points, std::span<const std::int32_t> min_points,
                                         const HdbscanOptions& options) {
  validate(options);
  for (std::size_t k = 0; k < min_points.size(); ++k) {
    require(min_points[k] >= 1, "min_points[" + std::to_string(k) + "]", min_points[k], "at least 1");
  }
  const SpanningGraph graph = spanning_graph(points, most_within(min_points, points.size()));
  std::vector<HdbscanResult> results;
  results.reserve(min_points.size());
  for (const std::int32_t value : min_points) {
    HdbscanOptions of_this = options;
    of_this.min_points = value;
    results.push_back(value > graph.most_min_points ? hdbscan(points, of_this)
                                                    : hdbscan(spanning_tree(graph, value), points.size(), of_this));
  }
  return results;
}

}  // namespace libprofile::clusters
