// SPDX-License-Identifier: MIT
/// @file
/// Whether a point of a boundary cell lies in an area: crossings on the way from the cell's centre.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "libprofile/geography/detail/cell_table.hpp"
#include "libprofile/geography/detail/orientation.hpp"

namespace libprofile::geography::detail {

enum class Side { outside, inside, on_outline };

/// Whether the way from the centre to the point, first up or down, then across, crosses the edge an odd number of
/// times. Centre and corner are meant as `AreaCells` says, so the way meets no vertex; only the point itself may lie on
/// the edge.
struct Way {
  Point point;
  Point centre;

  [[nodiscard]] bool ends_on(Point a, Point b) const {
    if (a.x == point.x && a.y == point.y) {
      return true;
    }
    return a.y == point.y && b.y == point.y && std::min(a.x, b.x) <= point.x && point.x <= std::max(a.x, b.x);
  }

  [[nodiscard]] bool rises_through(Point a, Point b) const {
    if ((a.x <= centre.x) == (b.x <= centre.x)) {
      return false;
    }
    const auto [low, high] = std::minmax(centre.y, point.y);
    if (std::max(a.y, b.y) < low || std::min(a.y, b.y) > high) {
      return false;
    }
    const Point left = a.x <= centre.x ? a : b;
    const Point right = a.x <= centre.x ? b : a;
    const auto is_above = [&](double y) {
      const int side = orientation(left, right, {centre.x, y});
      return side != 0 ? side > 0 : right.y <= left.y;
    };
    return is_above(centre.y) != is_above(point.y);
  }

  /// On the way across the point itself can be met: then `on_outline`. Otherwise `inside` stands for a crossing.
  [[nodiscard]] Side crosses(Point a, Point b) const {
    if ((a.y <= point.y) == (b.y <= point.y)) {
      return Side::outside;
    }
    const Point low = a.y <= point.y ? a : b;
    const Point high = a.y <= point.y ? b : a;
    const int side = orientation(low, high, point);
    if (side == 0) {
      return Side::on_outline;
    }
    const bool corner_is_right = orientation(low, high, {centre.x, point.y}) <= 0;
    return (side < 0) != corner_is_right ? Side::inside : Side::outside;
  }
};

/// The runs of the first area among those of a record.
[[nodiscard]] inline std::span<const BoundaryRun> first_area(std::span<const BoundaryRun> runs) {
  std::size_t count = 1;
  while (count < runs.size() && runs[count].area == runs.front().area) {
    ++count;
  }
  return runs.first(count);
}

/// Flips `inside` for every crossing with the edges of a run; true where the point lies on one of them.
[[nodiscard]] inline bool walk(const BoundaryRun& run, std::span<const double> xy_m, const Way& way, bool& inside) {
  const auto vertex = [&](std::size_t i) { return Point{xy_m[2 * i], xy_m[2 * i + 1]}; };
  const std::uint32_t edges = run.edges_and_inside & ~kInsideBit;
  Point a = vertex(run.first_edge);
  for (std::uint32_t e = 1; e <= edges; ++e) {
    const Point b = vertex(std::size_t{run.first_edge} + e);
    const Side side = way.crosses(a, b);
    if (side == Side::on_outline || way.ends_on(a, b)) {
      return true;
    }
    inside ^= side == Side::inside;
    inside ^= way.rises_through(a, b);
    a = b;
  }
  return false;
}

/// Where the point lies, given all runs of one area in its cell.
[[nodiscard]] inline Side side_of_area(std::span<const BoundaryRun> runs, std::span<const double> xy_m,
                                       const Way& way) {
  bool inside = (runs.front().edges_and_inside & kInsideBit) != 0;
  for (const BoundaryRun& run : runs) {
    if (walk(run, xy_m, way, inside)) {
      return Side::on_outline;
    }
  }
  return inside ? Side::inside : Side::outside;
}

}  // namespace libprofile::geography::detail
