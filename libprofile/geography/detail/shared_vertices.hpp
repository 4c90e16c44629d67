// SPDX-License-Identifier: MIT
/// @file
/// Which vertices of outlines are the same place, and which edges the same line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/detail/grouping.hpp"

namespace libprofile::geography::detail {

/// A number for each vertex: equal where both coordinates are (-0 equals 0).
struct VertexIds {
  std::vector<std::uint32_t> id;
  std::size_t distinct = 0;
};

[[nodiscard]] VertexIds vertex_ids(std::span<const double> xy_m);

/// The area that each vertex belongs to.
[[nodiscard]] std::vector<std::uint32_t> area_of_vertex(const Polygons& polygons);

/// True for vertices that an edge begins at: all but the last of each ring. Edges without length count.
[[nodiscard]] std::vector<char> begins_edge(const Polygons& polygons);

/// Edges by the lower id of their ends; edges without length are left out.
[[nodiscard]] Groups edges_by_lower_end(const Polygons& polygons, const VertexIds& ids);

}  // namespace libprofile::geography::detail
