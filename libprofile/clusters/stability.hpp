// SPDX-License-Identifier: MIT
/// @file
/// How clusters change from one radius and number of points to the next.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::clusters {

/// Settings to try, each with each.
struct StabilityOptions {
  /// In rising order, above 0, finite.
  std::vector<double> radii_m;
  /// In rising order, above 0, finite. Two settings in all at least.
  std::vector<double> min_points;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const StabilityOptions& options);

/// What `dbscan` finds with one setting.
struct SettingFound {
  double radius_m = 0.0;
  double min_points = 0.0;
  std::int64_t clusters = 0;
  /// Shares of points in no cluster, and in the largest.
  double noise = 0.0;
  double largest = 0.0;
  /// Least adjusted Rand index with the settings next to it, in radius or in number of points. 1 where the same points
  /// lie together, about 0 where no more do than by chance. Points in no cluster count as one group.
  double agreement = 1.0;
};

/// Clusters with every setting and compares neighbours: radius by radius, and for each the numbers of points.
///
/// Stable is not meaningful: one cluster that holds everything is stable.
///
/// @throws InvalidArgument  for an option outside its range, or fewer than two points; otherwise as `dbscan`.
/// Time that of `dbscan`, times the settings. The same for any number of threads.
[[nodiscard]] std::vector<SettingFound> stability(geography::PlanarView points, const StabilityOptions& options);

/// Share of pairs of points that two labellings treat alike, less what chance gives: at most 1, and 1 where they are
/// the same up to numbers. Any two labels that differ are two groups. Fewer than two points: 1.
///
/// @throws InvalidArgument  for labellings of different lengths.
/// Time O(n log n).
/// Source: Hubert and Arabie (1985), Journal of Classification 2, 193-218, equation 5.
[[nodiscard]] double adjusted_rand(std::span<const std::int32_t> a, std::span<const std::int32_t> b);

}  // namespace libprofile::clusters
