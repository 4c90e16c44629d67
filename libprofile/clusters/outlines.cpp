// SPDX-License-Identifier: MIT
#include "libprofile/clusters/outlines.hpp"

#include <algorithm>
#include <utility>

#include "libprofile/clusters/detail/cluster_members.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/assign.hpp"
#include "libprofile/geography/union_outline.hpp"

namespace libprofile::clusters {
namespace {

using geography::PlanarView;

std::vector<std::int64_t> sizes_of(const detail::ClusterMembers& members) {
  std::vector<std::int64_t> sizes;
  for (std::size_t k = 0; k < members.size(); ++k) {
    sizes.push_back(static_cast<std::int64_t>(members.of(k).size()));
  }
  return sizes;
}

template <class HullOf>
ClusterHulls outlined(PlanarView points, std::span<const std::int32_t> labels, HullOf&& hull_of) {
  const detail::ClusterMembers members = detail::cluster_members(labels, points.size());
  ClusterHulls outlines{members.cluster, sizes_of(members), std::vector<geography::Hull>(members.size())};
  core::parallel_for(
      members.size(),
      [&](std::size_t k) {
        const std::vector<double> places = detail::places_of(points, members.of(k));
        outlines.hulls[k] = hull_of(PlanarView(places));
      },
      1);
  return outlines;
}

}  // namespace

ClusterHulls convex_outlines(PlanarView points, std::span<const std::int32_t> labels) {
  return outlined(points, labels, [](PlanarView places) { return geography::convex_hull(places); });
}

ClusterHulls concave_outlines(PlanarView points, std::span<const std::int32_t> labels,
                              const geography::ConcaveHullOptions& options) {
  geography::validate(options);
  return outlined(points, labels, [&](PlanarView places) { return geography::concave_hull(places, options); });
}

ClusterUnits unit_outlines(PlanarView points, std::span<const std::int32_t> labels, const geography::AreaSet& units) {
  const detail::ClusterMembers members = detail::cluster_members(labels, points.size());
  const std::vector<std::int32_t> unit_of_point = geography::assign(points, units);
  ClusterUnits result{members.cluster, sizes_of(members), {0}, {}, {}};
  for (std::size_t k = 0; k < members.size(); ++k) {
    std::vector<std::int32_t> held;
    for (const std::uint32_t i : members.of(k)) {
      if (unit_of_point[i] != geography::kOutside) {
        held.push_back(unit_of_point[i]);
      }
    }
    std::sort(held.begin(), held.end());
    held.erase(std::unique(held.begin(), held.end()), held.end());
    result.units.insert(result.units.end(), held.begin(), held.end());
    result.first.push_back(result.units.size());
  }
  result.outlines = geography::union_of_sets(units, result.first, result.units).polygons;
  return result;
}

}  // namespace libprofile::clusters
