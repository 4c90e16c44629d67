// SPDX-License-Identifier: MIT
/// @file
/// Which premises incidents happened near.
#pragma once

#include <span>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::risk {

struct IncidentAttribution {
  /// Incidents of each premises: whole ones and parts.
  std::vector<double> incidents;
  /// Incidents (with weights, their sum) near at least one premises, and near none.
  double near = 0.0;
  double elsewhere = 0.0;
};

/// Gives each incident to the premises within `radius_m` of it, in equal parts that sum to one.
///
/// Premises at one point are several premises: each takes its part. A distance of exactly `radius_m` is within.
///
/// @param incidents  Where incidents happened, finite. May be empty.
/// @param weights    How many incidents each point stands for: finite, at least 0. Empty for one each.
/// @param premises   Finite. May be empty.
/// @param radius_m   Above 0, finite.
/// @throws InvalidArgument  for an argument outside its range (naming the position), another number of weights than
///   incidents, or a radius below 2^-30 of the extent.
///
/// Time O(incidents + premises + pairs within a 3 x 3 block of cells of side `radius_m`). Sums run in a fixed order, so
/// the result is the same for any number of threads.
[[nodiscard]] IncidentAttribution attribute_incidents(geography::PlanarView incidents, std::span<const double> weights,
                                                      geography::PlanarView premises, double radius_m);

}  // namespace libprofile::risk
