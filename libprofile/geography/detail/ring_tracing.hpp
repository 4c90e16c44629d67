// SPDX-License-Identifier: MIT
/// @file
/// Rings from loose edges, and polygons from rings.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/detail/orientation.hpp"

namespace libprofile::geography::detail {

/// From one place to another, ground on its left. A place is known by its id; a vertex is one of those at the place.
struct DirectedEdge {
  std::uint32_t from_id = 0;
  std::uint32_t to_id = 0;
  std::uint32_t from_vertex = 0;
  std::uint32_t to_vertex = 0;
};

/// Vertices of a closed ring, the first not repeated, beginning at the lowest-left one.
struct TracedRing {
  std::vector<std::uint32_t> vertices;
  /// Positive: a shell. Negative: a hole.
  double doubled_area_m2 = 0.0;
};

/// Joins edges into rings that pass no place twice. Where several edges leave a place, the sharpest turn to the left is
/// taken, so that a ring never leaves the piece of ground it goes around.
///
/// @param edges  Sorted here. Each place must have as many edges in as out.
/// @param xy_m  Coordinates that vertices index.
[[nodiscard]] std::vector<TracedRing> traced_rings(std::vector<DirectedEdge> edges, std::span<const double> xy_m);

/// Each shell with its holes: the positions of its rings in `rings`, the shell first. By lowest-left vertex. A hole
/// that no shell holds is left out, and the outline is then not the union.
[[nodiscard]] std::vector<std::vector<std::size_t>> polygons_of_rings(std::span<const TracedRing> rings,
                                                                      std::span<const double> xy_m);

}  // namespace libprofile::geography::detail
