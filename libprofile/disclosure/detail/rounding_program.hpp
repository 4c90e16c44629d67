// SPDX-License-Identifier: MIT
/// @file
/// A choice of up or down for each cell, as a linear program with branching.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace libprofile::disclosure::detail {

/// Of the choices in it, between `least` and `most` are up.
struct ChoiceSum {
  std::vector<std::uint32_t> choices;
  std::int64_t least;
  std::int64_t most;
};

/// The cheapest choices that meet all sums: 1 for up, 0 for down.
///
/// @param costs          Of going up, by choice.
/// @param most_branches  Nodes that the search may take. The result depends on nothing else, least of all on time.
/// @returns Nothing where no choices meet the sums, or the search was not finished.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> cheapest_choices(const std::vector<double>& costs,
                                                                        const std::vector<ChoiceSum>& sums,
                                                                        int most_branches);

}  // namespace libprofile::disclosure::detail
