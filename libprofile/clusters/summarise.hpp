// SPDX-License-Identifier: MIT
/// @file
/// What each cluster holds: size, persons, time, share of all, and density against its surroundings.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::clusters {

struct SummariseOptions {
  /// Width by which a cluster's convex hull is widened, so that one in a single place has an area. Above 0, finite.
  double margin_m = 50.0;

  /// Width of the ring around that, for comparison. Above 0, finite.
  double ring_m = 500.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const SummariseOptions& options);

/// What is known of the points beside their places, one entry each; empty where it is not known.
struct ClusterColumns {
  /// When, in days. Finite.
  std::span<const double> time_days{};
  /// Codes of persons; below 0: missing, not counted.
  std::span<const std::int32_t> person{};
  /// How many incidents each point stands for: finite, not negative.
  std::span<const double> weights{};
};

/// One cluster.
struct ClusterSummary {
  std::int32_t cluster = 0;
  std::int64_t points = 0;
  /// Distinct persons; 0 where persons are not known.
  std::int64_t persons = 0;
  /// Sum of weights; without weights, points.
  double incidents = 0.0;
  /// First and last time, in days; NaN where times are not known.
  double first_days = std::numeric_limits<double>::quiet_NaN();
  double last_days = std::numeric_limits<double>::quiet_NaN();
  /// Of the incidents of all points; 0 where all weights are 0.
  double share = 0.0;
  /// Of the hull and the margin around it.
  double area_km2 = 0.0;
  /// Its points over that area.
  double per_km2 = 0.0;
  /// Points that are not its own and lie beyond the margin and no farther than the ring, over the ring's area.
  double around_per_km2 = 0.0;
};

/// Describes each cluster, in order of its number. No cluster: nothing.
///
/// Clusters were made to be dense: that one is denser than the ring around it is no finding.
///
/// A hull widened by m has the area A + P m + π m², with A its area and P its perimeter: nothing is approximated by
/// polygons.
///
/// @param labels  One a point, as the methods of this folder give them; `kNoise` is in no cluster.
/// @throws InvalidArgument  for an option outside its range, a coordinate, time or weight that is not finite, a weight
///   below 0, a label below `kNoise`, or a column of another length.
///
/// Time O(n log n) and, for each cluster, its hull's vertices times the points in cells of side margin and ring around
/// it. Parallel; the same for any number of threads.
[[nodiscard]] std::vector<ClusterSummary> summarise(geography::PlanarView points, std::span<const std::int32_t> labels,
                                                    const ClusterColumns& columns = {},
                                                    const SummariseOptions& options = {});

}  // namespace libprofile::clusters
