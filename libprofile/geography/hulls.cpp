// SPDX-License-Identifier: MIT
#include "libprofile/geography/hulls.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <tuple>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/detail/finite_points.hpp"
#include "libprofile/geography/detail/geos_polygons.hpp"
#include "libprofile/geography/detail/orientation.hpp"

namespace libprofile::geography {
namespace {

using detail::Point;

/// Different places, from left to right, and from below to above where x is the same.
std::vector<Point> sorted_places(PlanarView points) {
  std::vector<Point> places(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    places[i] = {points.x(i), points.y(i)};
  }
  std::sort(places.begin(), places.end(), [](Point a, Point b) { return std::tie(a.x, a.y) < std::tie(b.x, b.y); });
  const auto same = [](Point a, Point b) { return a.x == b.x && a.y == b.y; };
  places.erase(std::unique(places.begin(), places.end(), same), places.end());
  return places;
}

/// Appends the chain that turns left only, without its last place.
template <class Iterator>
void append_chain(Iterator begin, Iterator end, std::vector<Point>& ring) {
  const std::size_t first = ring.size();
  for (auto place = begin; place != end; ++place) {
    while (ring.size() >= first + 2 && detail::orientation(ring[ring.size() - 2], ring.back(), *place) <= 0) {
      ring.pop_back();
    }
    ring.push_back(*place);
  }
  ring.pop_back();
}

Point at(const Hull& hull, std::size_t vertex) {
  return {hull[2 * vertex], hull[2 * vertex + 1]};
}

double squared_distance_to_segment(Point a, Point b, Point p) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double squared = dx * dx + dy * dy;
  const double along = squared > 0.0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / squared : 0.0;
  const double share = std::clamp(along, 0.0, 1.0);
  const double off_x = p.x - (a.x + share * dx);
  const double off_y = p.y - (a.y + share * dy);
  return off_x * off_x + off_y * off_y;
}

}  // namespace

void validate(const ConcaveHullOptions& options) {
  require(options.ratio >= 0.0 && options.ratio <= 1.0, "ratio", options.ratio, "from 0 to 1");
}

Hull convex_hull(PlanarView points) {
  detail::require_finite_points(points);
  const std::vector<Point> places = sorted_places(points);
  std::vector<Point> ring;
  if (places.size() > 1) {
    append_chain(places.begin(), places.end(), ring);
    append_chain(places.rbegin(), places.rend(), ring);
  }
  const bool has_ground = ring.size() > 2;
  const std::vector<Point>& kept = places.size() > 1 ? ring : places;
  Hull hull;
  hull.reserve(2 * kept.size() + 2);
  for (const Point place : kept) {
    hull.insert(hull.end(), {place.x, place.y});
  }
  if (has_ground) {
    hull.insert(hull.end(), {kept.front().x, kept.front().y});
  }
  return hull;
}

Hull concave_hull(PlanarView points, const ConcaveHullOptions& options) {
  validate(options);
  Hull convex = convex_hull(points);
  if (convex.size() <= 4 || options.ratio == 1.0) {
    return convex;
  }
  return detail::concave_ring(points, options.ratio);
}

HullMeasures measures_of(const Hull& hull) {
  HullMeasures measures;
  const std::size_t vertices = hull.size() / 2;
  for (std::size_t i = 0; i + 1 < vertices; ++i) {
    const Point a = at(hull, i);
    const Point b = at(hull, i + 1);
    const Point origin = at(hull, 0);
    measures.area_m2 += ((a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)) / 2.0;
    measures.perimeter_m += std::hypot(b.x - a.x, b.y - a.y);
  }
  if (vertices == 2) {
    measures.perimeter_m *= 2.0;
  }
  return measures;
}

double distance_to_convex_m(const Hull& hull, double x_m, double y_m) {
  assert(!hull.empty());
  const Point place{x_m, y_m};
  const std::size_t vertices = hull.size() / 2;
  if (vertices == 1) {
    return std::hypot(x_m - hull[0], y_m - hull[1]);
  }
  bool is_inside = vertices > 2;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i + 1 < vertices; ++i) {
    is_inside = is_inside && detail::orientation(at(hull, i), at(hull, i + 1), place) >= 0;
    least = std::min(least, squared_distance_to_segment(at(hull, i), at(hull, i + 1), place));
  }
  return is_inside ? 0.0 : std::sqrt(least);
}

}  // namespace libprofile::geography
