// SPDX-License-Identifier: MIT
/// @file
/// Joins neighbouring places until each group is large enough, into as many groups as that allows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/weights.hpp"

namespace libprofile::geography {

struct MaxPOptions {
  /// Least sum of sizes of a region. Above 0.
  double floor = 1.0;

  /// Random constructions of which the best is kept and improved. 1 to 10,000.
  std::int32_t attempts = 20;

  std::uint64_t seed = 0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const MaxPOptions& options);

struct MaxPRegions {
  /// By place, its region; regions are numbered from 0 by their first place.
  std::vector<std::uint32_t> region;
  /// By region, the sum of its sizes.
  std::vector<double> size;
  /// Regions that have less than the floor: all that is connected to them has less.
  std::vector<std::uint32_t> too_small;
  /// Sum over regions, places and attributes of the squared deviation from the region's mean.
  double dissimilarity = 0.0;
};

/// Joins neighbouring places into as many regions as possible whose sizes add up to the floor or more.
///
/// Regions are connected and every place is in one. Each attempt grows regions from random places, takes in the places
/// with the fewest free neighbours first, and joins what is left to the neighbouring region that it is most like. Of
/// the attempts with the most regions that with the least dissimilarity is kept; then places move to a neighbouring
/// region while that lowers the dissimilarity, leaves both regions connected and neither below the floor.
///
/// The number of regions is not proved to be the largest; docs/methods/max_p_regions.md says how close it comes.
///
/// @param weights  Who is whose neighbour; values are not looked at, and a link counts in both directions.
/// @param size  By place, 0 or more: what has to reach the floor, such as residents.
/// @param attributes  Row-major, by place: what the places of a region should be alike in, such as coordinates. May be
///                    empty: then dissimilarity is 0 and nothing moves.
/// @returns Regions; none where there are no places. A part of the map that has less than the floor altogether is one
///          region of its own.
/// @throws InvalidArgument  for an option outside its range, lengths that do not fit, or a number that is not finite.
///
/// The same for any number of threads. Time O(attempts x links), then O(rounds x border places x places of a region).
/// Method: Duque, Anselin and Rey (2012), Journal of Regional Science 52, pages 397-419; Wei, Rey and Knaap (2021),
/// International Journal of Geographical Information Science 35, pages 1249-1269.
[[nodiscard]] MaxPRegions max_p_regions(const Weights& weights, std::span<const double> size,
                                        std::span<const double> attributes, const MaxPOptions& options);

}  // namespace libprofile::geography
