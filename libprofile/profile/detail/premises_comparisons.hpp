// SPDX-License-Identifier: MIT
/// @file
/// What released premises say of a type beyond its rate: its background, its funnel and how its incidents gather.
#pragma once

#include <string>
#include <vector>

#include "libprofile/disclosure/protect_premises.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::profile::detail {

/// The name of a P-code in words.
[[nodiscard]] std::string premises_type_name(const std::string& type);

/// Premises by how many incidents they have, those without first. Nothing of a type that is withheld.
[[nodiscard]] std::vector<publish::PremisesBand> premises_bands(const disclosure::ProtectedPremises& premises);

[[nodiscard]] std::vector<publish::PremisesSurroundings> premises_surroundings(
    const disclosure::ProtectedPremises& premises);

/// Fills in `matched_ratio` of each type, from types in the same surroundings.
void add_matched_ratios(const disclosure::ProtectedPremises& premises, std::vector<publish::PremisesType>& types);

/// Limits around the mean, from the fewest to the most premises that a type shows, 33 of them evenly in logarithm. A
/// `dispersion` of NaN is taken as 1.
[[nodiscard]] std::vector<publish::FunnelPoint> funnel_around(const std::vector<publish::PremisesType>& types,
                                                              double mean_per_100, double dispersion);

/// Fills in `steadied_per_100` of types in groups that are not withheld, by the type in all of them.
void add_steadied_by_group(const disclosure::ProtectedPremises& premises, std::vector<publish::PremisesType>& by_group);

}  // namespace libprofile::profile::detail
