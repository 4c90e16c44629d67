// SPDX-License-Identifier: MIT
/// @file
/// What outlines must be before anything is computed from them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "libprofile/geography/area_set.hpp"

namespace libprofile::geography::detail {

/// @throws GeometryError  unless offsets ascend and reach their ends, and every area has a polygon, every polygon a
/// ring,
///                        every ring four vertices or more, the last equal to the first.
void check_structure(const Polygons& polygons, std::span<const std::string> codes);

/// @throws GeometryError  for a vertex that is not finite or beyond 1e9 m, naming its area.
/// @throws CrsError  where all vertices could be degrees.
void check_coordinates(const Polygons& polygons, std::span<const std::string> codes);

/// One reason an area; empty where it is valid.
[[nodiscard]] std::vector<std::string> invalid_reasons(const Polygons& polygons);

/// @throws GeometryError  naming up to ten areas with their reasons, and the remedy.
[[noreturn]] void refuse_invalid(std::span<const std::string> codes, std::span<const std::string> reasons);

}  // namespace libprofile::geography::detail
