// SPDX-License-Identifier: MIT
/// @file
/// Groups of points closer together than chance would put them, groups of those groups, and so on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::clusters {

struct NearestNeighbourOptions {
  /// Two points at most this far apart are a pair, at the first order. Above 0, finite. Absent: from chance, as at the
  /// higher orders.
  std::optional<double> threshold_m = std::nullopt;

  /// Share of random patterns whose mean nearest-neighbour distance is below the threshold taken from chance. Above 0,
  /// at most 0.5.
  double level = 0.05;

  /// Area over which chance would spread the points. Above 0, finite. Absent: the rectangle around them.
  std::optional<double> area_m2 = std::nullopt;

  /// Points of the smallest cluster, at every order. At least 2.
  std::int32_t min_points = 5;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const NearestNeighbourOptions& options);

/// Clusters of one order. Their items are points at the first, clusters of the order before at the others.
struct NearestNeighbourOrder {
  double threshold_m = 0.0;
  /// Of each item; `kNoise` where it is in none.
  std::vector<std::int32_t> labels;
  /// Items in each cluster.
  std::vector<std::uint32_t> sizes;
  /// Mean centre of each cluster's items, interleaved x, y.
  std::vector<double> centres_xy_m;
};

/// The mean nearest-neighbour distance of n points spread at random over an area, less so many standard errors that a
/// share `level` of random patterns lies below: 0.5 sqrt(A / n) - z 0.26136 sqrt(A) / n, from the normal distribution.
/// Not above 0 where n is too small for any distance to be that unusual.
[[nodiscard]] double chance_threshold_m(std::size_t points, double area_m2, double level);

/// Nearest-neighbour hierarchical clusters, one entry an order.
///
/// The item with the most others within the threshold is a seed; it and all of them are a cluster. Then the same among
/// those not yet in a cluster, until no item has `min_points` - 1 others left. Of items with equally many, the first in
/// input order. Clusters are numbered as they are found, so the largest come first. The mean centres of an order's
/// clusters are the items of the next, with the threshold that chance gives for their number over the same area. It
/// ends with an order that has fewer than `min_points` clusters, or whose threshold is not above 0.
///
/// @param points  Where incidents happened, finite. May be empty: then there is no order.
/// @throws InvalidArgument  for an option outside its range or a coordinate that is not finite; where the threshold is
///   taken from chance, for points too few for one, and for points on a line unless `area_m2` is given.
///
/// Time O(n k + n log n), with k the points within a few thresholds.
/// Method: Levine (2015), CrimeStat IV, chapter 7. CrimeStat takes its standard errors from Student's t, which differs
/// for few points, and counts pairs once at the start, where this counts among those left.
[[nodiscard]] std::vector<NearestNeighbourOrder> nearest_neighbour_hierarchy(
    geography::PlanarView points, const NearestNeighbourOptions& options = {});

}  // namespace libprofile::clusters
