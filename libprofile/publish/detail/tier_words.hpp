// SPDX-License-Identifier: MIT
/// @file
/// What tiers say, in words: how many areas there are in each, why an area is in one, and why none is.
#pragma once

#include <string>
#include <vector>

#include "libprofile/publish/detail/view.hpp"

namespace libprofile::publish::detail {

/// How many areas are in which tier, or why none is; and how many have, with those around them, more than expected.
/// Empty without hotspots.
[[nodiscard]] std::vector<std::string> where_more(const View& view);

/// Empty where an area is in a tier.
[[nodiscard]] std::string why_no_tier(const View& view);

/// "2.4 times the rate of all areas (1.8 to 3.1), known well; 1.9 times that of Eastmere (1.4 to 2.4). Together with
/// the areas around it, more than expected.": the area's own rate, where it is known, then Gi*. What its tier is made
/// by, its place in the order, is `place_in_order`.
[[nodiscard]] std::string reason_for_tier(const View& view, std::size_t unit);

}  // namespace libprofile::publish::detail
