// SPDX-License-Identifier: MIT
/// @file
/// Groups of incidents that lie close together.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/clusters/labels.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::clusters {

struct DbscanOptions {
  /// Two points at most this far apart are neighbours. Above 0, finite.
  double radius_m = 250.0;

  /// Neighbours, itself included, that make a point a core point; with weights, their sum. Above 0, finite.
  double min_points = 5.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const DbscanOptions& options);

/// Labels each point with its cluster.
///
/// A core point has at least `min_points` within reach of it. Core points within reach of one another are in one
/// cluster. Clusters are numbered from 0 by their first core point in input order. A point that is not core takes the
/// cluster of the nearest core point within reach, the lower number where two are equally near; with none within reach
/// it is `kNoise`. Apart from the numbers (and so, from ties between clusters) the result does not depend on the input
/// order.
///
/// @param points   Where incidents happened, finite. May be empty.
/// @param weights  How many incidents each point stands for: finite, not negative. Empty for one each. A point of
/// weight
///   w counts as w points in one place; whole numbers are summed exactly.
/// @returns One label per point, in input order.
/// @throws InvalidArgument  for an option outside its range, a coordinate that is not finite or a weight outside its
///   range (naming the position), another number of weights than points, or a radius below 2^-30 of the extent.
///
/// Time O(n k), with k the points in a 5 x 5 block of cells of side `radius_m` / √2; far less where points are dense,
/// since a cell that holds `min_points` needs no distance at all. Distances are compared in double precision, squared.
/// Method: Ester, Kriegel, Sander and Xu (1996), KDD-96, pages 226-231; cells after Gunawan (2013), Eindhoven.
[[nodiscard]] std::vector<std::int32_t> dbscan(geography::PlanarView points, const DbscanOptions& options = {},
                                               std::span<const double> weights = {});

}  // namespace libprofile::clusters
