// SPDX-License-Identifier: MIT
/// @file
/// How much more incidents vary from premises to premises of a type than if they fell independently of each other.
#pragma once

#include <span>
#include <vector>

#include "libprofile/risk/concentration.hpp"

namespace libprofile::risk {

/// Variance of the risks of premises over the square of their mean: (variance - mean) / mean² of incidents of a
/// premises, at least 0.
///
/// Incidents of a premises are taken to be negative binomial with this as 1 / shape: 0 where they fall independently of
/// each other, more the more often a premises that has had one has another. What premises share does not show in it,
/// such as an incident that is split among several.
///
/// @param histogram  Premises by number of incidents, those without any included.
/// @returns NaN below two premises, or without an incident.
/// @throws InvalidArgument  for a value or number of places that is negative or not finite.
///
/// Method: Breslow (1984), J. R. Stat. Soc. C 33, pages 38-44, by moments.
[[nodiscard]] double premises_repeats(std::span<const PlacesWithValue> histogram);

/// The histogram that premises by band stand for, with no fewer repeats than the middles of the bands would have.
///
/// Premises stand at the upper limit of their band, which is exact for one and for two incidents; those of the highest
/// at its lower limit. Where that makes more incidents than there are, all are made smaller alike; where it makes
/// fewer, premises of the highest band share what is missing, or, if there are none, one premises more has it: rounding
/// may have hidden it.
///
/// @param bands      One row a band of `incident_band_limits`, in order, as from `banded`; its value is not read.
/// @param incidents  Of all of them: finite, at least 0.
/// @throws InvalidArgument  for another number of bands, or a number outside its range.
[[nodiscard]] std::vector<PlacesWithValue> histogram_at_limits(std::span<const PlacesWithValue> bands,
                                                               double incidents);

}  // namespace libprofile::risk
