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

/// Pairs (lower, higher), ascending: in some cell of the table their outlines cross, both hold the centre, one holds
/// the whole cell that the other's outline passes, or the middle of an edge's part there lies inside the other. An
/// overlap smaller than a cell can escape where the outlines meet at vertices only.
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> overlap_candidates(const CellTable& table,
                                                                                      const Polygons& polygons);

}  // namespace libprofile::geography::detail
