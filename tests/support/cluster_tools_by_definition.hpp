// SPDX-License-Identifier: MIT
/// @file
/// Hulls, what lies around clusters, and agreement of labellings, written out slowly.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::testing {

using Place = std::pair<double, double>;

/// Exact where coordinates are small whole numbers.
inline double turn(Place a, Place b, Place p) {
  return (b.first - a.first) * (p.second - a.second) - (b.second - a.second) * (p.first - a.first);
}

inline bool is_between(Place a, Place b, Place p) {
  return turn(a, b, p) == 0.0 && std::min(a, b) <= p && p <= std::max(a, b);
}

inline std::vector<Place> places_by_definition(geography::PlanarView points) {
  std::set<Place> places;
  for (std::size_t i = 0; i < points.size(); ++i) {
    places.emplace(points.x(i), points.y(i));
  }
  return {places.begin(), places.end()};
}

/// From a to b goes an edge where every other place lies to its left or between the two.
inline std::vector<double> convex_hull_by_definition(geography::PlanarView points) {
  const std::vector<Place> places = places_by_definition(points);
  std::vector<double> hull;
  const auto append = [&](Place place) { hull.insert(hull.end(), {place.first, place.second}); };
  if (places.empty()) {
    return hull;
  }
  Place at = places.front();
  append(at);
  while (places.size() > 1) {
    const auto next = std::find_if(places.begin(), places.end(), [&](Place b) {
      return b != at && std::all_of(places.begin(), places.end(),
                                    [&](Place p) { return turn(at, b, p) > 0.0 || is_between(at, b, p); });
    });
    at = *next;
    const bool is_back = at == places.front();
    if (!is_back || hull.size() > 4) {
      append(at);
    }
    if (is_back) {
      break;
    }
  }
  return hull;
}

inline double distance_to_segment_by_definition(Place a, Place b, Place p) {
  const double length = std::hypot(b.first - a.first, b.second - a.second);
  const double to_ends =
      std::min(std::hypot(p.first - a.first, p.second - a.second), std::hypot(p.first - b.first, p.second - b.second));
  const double along = (p.first - a.first) * (b.first - a.first) + (p.second - a.second) * (b.second - a.second);
  const bool is_beside = along >= 0.0 && along <= length * length && length > 0.0;
  return is_beside ? std::abs(turn(a, b, p)) / length : to_ends;
}

/// A place is in a convex hull where it is in a triangle of its points; else it is as far as the nearest chord.
inline double distance_to_hull_by_definition(const std::vector<Place>& places, Place p) {
  double least = std::numeric_limits<double>::infinity();
  for (const Place& a : places) {
    for (const Place& b : places) {
      least = std::min(least, distance_to_segment_by_definition(a, b, p));
      for (const Place& c : places) {
        if (turn(a, b, c) > 0.0 && turn(a, b, p) >= 0.0 && turn(b, c, p) >= 0.0 && turn(c, a, p) >= 0.0) {
          return 0.0;
        }
      }
    }
  }
  return least;
}

/// Points that are not of the cluster, farther than `near_m` from it and no farther than `far_m`.
inline std::int64_t around_by_definition(geography::PlanarView points, std::span<const std::int32_t> labels,
                                         std::int32_t cluster, double near_m, double far_m) {
  std::vector<Place> own;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (labels[i] == cluster) {
      own.emplace_back(points.x(i), points.y(i));
    }
  }
  std::int64_t found = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double away = distance_to_hull_by_definition(own, {points.x(i), points.y(i)});
    found += labels[i] != cluster && away > near_m && away <= far_m ? 1 : 0;
  }
  return found;
}

struct Ground {
  double area_m2 = 0.0;
  double perimeter_m = 0.0;
};

/// Of a cluster's convex hull; around a line, there and back.
inline Ground ground_by_definition(geography::PlanarView points, std::span<const std::int32_t> labels,
                                   std::int32_t cluster) {
  std::vector<double> own;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (labels[i] == cluster) {
      own.insert(own.end(), {points.x(i), points.y(i)});
    }
  }
  const std::vector<double> hull = convex_hull_by_definition(geography::PlanarView(own));
  Ground ground;
  for (std::size_t i = 0; i + 3 < hull.size(); i += 2) {
    ground.area_m2 += (hull[i] * hull[i + 3] - hull[i + 2] * hull[i + 1]) / 2.0;
    ground.perimeter_m += std::hypot(hull[i + 2] - hull[i], hull[i + 3] - hull[i + 1]);
  }
  return hull.size() == 4 ? Ground{0.0, 2.0 * ground.perimeter_m} : ground;
}

/// From the four kinds of pairs: together in both, in one, in the other, in neither.
inline double adjusted_rand_by_definition(std::span<const std::int32_t> a, std::span<const std::int32_t> b) {
  double both = 0.0;
  double only_a = 0.0;
  double only_b = 0.0;
  double neither = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const bool in_a = a[i] == a[j];
      const bool in_b = b[i] == b[j];
      both += in_a && in_b ? 1.0 : 0.0;
      only_a += in_a && !in_b ? 1.0 : 0.0;
      only_b += !in_a && in_b ? 1.0 : 0.0;
      neither += !in_a && !in_b ? 1.0 : 0.0;
    }
  }
  const double below = (both + only_a) * (only_a + neither) + (both + only_b) * (only_b + neither);
  return below == 0.0 ? 1.0 : 2.0 * (both * neither - only_a * only_b) / below;
}

}  // namespace libprofile::testing
