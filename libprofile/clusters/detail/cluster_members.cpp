// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/cluster_members.hpp"

#include <algorithm>
#include <string>

#include "libprofile/clusters/labels.hpp"
#include "libprofile/core/error.hpp"

namespace libprofile::clusters::detail {

ClusterMembers cluster_members(std::span<const std::int32_t> labels, std::size_t points) {
  if (labels.size() != points) {
    throw InvalidArgument("labels has " + std::to_string(labels.size()) + " values: must have one for each point");
  }
  ClusterMembers members;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    require(labels[i] >= kNoise, "labels[" + std::to_string(i) + "]", labels[i], "a whole number from -1");
    if (labels[i] != kNoise) {
      members.points.push_back(static_cast<std::uint32_t>(i));
    }
  }
  std::stable_sort(members.points.begin(), members.points.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return labels[a] < labels[b]; });
  for (std::size_t k = 0; k < members.points.size(); ++k) {
    const std::int32_t label = labels[members.points[k]];
    if (members.cluster.empty() || members.cluster.back() != label) {
      members.cluster.push_back(label);
      members.first.push_back(k);
    }
    members.first.back() = k + 1;
  }
  return members;
}

std::vector<double> places_of(geography::PlanarView points, std::span<const std::uint32_t> members) {
  std::vector<double> xy_m;
  xy_m.reserve(2 * members.size());
  for (const std::uint32_t i : members) {
    xy_m.insert(xy_m.end(), {points.x(i), points.y(i)});
  }
  return xy_m;
}

}  // namespace libprofile::clusters::detail
