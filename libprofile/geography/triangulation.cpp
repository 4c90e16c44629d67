// SPDX-License-Identifier: MIT
#include "libprofile/geography/triangulation.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/detail/delaunay.hpp"
#include "libprofile/geography/detail/finite_points.hpp"
#include "libprofile/geography/detail/grouping.hpp"
#include "libprofile/geography/detail/point_tree.hpp"
#include "libprofile/geography/detail/predicates.hpp"
#include "libprofile/geography/detail/weight_rows.hpp"
#include "libprofile/geography/distinct_places.hpp"
#include "libprofile/geography/weights_algebra.hpp"

namespace libprofile::geography {
namespace {

using detail::Point;
using detail::Side;
using Sides = std::vector<Side>;

/// Farther points are no places on Earth, and products of their coordinates no numbers.
constexpr double kFarthestM = 1e15;

/// Different places, ascending by x, then y, and the points at each.
struct Places {
  std::vector<double> xy_m;
  std::vector<std::uint32_t> place_of;
  detail::Groups points;

  [[nodiscard]] PlanarView view() const { return PlanarView(xy_m); }
  [[nodiscard]] Point at(std::size_t place) const { return {xy_m[2 * place], xy_m[2 * place + 1]}; }
};

Places make_places(PlanarView points) {
  DistinctPlaces distinct = distinct_places(points);
  const std::size_t n = distinct.xy_m.size() / 2;
  detail::Groups at_place = detail::group_by(points.size(), n, [&](std::size_t i) { return distinct.of_point[i]; });
  return {std::move(distinct.xy_m), std::move(distinct.of_point), std::move(at_place)};
}

/// Sides by the place they touch.
detail::Groups sides_by_place(const Sides& sides, std::size_t places) {
  return detail::group_by(2 * sides.size(), places, [&](std::size_t half) {
    const Side& side = sides[half / 2];
    return half % 2 == 0 ? side.from : side.to;
  });
}

void require_few_links(const Places& places, const Sides& sides) {
  std::uint64_t links = 0;
  const auto count = [&](std::size_t place) { return std::uint64_t{places.points.items_of(place).size()}; };
  for (std::size_t place = 0; place < places.points.size(); ++place) {
    links += count(place) * (count(place) - 1);
  }
  for (const Side& side : sides) {
    links += 2 * count(side.from) * count(side.to);
  }
  require(links <= kMostLinks, "links", static_cast<std::size_t>(links),
          "at most " + std::to_string(kMostLinks) + ": many points share a place; give each place once");
}

/// From sides between places to links between points.
Weights weights_from(const Places& places, const Sides& sides) {
  require_few_links(places, sides);
  const detail::Groups touching = sides_by_place(sides, places.points.size());
  return detail::binary_weights(places.place_of.size(), [&](std::size_t i, std::vector<std::uint32_t>& row) {
    const std::uint32_t place = places.place_of[i];
    const auto add_points_of = [&](std::uint32_t other) {
      for (const std::uint32_t j : places.points.items_of(other)) {
        if (j != i) {
          row.push_back(j);
        }
      }
    };
    add_points_of(place);
    for (const std::uint32_t half : touching.items_of(place)) {
      const Side& side = sides[half / 2];
      add_points_of(half % 2 == 0 ? side.to : side.from);
    }
  });
}

/// Those sides for which `keep(side)`, tried in parallel.
template <class Keep>
Sides kept(const Sides& sides, Keep&& keep) {
  std::vector<char> is_kept(sides.size(), 0);
  core::parallel_for(
      sides.size(), [&](std::size_t s) { is_kept[s] = keep(sides[s]) ? 1 : 0; }, 512);
  Sides result;
  for (std::size_t s = 0; s < sides.size(); ++s) {
    if (is_kept[s] != 0) {
      result.push_back(sides[s]);
    }
  }
  return result;
}

/// A place in the circle on a side as diameter sees it at a right angle or more; if any does, an opposite corner does.
Sides gabriel_sides(const Places& places, const Sides& sides) {
  return kept(sides, [&](const Side& side) {
    const auto is_clear = [&](std::uint32_t corner) {
      return corner == detail::kNoCorner ||
             detail::angle_sign(places.at(side.from), places.at(side.to), places.at(corner)) > 0;
    };
    return is_clear(side.left) && is_clear(side.right);
  });
}

Sides relative_sides(const Places& places, const Sides& gabriel) {
  const detail::PointTree tree(places.view());
  return kept(gabriel, [&](const Side& side) {
    const Point a = places.at(side.from);
    const Point b = places.at(side.to);
    const double dx = a.x - b.x;
    const double dy = a.y - b.y;
    const double reach_m2 = (dx * dx + dy * dy) * (1.0 + 1e-12);
    return !tree.any_within(side.from, reach_m2, [&](std::uint32_t other) {
      return detail::compare_distances(a, places.at(other), b) < 0 &&
             detail::compare_distances(b, places.at(other), a) < 0;
    });
  });
}

/// Throws unless every point is finite and so near that exact products of four coordinates are numbers.
void require_near_points(PlanarView points) {
  detail::require_finite_points(points);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double farthest = std::max(std::abs(points.x(i)), std::abs(points.y(i)));
    if (farthest > kFarthestM) {
      require(false, "points[" + std::to_string(i) + "]", farthest, "at most 10^15 m from the origin");
    }
  }
}

}  // namespace

Weights triangulation(PlanarView points) {
  require_near_points(points);
  const Places places = make_places(points);
  return weights_from(places, detail::delaunay(places.view()));
}

Weights gabriel(PlanarView points) {
  require_near_points(points);
  const Places places = make_places(points);
  return weights_from(places, gabriel_sides(places, detail::delaunay(places.view())));
}

Weights relative_neighbourhood(PlanarView points) {
  require_near_points(points);
  if (points.empty()) {
    return {};
  }
  const Places places = make_places(points);
  return weights_from(places, relative_sides(places, gabriel_sides(places, detail::delaunay(places.view()))));
}

}  // namespace libprofile::geography
