// SPDX-License-Identifier: MIT
/// @file
/// Which cells with core points belong together.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/geography/cell_index.hpp"

namespace libprofile::clusters::detail {

/// For each occupied cell of the index, the first cell of its cluster: two cells are in one cluster where a chain of
/// core points, each at most `radius_m` from the next, leads from one to the other. A cell without core points is its
/// own.
[[nodiscard]] std::vector<std::uint32_t> join_cells(const geography::CellIndex& index,
                                                    const std::vector<std::uint8_t>& is_core, double radius_m);

}  // namespace libprofile::clusters::detail
