// SPDX-License-Identifier: MIT
/// @file
/// Groups of incidents that lie close together in space and in time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/clusters/labels.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::clusters {

struct SpaceTimeDbscanOptions {
  /// Two points at most this far apart can be neighbours. Above 0, finite.
  double radius_m = 250.0;

  /// Two points at most so many days apart can be neighbours. Above 0, finite.
  double lag_days = 14.0;

  /// Neighbours, itself included, that make a point a core point. At least 1.
  std::int32_t min_points = 5;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const SpaceTimeDbscanOptions& options);

/// Labels each point with its cluster in space and time.
///
/// Neighbours are close in both. Core points that are neighbours are in one cluster, so a cluster can move and last
/// longer than `lag_days`. Clusters are numbered from 0 by their first core point in input order. A point that is not
/// core takes the cluster of its nearest core neighbour; of those equally near in space, the nearest in time; of those
/// equally near in both, the lower number. Without one it is `kNoise`. Apart from the numbers the result does not
/// depend on the input order, nor on the number of threads.
///
/// The paper's third threshold (a cluster's mean of some other value) is not applied.
///
/// @param points      Where incidents happened, finite. May be empty.
/// @param times_days  When, in days since any instant: finite, one for each point.
/// @returns One label per point, in input order.
/// @throws InvalidArgument  for an option outside its range, a value that is not finite (naming the position), another
///   number of times than points, a radius below 2^-30 of the extent, or a lag below 2^-30 of the span of time.
///
/// Time O(n k), with k the points in a block of 5 x 5 cells of side `radius_m` / √2 over three lags; far less where
/// points are dense. Distances are compared in double precision, squared; lags as differences of doubles.
/// Method: Birant and Kut (2007), Data and Knowledge Engineering 60, pages 208-221.
[[nodiscard]] std::vector<std::int32_t> space_time_dbscan(geography::PlanarView points,
                                                          std::span<const double> times_days,
                                                          const SpaceTimeDbscanOptions& options = {});

}  // namespace libprofile::clusters
