// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/ring_tracing.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <tuple>
#include <unordered_map>

namespace libprofile::geography::detail {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

Point at(std::span<const double> xy_m, std::uint32_t vertex) {
  return {xy_m[2 * std::size_t{vertex}], xy_m[2 * std::size_t{vertex} + 1]};
}

bool is_before(Point a, Point b) {
  return std::tie(a.x, a.y) < std::tie(b.x, b.y);
}

TracedRing make_ring(std::vector<std::uint32_t> vertices, std::span<const double> xy_m) {
  const auto first = std::min_element(vertices.begin(), vertices.end(), [&](std::uint32_t a, std::uint32_t b) {
    return is_before(at(xy_m, a), at(xy_m, b));
  });
  std::rotate(vertices.begin(), first, vertices.end());
  TracedRing ring{std::move(vertices), 0.0};
  const Point origin = at(xy_m, ring.vertices.front());
  for (std::size_t i = 1; i + 1 < ring.vertices.size(); ++i) {
    const Point a = at(xy_m, ring.vertices[i]);
    const Point b = at(xy_m, ring.vertices[i + 1]);
    ring.doubled_area_m2 += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y);
  }
  return ring;
}

/// Walks along edges until none is left.
class Tracer {
 public:
  Tracer(std::vector<DirectedEdge> edges, std::span<const double> xy_m)
      : edges_(std::move(edges)), xy_m_(xy_m), is_used_(edges_.size(), 0) {
    std::sort(edges_.begin(), edges_.end(), [](const DirectedEdge& a, const DirectedEdge& b) {
      return std::tie(a.from_id, a.to_id, a.from_vertex) < std::tie(b.from_id, b.to_id, b.from_vertex);
    });
  }

  std::vector<TracedRing> trace() {
    for (std::size_t edge = 0; edge < edges_.size(); ++edge) {
      if (is_used_[edge] == 0) {
        walk(edge);
      }
    }
    return std::move(rings_);
  }

 private:
  /// Follows a closed walk and cuts off a ring whenever it comes back to a place.
  void walk(std::size_t edge) {
    std::vector<std::size_t> path;
    std::unordered_map<std::uint32_t, std::size_t> position;
    while (edge != kNone) {
      is_used_[edge] = 1;
      position[edges_[edge].from_id] = path.size();
      path.push_back(edge);
      if (const auto seen = position.find(edges_[edge].to_id); seen != position.end()) {
        const std::size_t begin = seen->second;
        std::vector<std::uint32_t> vertices;
        for (std::size_t i = begin; i < path.size(); ++i) {
          vertices.push_back(edges_[path[i]].from_vertex);
          position.erase(edges_[path[i]].from_id);
        }
        const std::size_t last = path.back();
        path.resize(begin);
        rings_.push_back(make_ring(std::move(vertices), xy_m_));
        edge = next(last);
      } else {
        edge = next(edge);
      }
    }
  }

  /// The unused edge that leaves where this one ends, first in clockwise order from the way back.
  [[nodiscard]] std::size_t next(std::size_t edge) const {
    const DirectedEdge& in = edges_[edge];
    auto it = std::lower_bound(edges_.begin(), edges_.end(), in.to_id,
                               [](const DirectedEdge& candidate, std::uint32_t id) { return candidate.from_id < id; });
    std::size_t best = kNone;
    for (; it != edges_.end() && it->from_id == in.to_id; ++it) {
      const auto candidate = static_cast<std::size_t>(it - edges_.begin());
      if (is_used_[candidate] == 0 && (best == kNone || turns_sooner(in, *it, edges_[best]))) {
        best = candidate;
      }
    }
    return best;
  }

  [[nodiscard]] bool turns_sooner(const DirectedEdge& in, const DirectedEdge& a, const DirectedEdge& b) const {
    const Point here = at(xy_m_, in.to_vertex);
    const Point back = at(xy_m_, in.from_vertex);
    const Point to_a = at(xy_m_, a.to_vertex);
    const Point to_b = at(xy_m_, b.to_vertex);
    const int side_a = orientation(here, back, to_a);
    const int side_b = orientation(here, back, to_b);
    return side_a != side_b ? side_a < side_b : orientation(here, to_a, to_b) < 0;
  }

  std::vector<DirectedEdge> edges_;
  std::span<const double> xy_m_;
  std::vector<char> is_used_;
  std::vector<TracedRing> rings_;
};

enum class Place { outside, inside, on_ring };

Place place_in_ring(const TracedRing& ring, std::span<const double> xy_m, Point p) {
  bool inside = false;
  for (std::size_t i = 0; i < ring.vertices.size(); ++i) {
    const Point a = at(xy_m, ring.vertices[i]);
    const Point b = at(xy_m, ring.vertices[(i + 1) % ring.vertices.size()]);
    if ((a.x == p.x && a.y == p.y) || (a.y == p.y && b.y == p.y && (a.x < p.x) != (b.x < p.x))) {
      return Place::on_ring;
    }
    if ((a.y <= p.y) != (b.y <= p.y)) {
      const int side = orientation(a, b, p);
      if (side == 0) {
        return Place::on_ring;
      }
      inside ^= (side > 0) == (b.y > a.y);
    }
  }
  return inside ? Place::inside : Place::outside;
}

/// A vertex that lies on the shell decides nothing; if all do, the hole fills the shell's inside edge to edge.
bool holds(const TracedRing& shell, const TracedRing& hole, std::span<const double> xy_m) {
  for (const std::uint32_t vertex : hole.vertices) {
    const Place place = place_in_ring(shell, xy_m, at(xy_m, vertex));
    if (place != Place::on_ring) {
      return place == Place::inside;
    }
  }
  return true;
}

}  // namespace

std::vector<TracedRing> traced_rings(std::vector<DirectedEdge> edges, std::span<const double> xy_m) {
  return Tracer(std::move(edges), xy_m).trace();
}

std::vector<std::vector<std::size_t>> polygons_of_rings(std::span<const TracedRing> rings,
                                                        std::span<const double> xy_m) {
  const auto first_is_before = [&](std::size_t a, std::size_t b) {
    return is_before(at(xy_m, rings[a].vertices.front()), at(xy_m, rings[b].vertices.front()));
  };
  std::vector<std::vector<std::size_t>> polygons;
  std::vector<std::size_t> holes;
  for (std::size_t i = 0; i < rings.size(); ++i) {
    if (rings[i].doubled_area_m2 > 0.0) {
      polygons.push_back({i});
    } else {
      holes.push_back(i);
    }
  }
  std::sort(polygons.begin(), polygons.end(),
            [&](const auto& a, const auto& b) { return first_is_before(a.front(), b.front()); });
  std::sort(holes.begin(), holes.end(), first_is_before);
  for (const std::size_t hole : holes) {
    std::vector<std::size_t>* smallest = nullptr;
    for (auto& polygon : polygons) {
      const TracedRing& shell = rings[polygon.front()];
      if (shell.doubled_area_m2 > -rings[hole].doubled_area_m2 &&
          (smallest == nullptr || shell.doubled_area_m2 < rings[smallest->front()].doubled_area_m2) &&
          holds(shell, rings[hole], xy_m)) {
        smallest = &polygon;
      }
    }
    if (smallest != nullptr) {
      smallest->push_back(hole);
    }
  }
  return polygons;
}

}  // namespace libprofile::geography::detail
