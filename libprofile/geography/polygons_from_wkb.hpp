// SPDX-License-Identifier: MIT
/// @file
/// Outlines from well-known binary, the form in which files and data frames hand them over.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "libprofile/geography/area_set.hpp"

namespace libprofile::geography {

/// The bytes of one geometry. Empty: the source has none.
using WkbView = std::span<const std::uint8_t>;

/// Reads one polygon or multipolygon an area; coordinates stay in the reference system of the source.
///
/// Both byte orders, ISO and extended well-known binary. Z and M are dropped, a reference system number is ignored,
/// empty parts of a multipolygon are skipped. Rings keep their direction. No input, however damaged, reads out of
/// bounds.
///
/// @param geometries  One view an area, in the order of the areas. May be empty.
/// @param codes  Their codes, for messages only; as many as geometries, or none (then the row, from 1, is named).
/// @throws GeometryError  naming the area, where a geometry is absent, empty, of another kind, truncated, followed by
///                        bytes that are not its own, or has a ring that is open or below four vertices.
/// @throws InvalidArgument  where there are codes, but not one a geometry.
///
/// Time linear in the bytes; parallel over areas.
/// Format: OGC 06-103r4 (Simple Features, part 1), clause 8; extended form as PostGIS writes it.
[[nodiscard]] Polygons polygons_from_wkb(std::span<const WkbView> geometries, std::span<const std::string> codes = {});

}  // namespace libprofile::geography
