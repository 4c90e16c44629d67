// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/lonlat_transfer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <map>
#include <utility>

#include "libprofile/geography/detail/polygon_arrays.hpp"

namespace libprofile::geography::detail {
namespace {

/// How far along the edge the nearest of its points lies, in [0, 1], and the squared distance to it.
struct Nearest {
  double share = 0.0;
  double squared_m2 = std::numeric_limits<double>::infinity();
};

Nearest nearest_on_edge(Point a, Point b, Point p) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double share = length2 > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  const double ex = a.x + share * dx - p.x;
  const double ey = a.y + share * dy - p.y;
  return {share, ex * ex + ey * ey};
}

std::array<double, 2> divided(const Polygons& source, std::span<const double> lonlat_deg,
                              std::span<const std::uint32_t> areas, Point p) {
  Nearest best;
  std::size_t edge = 0;
  for (const std::uint32_t area : areas) {
    for_each_edge(source, area, [&](std::size_t e) {
      const Nearest found = nearest_on_edge(vertex(source, e), vertex(source, e + 1), p);
      if (found.squared_m2 < best.squared_m2) {
        best = found;
        edge = e;
      }
    });
  }
  const auto between = [&](std::size_t axis) {
    const double from = lonlat_deg[2 * edge + axis];
    return from + best.share * (lonlat_deg[2 * edge + 2 + axis] - from);
  };
  return {between(0), between(1)};
}

}  // namespace

std::vector<double> transferred_lonlat(const Polygons& made, const Polygons& source,
                                       std::span<const double> source_lonlat_deg,
                                       std::span<const std::uint32_t> areas) {
  std::map<std::pair<double, double>, std::size_t> known;
  for (const std::uint32_t area : areas) {
    const Range vertices = vertices_of(source, area);
    for (auto i = vertices.begin; i < vertices.end; ++i) {
      known.emplace(std::pair(source.xy[2 * i], source.xy[2 * i + 1]), i);
    }
  }
  std::vector<double> lonlat_deg(made.xy.size());
  for (std::size_t i = 0; i < made.vertices(); ++i) {
    const Point p = vertex(made, i);
    std::array<double, 2> place{};
    if (const auto found = known.find({p.x, p.y}); found != known.end()) {
      place = {source_lonlat_deg[2 * found->second], source_lonlat_deg[2 * found->second + 1]};
    } else {
      place = divided(source, source_lonlat_deg, areas, p);
    }
    lonlat_deg[2 * i] = place[0];
    lonlat_deg[2 * i + 1] = place[1];
  }
  return lonlat_deg;
}

}  // namespace libprofile::geography::detail
