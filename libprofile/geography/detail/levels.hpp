// SPDX-License-Identifier: MIT
/// @file
/// Hierarchy levels from parent columns.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/make_area_set.hpp"

namespace libprofile::geography::detail {

/// Levels of the units `order` of `columns`, checked to nest.
///
/// @throws InvalidArgument  where a parent is empty, or a group lies in two groups of the next level.
[[nodiscard]] std::vector<Level> make_levels(const AreaColumns& columns, std::span<const std::uint32_t> order);

}  // namespace libprofile::geography::detail
