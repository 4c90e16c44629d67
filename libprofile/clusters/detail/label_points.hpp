// SPDX-License-Identifier: MIT
/// @file
/// From cells that belong together to a label for each point.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/geography/cell_index.hpp"

namespace libprofile::clusters::detail {

/// Labels by input index: core points by their cell's cluster, clusters in order of their least core point's input
/// index; any other point by its nearest core point within the radius, the lower label where two are equally near.
[[nodiscard]] std::vector<std::int32_t> label_points(const geography::CellIndex& index,
                                                     const std::vector<std::uint8_t>& is_core,
                                                     const std::vector<std::uint32_t>& root_of_cell, double radius_m);

}  // namespace libprofile::clusters::detail
