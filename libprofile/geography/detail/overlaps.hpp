// SPDX-License-Identifier: MIT
/// @file
/// Which areas may cover the same ground.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/detail/cell_table.hpp"

namespace libprofile::geography::detail {

/// Pairs (lower, higher) whose outlines cross, or that both hold the centre of a cell, or of which one holds a whole
/// cell that the other's outline passes. Ascending. Found from the cell table alone: an overlap smaller than a cell is
/// missed where the outlines meet at vertices only.
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> overlap_candidates(const CellTable& table,
                                                                                      const Polygons& polygons);

}  // namespace libprofile::geography::detail
