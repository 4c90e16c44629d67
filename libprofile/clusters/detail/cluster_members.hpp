// SPDX-License-Identifier: MIT
/// @file
/// The points of each cluster, from labels that anybody may have given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::clusters::detail {

/// Clusters by number; the points of cluster k, ascending, are points[first[k]] to points[first[k + 1] - 1].
struct ClusterMembers {
  std::vector<std::int32_t> cluster;
  std::vector<std::size_t> first{0};
  std::vector<std::uint32_t> points;

  [[nodiscard]] std::size_t size() const { return cluster.size(); }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t k) const {
    return std::span(points).subspan(first[k], first[k + 1] - first[k]);
  }
};

/// Points in no cluster are left out.
///
/// @throws InvalidArgument  for labels of another number than the points, or below `kNoise`.
/// Time O(n log n).
[[nodiscard]] ClusterMembers cluster_members(std::span<const std::int32_t> labels, std::size_t points);

/// Their coordinates, interleaved.
[[nodiscard]] std::vector<double> places_of(geography::PlanarView points, std::span<const std::uint32_t> members);

}  // namespace libprofile::clusters::detail
