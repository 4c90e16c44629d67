// SPDX-License-Identifier: MIT
/// @file
/// Outlines of groups of areas, made of nothing but the areas' own vertices.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/area_set.hpp"

namespace libprofile::geography {

/// An area that belongs to no group.
inline constexpr std::uint32_t kNoGroup = 0xFFFFFFFFU;

/// Outlines on the plane and, where the areas have them, the same vertices in longitude and latitude.
struct Outlines {
  Polygons polygons;
  std::vector<double> lonlat_deg;
};

/// The union of the areas of each group.
///
/// Where the areas of a group fit together exactly, edges that two of them share cancel and every vertex of the result
/// is one of theirs, bit for bit; otherwise GEOS unites the group, which adds vertices where outlines cross, and their
/// longitude and latitude divide the crossed edge as x and y do. Shells run anticlockwise, holes clockwise; polygons of
/// a group are ordered by their lowest-left vertex, and each ring begins at it. A group without areas has no polygons.
///
/// @param group_of_area  Group of each area, below `groups`, or `kNoGroup`.
/// @throws InvalidArgument  where there is not one group an area, or one is not below `groups`.
/// @throws GeometryError  where an outline cannot be united.
/// Time O(v) expected; parallel over groups.
[[nodiscard]] Outlines union_outlines(const AreaSet& areas, std::span<const std::uint32_t> group_of_area,
                                      std::size_t groups);

/// The union of the areas of each set; an area may be in several. Otherwise as `union_outlines`.
///
/// @param first  Set k has the members [first[k], first[k + 1]). Begins with 0, ends with the number of members.
/// @param members  Positions of areas; each at most once in a set.
/// @throws InvalidArgument  where `first` does not rise from 0 to the number of members, or a member is no position.
[[nodiscard]] Outlines union_of_sets(const AreaSet& areas, std::span<const std::size_t> first,
                                     std::span<const std::int32_t> members);

/// The groups of one level as areas: united outlines, residents summed (NaN where one is not known), the levels above.
///
/// @throws InvalidArgument  where `level` is not below the number of levels.
[[nodiscard]] AreaSet areas_of_level(const AreaSet& areas, std::size_t level);

}  // namespace libprofile::geography
