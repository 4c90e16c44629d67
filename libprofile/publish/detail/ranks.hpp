// SPDX-License-Identifier: MIT
/// @file
/// How sure the order of areas is, in words and as a picture of ranges.
#pragma once

#include <cstddef>
#include <string>

#include "libprofile/publish/detail/view.hpp"

namespace libprofile::publish::detail {

/// "almost certainly", "probably", "more likely than not", "possibly", "probably not": from 0.95, 0.8, 0.5 and 0.2 on.
[[nodiscard]] std::string_view likelihood_word(double probability);

/// "97", "under 1", "over 99": of 100. "–" where it is not known.
[[nodiscard]] std::string in_hundred(double probability);

/// "1 to 14", "3"; "–" where the area is not ranked.
[[nodiscard]] std::string rank_text(const AreaRisk& risk);

/// "Rank 1 to 14 of 592; almost certainly among the highest tenth (97 in 100)." Empty where the area is not ranked.
[[nodiscard]] std::string place_in_order(const View& view, std::size_t unit);

/// "among the 59 of 584 areas with the highest rates"; "counts" where areas are compared by those.
[[nodiscard]] std::string among_the_top(const View& view);

/// Areas in tiers, in order of tier, then code, each with the range of its rank as a bar. Empty where none is ranked.
[[nodiscard]] std::string rank_chart(const View& view);

/// That nothing tells areas apart, in words, where all have one risk; else empty.
[[nodiscard]] std::string all_areas_alike(const View& view);

/// What the width of the ranges allows to say. Empty where `rank_chart` is.
[[nodiscard]] std::string rank_advice(const View& view);

}  // namespace libprofile::publish::detail
