// SPDX-License-Identifier: MIT
/// @file
/// Neighbour graphs written out as their definitions say, for every pair of places.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

#include "libprofile/geography/planar_view.hpp"
#include "libprofile/geography/weights.hpp"

namespace libprofile::testing {

using Links = std::set<std::pair<std::uint32_t, std::uint32_t>>;
__extension__ using Wide = __int128;

inline Links links_of(const geography::Weights& weights) {
  Links links;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    for (const std::uint32_t j : weights.neighbours_of(i)) {
      links.emplace(i, j);
    }
  }
  return links;
}

/// A place with whole coordinates.
struct WholePlace {
  std::int64_t x = 0;
  std::int64_t y = 0;

  friend bool operator==(WholePlace a, WholePlace b) { return a.x == b.x && a.y == b.y; }
};

inline std::vector<WholePlace> whole_places(geography::PlanarView points) {
  std::vector<WholePlace> places;
  for (std::size_t i = 0; i < points.size(); ++i) {
    places.push_back({static_cast<std::int64_t>(points.x(i)), static_cast<std::int64_t>(points.y(i))});
  }
  return places;
}

inline std::int64_t squared(WholePlace a, WholePlace b) {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

/// Links between points at one place, and between those for whose places `joins(a, b)`.
template <class Joins>
Links links_by_places(const std::vector<WholePlace>& points, Joins&& joins) {
  Links links;
  for (std::uint32_t i = 0; i < points.size(); ++i) {
    for (std::uint32_t j = 0; j < points.size(); ++j) {
      if (i != j && (points[i] == points[j] || joins(points[i], points[j]))) {
        links.emplace(i, j);
      }
    }
  }
  return links;
}

inline Links gabriel_by_definition(const std::vector<WholePlace>& points) {
  return links_by_places(points, [&](WholePlace a, WholePlace b) {
    return std::none_of(points.begin(), points.end(), [&](WholePlace c) {
      return !(c == a) && !(c == b) && squared(a, c) + squared(b, c) <= squared(a, b);
    });
  });
}

inline Links relative_neighbourhood_by_definition(const std::vector<WholePlace>& points) {
  return links_by_places(points, [&](WholePlace a, WholePlace b) {
    return std::none_of(points.begin(), points.end(),
                        [&](WholePlace c) { return std::max(squared(a, c), squared(b, c)) < squared(a, b); });
  });
}

/// The lower hull of places lifted to a paraboloid, each raised a little more than the one before it in order of x,
/// then y: at most eight different places, coordinates from 0 to 7, not all in line. Numbers are 75 bits and a few.
class LiftedHull {
 public:
  explicit LiftedHull(std::vector<WholePlace> points) : places_(std::move(points)) {
    std::sort(places_.begin(), places_.end(),
              [](WholePlace a, WholePlace b) { return std::pair(a.x, a.y) < std::pair(b.x, b.y); });
    places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
  }

  [[nodiscard]] bool is_in_line() const {
    return std::all_of(places_.begin(), places_.end(),
                       [&](WholePlace p) { return turn(places_.front(), places_.back(), p) == 0; });
  }

  /// A side of some triangle with every other place above its plane.
  [[nodiscard]] bool joins(WholePlace a, WholePlace b) const {
    return std::any_of(places_.begin(), places_.end(), [&](WholePlace c) {
      const std::int64_t way = turn(a, b, c);
      return way != 0 && (way > 0 ? all_above(a, b, c) : all_above(b, a, c));
    });
  }

 private:
  [[nodiscard]] static std::int64_t turn(WholePlace a, WholePlace b, WholePlace c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  }
  [[nodiscard]] Wide height(WholePlace p) const {
    const auto rank = std::find(places_.begin(), places_.end(), p) - places_.begin();
    return (Wide{p.x * p.x + p.y * p.y} << 75) + (Wide{1} << (9 * rank));
  }
  [[nodiscard]] bool all_above(WholePlace a, WholePlace b, WholePlace c) const {
    return std::all_of(places_.begin(), places_.end(), [&](WholePlace p) {
      const Wide volume =
          height(a) * turn(b, c, p) + height(b) * turn(c, a, p) + height(c) * turn(a, b, p) - height(p) * turn(a, b, c);
      return p == a || p == b || p == c || volume < 0;
    });
  }

  std::vector<WholePlace> places_;
};

/// Floyd and Warshall: the fewest steps from place to place; `n` where there is no way.
inline std::vector<std::vector<std::size_t>> steps_by_definition(const geography::Weights& weights) {
  const std::size_t n = weights.size();
  std::vector<std::vector<std::size_t>> steps(n, std::vector<std::size_t>(n, n));
  for (const auto& [i, j] : links_of(weights)) {
    steps[i][j] = 1;
  }
  for (std::size_t i = 0; i < n; ++i) {
    steps[i][i] = 0;
  }
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        steps[i][j] = std::min(steps[i][j], steps[i][k] + steps[k][j]);
      }
    }
  }
  return steps;
}

}  // namespace libprofile::testing
