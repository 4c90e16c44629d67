// SPDX-License-Identifier: MIT
/// @file
/// The order of points along a Morton curve.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography::detail {

/// Input indices in order of a Morton curve of 2^16 x 2^16 cells over the extent; a cell with more than `enough` points
/// has a curve of its own, and so on. Points at one place come in order of their index.
///
/// @param points  Finite.
[[nodiscard]] std::vector<std::uint32_t> morton_order(PlanarView points, std::size_t enough);

}  // namespace libprofile::geography::detail
