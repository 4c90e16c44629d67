// SPDX-License-Identifier: MIT
/// @file
/// Irregular hexagons that share their corners, and the outlines of groups of them.
#pragma once

#include <cstddef>

#include "libprofile/geography/area_set.hpp"

namespace libprofile::testing {

/// `areas` hexagons in rows, with one level of `districts` groups.
[[nodiscard]] geography::AreaSet sample_areas(std::size_t areas, std::size_t districts);

/// The groups of the first level as areas: borders between units of one group are gone.
[[nodiscard]] geography::AreaSet dissolve_first_level(const geography::AreaSet& areas);

}  // namespace libprofile::testing
