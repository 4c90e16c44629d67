// SPDX-License-Identifier: MIT
/// @file
/// Neighbours that are near.
#pragma once

#include <cstdint>

#include "libprofile/geography/planar_view.hpp"
#include "libprofile/geography/weights.hpp"

namespace libprofile::geography {

struct DistanceBandOptions {
  /// Points at most this far apart are neighbours. Above 0.
  double radius_m = 1000.0;
};

enum class Ties {
  /// Exactly k neighbours: of equally distant ones, the lower index.
  lower_index,
  /// Every point as near as the k-th: k neighbours or more.
  all,
};

struct KNearestOptions {
  /// Neighbours of each point. At least 1 and below the number of points.
  std::int32_t k = 8;

  /// What happens to points exactly as far as the k-th.
  Ties ties = Ties::lower_index;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const DistanceBandOptions& options);
void validate(const KNearestOptions& options);

/// Binary weights of the points within `radius_m`, the bound included. Points at one place are neighbours.
///
/// Distances are compared squared, dx * dx + dy * dy <= radius_m * radius_m, each operation rounded once.
/// @throws InvalidArgument  for an option outside its range, or a point that is not finite, naming its position.
/// Time O(n + links) expected, by a uniform grid.
[[nodiscard]] Weights distance_band(PlanarView points, const DistanceBandOptions& options = {});

/// Binary weights of the k nearest other points. Not symmetric. No points, no rows.
///
/// @throws InvalidArgument  for an option outside its range, k not below the number of points, more than `kMostLinks`
///                          links, or a point that is not finite, naming its position.
/// Time as `nearest_neighbours`; with `Ties::all` a k-d tree looks for the tied ones.
[[nodiscard]] Weights k_nearest(PlanarView points, const KNearestOptions& options = {});

}  // namespace libprofile::geography
