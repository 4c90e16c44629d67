// SPDX-License-Identifier: MIT
/// @file
/// Charts of premises types beyond their rates: the funnel, the matched background, J-curves and distance decay.
#pragma once

#include <string>

#include "libprofile/publish/detail/view.hpp"

namespace libprofile::publish::detail {

/// Dots with whiskers around 1: each type against other types in the same surroundings. Empty where none is given.
[[nodiscard]] std::string matched_chart(const View& view);

/// What the ratios are made of: released premises and incidents by surroundings. Empty where none is given.
[[nodiscard]] std::string surroundings_table(const View& view);

/// Numbered dots by number of premises, between the limits of chance. Empty without limits.
[[nodiscard]] std::string funnel_chart(const View& view);

/// The same in a table: number, premises, rate, steadied rate and which limits it lies outside of.
[[nodiscard]] std::string funnel_table(const View& view);

/// A small curve a type: premises with the most incidents first. Empty where none is given.
[[nodiscard]] std::string j_curves(const View& view);

/// A small chart a type: incidents per square kilometre by distance from its premises. Empty where none can be said.
[[nodiscard]] std::string distance_charts(const View& view);

/// Of how many types nothing is shown, and why; empty where all are, or distances were not counted.
[[nodiscard]] std::string distance_lead(const View& view);

/// What the charts are made of. Empty where none is given.
[[nodiscard]] std::string distances_table(const View& view);

/// Types with a rate, by protected rate, most first; ties by code.
[[nodiscard]] std::vector<const PremisesType*> types_by_rate(const View& view);

}  // namespace libprofile::publish::detail
