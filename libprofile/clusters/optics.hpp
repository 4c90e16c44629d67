// SPDX-License-Identifier: MIT
/// @file
/// The order in which dense places of every density come one after another.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::clusters {

struct OpticsOptions {
  /// Points further apart are never compared: the coarsest density that can be seen. Above 0, finite.
  double radius_m = 1000.0;

  /// Neighbours, itself included, that make a point a core point. At least 2.
  std::int32_t min_points = 5;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const OpticsOptions& options);

/// All but `ordering` are by input index.
struct OpticsOrdering {
  /// Input indices in the order of the reachability plot.
  std::vector<std::uint32_t> ordering;

  /// The least radius at which the point is within reach of a core point before it; infinite where there is none.
  std::vector<double> reachability_m;

  /// Distance to the `min_points`-th nearest point, itself counted; infinite where it is above the radius.
  std::vector<double> core_distance_m;

  /// The core point that `reachability_m` is measured from; -1 where it is infinite.
  std::vector<std::int32_t> predecessor;
};

/// Orders points so that each follows those it is densely connected with.
///
/// From the first point in input order, each next one is that of least reachability among those not yet taken; of equal
/// ones the first in input order; where none is reachable, the first left. A predecessor changes only for a shorter
/// reach. Distances are compared squared, in double precision.
///
/// @param points  Where incidents happened, finite. May be empty; fewer than 2^31.
/// @throws InvalidArgument  for an option outside its range or a coordinate that is not finite.
///
/// Time O(n k + n log n), with k the points in a square of side 2.5 `radius_m`. The number of threads changes nothing.
/// Method: Ankerst, Breunig, Kriegel and Sander (1999), SIGMOD, pages 49-60.
[[nodiscard]] OpticsOrdering optics(geography::PlanarView points, const OpticsOptions& options = {});

}  // namespace libprofile::clusters
