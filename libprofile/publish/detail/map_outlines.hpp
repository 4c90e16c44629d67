// SPDX-License-Identifier: MIT
/// @file
/// Outlines made small enough for a page: on an integer grid, with the vertices that nobody would miss left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/geography/area_set.hpp"

namespace libprofile::publish::detail {

struct GridPoint {
  std::int32_t x;
  std::int32_t y;
  friend bool operator==(const GridPoint&, const GridPoint&) = default;
};

/// The plane that outlines are drawn on: a square grid, y to the north.
struct DrawingGrid {
  double x_min_m = 0.0;
  double y_min_m = 0.0;
  double unit_m = 1.0;
  std::int32_t width = 1;
  std::int32_t height = 1;
};

/// Rings of areas, open (the last vertex is not the first again), to be filled by the even-odd rule.
struct Outlines {
  DrawingGrid grid;
  /// Area i has rings [area_rings[i], area_rings[i + 1]); a ring has points [ring_points[r], ring_points[r + 1]).
  std::vector<std::uint32_t> area_rings{0};
  std::vector<std::uint32_t> ring_points{0};
  std::vector<GridPoint> points;

  [[nodiscard]] std::size_t size() const { return area_rings.size() - 1; }
};

struct OutlineBudget {
  /// Longest side of the drawing in units. A unit is never under `finest_unit_m`.
  std::int32_t longest_side = 16'384;
  /// Above 0.
  double finest_unit_m = 1.0;
  /// Vertices are left out until at most this many are left, or no ring can lose one.
  std::size_t vertices = 40'000;
};

/// The grid over all polygons. Without vertices, one unit.
[[nodiscard]] DrawingGrid make_drawing_grid(const geography::Polygons& polygons, const OutlineBudget& budget);

/// Snaps outlines to the grid and simplifies them. Whether a vertex goes depends only on it and its two neighbours, so
/// a border that two areas share stays shared but near the corners of three; the gap there is less than what was left
/// out. A ring keeps at least 4 vertices if it has them; an area keeps its largest ring. Method: Visvalingam and Whyatt
/// (1993), doi:10.1179/000870493786962263, in rounds of local minima.
[[nodiscard]] Outlines simplify_outlines(const geography::Polygons& polygons, const DrawingGrid& grid,
                                         std::size_t most_vertices);

/// A point well inside the area's largest ring, for a letter or a name. (0, 0) for an area without rings.
[[nodiscard]] GridPoint label_point(const Outlines& outlines, std::size_t area);

}  // namespace libprofile::publish::detail
