// SPDX-License-Identifier: MIT
/// @file
/// How incidents thin out with distance from premises of a type.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/planar_view.hpp"
#include "libprofile/risk/premises_type.hpp"

namespace libprofile::risk {

struct DistanceDecayOptions {
  /// Where each band ends: ascending, above 0, finite, at most 100 of them. The first begins at the premises itself,
  /// its own place included; a distance of exactly a limit belongs to the band that ends there.
  std::vector<double> limits_m{50.0, 100.0, 200.0, 300.0, 400.0, 500.0};
  /// Of the interval around what is expected, in (0, 1).
  double level = 0.95;
  /// Times that the types are dealt out anew, 1 to 1,000,000.
  std::int32_t replicates = 999;
  std::uint64_t seed = 0;
  /// Types that take no part: dwellings, children's homes, vehicles, online.
  std::vector<std::uint32_t> excluded_types;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const DistanceDecayOptions& options);

/// One band of distance around the premises of a type.
struct DistanceBand {
  double from_m = 0.0;
  double to_m = 0.0;
  /// Mean number of incidents in the band around a premises of the type.
  double per_premises = 0.0;
  /// The same per square kilometre of the band.
  double per_km2 = 0.0;
  /// The mean that as many premises of any type in the same neighbourhoods have, and the central interval of that mean
  /// where types are dealt out to the premises of each neighbourhood at random.
  double expected = 0.0;
  double lower = 0.0;
  double upper = 0.0;
};

struct DistanceDecay {
  std::uint32_t type = 0;
  double premises = 0.0;
  std::vector<DistanceBand> bands;
};

/// The curve of each type: incidents per premises by distance, against premises of any type in the same neighbourhoods.
///
/// An incident counts in a band of every premises that it lies in: a curve is a mean around one premises, and no sum
/// over premises is formed. Expected is exact; its interval comes from draws. Where a neighbourhood has premises of one
/// type only, they are their own expectation.
///
/// @param premises  `groups` are neighbourhoods. May be empty.
/// @param incident_weights  As in `attribute_incidents`.
/// @returns One curve a type that is not excluded, ascending.
/// @throws InvalidArgument  for an option outside its range, a point that is not finite, or columns of different
/// lengths.
///
/// Time O(pairs within 3 x 3 cells of side the last limit + replicates × premises × bands). The same for any number of
/// threads. Method: random labelling (Diggle 2003, Statistical Analysis of Spatial Point Patterns) within
/// strata.
[[nodiscard]] std::vector<DistanceDecay> distance_decay(const PremisesView& premises, geography::PlanarView incidents,
                                                        std::span<const double> incident_weights,
                                                        const DistanceDecayOptions& options = {});

}  // namespace libprofile::risk
