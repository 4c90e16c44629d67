// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <utility>

#include "libprofile/publish/detail/map_outlines.hpp"

namespace libprofile::publish::detail {
namespace {

using Ring = std::vector<GridPoint>;
using AreaRings = std::vector<Ring>;

constexpr std::size_t kFewestVertices = 4;
constexpr int kRounds = 8;

std::int64_t cross(GridPoint a, GridPoint b, GridPoint c) {
  return std::int64_t{b.x - a.x} * (c.y - a.y) - std::int64_t{c.x - a.x} * (b.y - a.y);
}

std::int64_t twice_area(const Ring& ring) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const GridPoint& a = ring[i];
    const GridPoint& b = ring[(i + 1) % ring.size()];
    sum += std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
  }
  return std::abs(sum);
}

Ring snap_ring(const geography::Polygons& polygons, std::uint32_t ring, const DrawingGrid& grid) {
  Ring points;
  for (std::uint32_t v = polygons.ring_vertices[ring]; v + 1 < polygons.ring_vertices[ring + 1]; ++v) {
    const GridPoint point{
        static_cast<std::int32_t>(std::lround((polygons.xy[2 * v] - grid.x_min_m) / grid.unit_m)),
        static_cast<std::int32_t>(std::lround((polygons.xy[2 * v + 1] - grid.y_min_m) / grid.unit_m))};
    if (points.empty() || points.back() != point) {
      points.push_back(point);
    }
  }
  while (points.size() > 1 && points.front() == points.back()) {
    points.pop_back();
  }
  return points;
}

std::vector<AreaRings> snap(const geography::Polygons& polygons, const DrawingGrid& grid) {
  std::vector<AreaRings> areas(polygons.size());
  for (std::size_t area = 0; area < polygons.size(); ++area) {
    const std::uint32_t first = polygons.polygon_rings[polygons.area_polygons[area]];
    const std::uint32_t last = polygons.polygon_rings[polygons.area_polygons[area + 1]];
    for (std::uint32_t ring = first; ring < last; ++ring) {
      Ring points = snap_ring(polygons, ring, grid);
      if (points.size() >= 3) {
        areas[area].push_back(std::move(points));
      }
    }
  }
  return areas;
}

/// How much a vertex is missed, the same from both sides of a border; ties by place.
struct Weight {
  std::int64_t twice_area;
  std::int32_t x;
  std::int32_t y;
};

bool is_less(const Weight& a, const Weight& b) {
  if (a.twice_area != b.twice_area) {
    return a.twice_area < b.twice_area;
  }
  return a.x != b.x ? a.x < b.x : a.y < b.y;
}

/// Lets rings be thinned one after the other without asking for memory each time.
struct Scratch {
  std::vector<Weight> weights;
  Ring kept;
};

/// One round: leaves out each vertex that is missed less than both its neighbours and at most `twice_area_limit`.
bool thin_once(Ring& ring, std::int64_t twice_area_limit, Scratch& scratch) {
  const std::size_t n = ring.size();
  auto& [weights, kept] = scratch;
  weights.resize(n);
  for (std::size_t i = 0, before = n - 1; i < n; before = i++) {
    const GridPoint& after = ring[i + 1 == n ? 0 : i + 1];
    weights[i] = {std::abs(cross(ring[before], ring[i], after)), ring[i].x, ring[i].y};
  }
  kept.clear();
  for (std::size_t i = 0, before = n - 1; i < n; before = i++) {
    const bool may_go = weights[i].twice_area <= twice_area_limit && kept.size() + (n - i - 1) >= kFewestVertices;
    if (!may_go || !is_less(weights[i], weights[before]) || !is_less(weights[i], weights[i + 1 == n ? 0 : i + 1])) {
      kept.push_back(ring[i]);
    }
  }
  std::swap(ring, kept);
  return ring.size() < n;
}

void drop_specks(AreaRings& rings, std::int64_t twice_area_limit) {
  if (rings.size() < 2) {
    return;
  }
  std::vector<std::int64_t> areas;
  for (const Ring& ring : rings) {
    areas.push_back(twice_area(ring));
  }
  const auto largest = std::max_element(areas.begin(), areas.end()) - areas.begin();
  AreaRings kept;
  for (std::size_t i = 0; i < rings.size(); ++i) {
    if (static_cast<std::ptrdiff_t>(i) == largest || areas[i] > twice_area_limit) {
      kept.push_back(std::move(rings[i]));
    }
  }
  rings = std::move(kept);
}

std::size_t thin(std::vector<AreaRings>& areas, std::int64_t twice_area_limit) {
  std::size_t vertices = 0;
  Scratch scratch;
  for (AreaRings& rings : areas) {
    drop_specks(rings, twice_area_limit);
    for (Ring& ring : rings) {
      for (int round = 0; round < kRounds && thin_once(ring, twice_area_limit, scratch); ++round) {
      }
      vertices += ring.size();
    }
  }
  return vertices;
}

Outlines flatten(const std::vector<AreaRings>& areas, const DrawingGrid& grid) {
  Outlines outlines;
  outlines.grid = grid;
  for (const AreaRings& rings : areas) {
    for (const Ring& ring : rings) {
      outlines.points.insert(outlines.points.end(), ring.begin(), ring.end());
      outlines.ring_points.push_back(static_cast<std::uint32_t>(outlines.points.size()));
    }
    outlines.area_rings.push_back(static_cast<std::uint32_t>(outlines.ring_points.size() - 1));
  }
  return outlines;
}

}  // namespace

DrawingGrid make_drawing_grid(const geography::Polygons& polygons, const OutlineBudget& budget) {
  if (polygons.xy.empty()) {
    return {};
  }
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  double x_min = kInfinity;
  double y_min = kInfinity;
  double x_max = -kInfinity;
  double y_max = -kInfinity;
  for (std::size_t i = 0; i < polygons.xy.size(); i += 2) {
    x_min = std::min(x_min, polygons.xy[i]);
    x_max = std::max(x_max, polygons.xy[i]);
    y_min = std::min(y_min, polygons.xy[i + 1]);
    y_max = std::max(y_max, polygons.xy[i + 1]);
  }
  const double side_m = std::max(x_max - x_min, y_max - y_min);
  const double unit_m = std::max(side_m / budget.longest_side, budget.finest_unit_m);
  return {x_min, y_min, unit_m, std::max(1, static_cast<std::int32_t>(std::ceil((x_max - x_min) / unit_m))),
          std::max(1, static_cast<std::int32_t>(std::ceil((y_max - y_min) / unit_m)))};
}

Outlines simplify_outlines(const geography::Polygons& polygons, const DrawingGrid& grid, std::size_t most_vertices) {
  std::vector<AreaRings> areas = snap(polygons, grid);
  std::int64_t twice_area_limit = 0;
  const std::int64_t whole = 2 * std::int64_t{grid.width} * grid.height;
  while (thin(areas, twice_area_limit) > most_vertices && twice_area_limit < whole) {
    twice_area_limit = twice_area_limit == 0 ? 2 : twice_area_limit * 3;
  }
  return flatten(areas, grid);
}

}  // namespace libprofile::publish::detail
