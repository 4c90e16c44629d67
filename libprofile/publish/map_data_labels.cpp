// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <span>

#include "libprofile/publish/detail/map_outlines.hpp"

namespace libprofile::publish::detail {
namespace {

using Ring = std::span<const GridPoint>;

Ring largest_ring(const Outlines& outlines, std::size_t area) {
  Ring largest;
  std::int64_t most = -1;
  for (std::uint32_t r = outlines.area_rings[area]; r < outlines.area_rings[area + 1]; ++r) {
    const Ring ring =
        Ring(outlines.points).subspan(outlines.ring_points[r], outlines.ring_points[r + 1] - outlines.ring_points[r]);
    std::int64_t twice_area = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const GridPoint& a = ring[i];
      const GridPoint& b = ring[(i + 1) % ring.size()];
      twice_area += std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
    }
    if (std::abs(twice_area) > most) {
      most = std::abs(twice_area);
      largest = ring;
    }
  }
  return largest;
}

/// Where a horizontal line at `y` crosses the ring, ascending.
std::vector<double> crossings(Ring ring, double y) {
  std::vector<double> xs;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const GridPoint& a = ring[i];
    const GridPoint& b = ring[(i + 1) % ring.size()];
    if ((a.y > y) != (b.y > y)) {
      xs.push_back(a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y));
    }
  }
  std::sort(xs.begin(), xs.end());
  return xs;
}

}  // namespace

GridPoint label_point(const Outlines& outlines, std::size_t area) {
  const Ring ring = largest_ring(outlines, area);
  if (ring.empty()) {
    return {0, 0};
  }
  const auto [low, high] =
      std::minmax_element(ring.begin(), ring.end(), [](GridPoint a, GridPoint b) { return a.y < b.y; });
  double widest = -1.0;
  GridPoint best = ring.front();
  for (const double share : {0.5, 0.4, 0.6, 0.3, 0.7}) {
    // Off the grid by a half, so that the line meets no vertex.
    const double y = std::floor(low->y + share * (high->y - low->y)) + 0.5;
    const std::vector<double> xs = crossings(ring, y);
    for (std::size_t i = 0; i + 1 < xs.size(); i += 2) {
      if (xs[i + 1] - xs[i] > widest * 1.15) {
        widest = xs[i + 1] - xs[i];
        best = {static_cast<std::int32_t>((xs[i] + xs[i + 1]) / 2), static_cast<std::int32_t>(y)};
      }
    }
  }
  return best;
}

}  // namespace libprofile::publish::detail
