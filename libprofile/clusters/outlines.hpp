// SPDX-License-Identifier: MIT
/// @file
/// Where each cluster lies: a hull of its points, or the units that hold one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/hulls.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::clusters {

/// Hulls of clusters, in order of cluster number.
///
/// Raw: their vertices are places of incidents. For the analyst alone; nothing that `publish` takes can be made of
/// them, since it takes protected values only.
struct ClusterHulls {
  std::vector<std::int32_t> cluster;
  std::vector<std::int64_t> points;
  /// As `geography::Hull` says: a cluster in one place has one vertex, one on a line has two.
  std::vector<geography::Hull> hulls;
};

/// The least convex outline of each cluster.
///
/// @param labels  One a point; `kNoise` is in no cluster.
/// @throws InvalidArgument  for a coordinate that is not finite, a label below `kNoise`, or another number of labels.
/// Time O(n log n), parallel over clusters.
[[nodiscard]] ClusterHulls convex_outlines(geography::PlanarView points, std::span<const std::int32_t> labels);

/// Outlines that follow each cluster inwards, without holes.
///
/// @throws InvalidArgument  as `convex_outlines`, and for an option outside its range.
/// @throws GeometryError  where GEOS cannot triangulate a cluster.
[[nodiscard]] ClusterHulls concave_outlines(geography::PlanarView points, std::span<const std::int32_t> labels,
                                            const geography::ConcaveHullOptions& options = {});

/// The units that hold a point of each cluster.
///
/// Raw too, where points are: which units hold a cluster tells where points are few. What is released is made of
/// protected counts (`profile`).
struct ClusterUnits {
  std::vector<std::int32_t> cluster;
  std::vector<std::int64_t> points;
  /// Units of cluster k, ascending: units[first[k]] to units[first[k + 1] - 1]. Points in no unit have none.
  std::vector<std::size_t> first{0};
  std::vector<std::int32_t> units;
  /// One area a cluster: the union of its units, as `geography::union_outlines` makes it. None, where it has no unit.
  geography::Polygons outlines;
};

/// @throws InvalidArgument  as `convex_outlines`.
/// @throws GeometryError  where units cannot be united.
/// Time that of `geography::assign` and of uniting each cluster's units.
[[nodiscard]] ClusterUnits unit_outlines(geography::PlanarView points, std::span<const std::int32_t> labels,
                                         const geography::AreaSet& units);

}  // namespace libprofile::clusters
