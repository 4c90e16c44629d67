// SPDX-License-Identifier: MIT
#include "libprofile/geography/contiguity.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/detail/near_vertices.hpp"
#include "libprofile/geography/detail/polygon_arrays.hpp"
#include "libprofile/geography/detail/shared_vertices.hpp"
#include "libprofile/geography/detail/sharing_areas.hpp"
#include "libprofile/geography/detail/weight_rows.hpp"

namespace libprofile::geography {
namespace {

using Row = std::vector<std::uint32_t>;

void add_other(Row& row, std::size_t area, std::uint32_t other) {
  if (other != area) {
    detail::add_once(row, other);
  }
}

Weights rook_by_equal_edges(const Polygons& polygons) {
  const detail::VertexIds ids = detail::vertex_ids(polygons.xy);
  const std::vector<std::uint32_t> area_of = detail::area_of_vertex(polygons);
  const detail::Groups edges = detail::edges_by_lower_end(polygons, ids);
  return detail::binary_weights(polygons.size(), [&](std::size_t area, Row& row) {
    detail::for_each_edge(polygons, area, [&](std::size_t e) {
      const auto [low, high] = std::minmax(ids.id[e], ids.id[e + 1]);
      if (low == high) {
        return;
      }
      for (const std::uint32_t other : edges.items_of(low)) {
        if (std::max(ids.id[other], ids.id[other + 1]) == high) {
          add_other(row, area, area_of[other]);
        }
      }
    });
  });
}

Weights queen_by_near_vertices(const Polygons& polygons, double snap_m) {
  const detail::NearVertices near(polygons.xy, snap_m);
  const std::vector<std::uint32_t> area_of = detail::area_of_vertex(polygons);
  return detail::binary_weights(polygons.size(), [&](std::size_t area, Row& row) {
    detail::for_each_edge(polygons, area, [&](std::size_t v) {
      near.for_each_near(v, [&](std::uint32_t other) { add_other(row, area, area_of[other]); });
    });
  });
}

Weights rook_by_near_edges(const Polygons& polygons, double snap_m) {
  const detail::NearVertices near(polygons.xy, snap_m);
  const std::vector<std::uint32_t> area_of = detail::area_of_vertex(polygons);
  const std::vector<char> begins = detail::begins_edge(polygons);
  // An edge from or to `other` whose far end is near `far`.
  const auto has_edge_towards = [&](std::uint32_t other, std::size_t far) {
    const auto ends_near = [&](std::size_t from, std::size_t to) {
      return begins[std::min(from, to)] != 0 && !near.are_near(from, to) && near.are_near(far, to);
    };
    return (other + std::size_t{1} < begins.size() && ends_near(other, other + std::size_t{1})) ||
           (other > 0 && ends_near(other, other - std::size_t{1}));
  };
  return detail::binary_weights(polygons.size(), [&](std::size_t area, Row& row) {
    detail::for_each_edge(polygons, area, [&](std::size_t e) {
      if (near.are_near(e, e + 1)) {
        return;
      }
      near.for_each_near(e, [&](std::uint32_t other) {
        if (area_of[other] != area && has_edge_towards(other, e + 1)) {
          add_other(row, area, area_of[other]);
        }
      });
    });
  });
}

}  // namespace

void validate(const ContiguityOptions& options) {
  require(options.snap_m >= 0.0 && std::isfinite(options.snap_m), "snap_m", options.snap_m, "at least 0 and finite");
}

Weights queen(const Polygons& polygons, const ContiguityOptions& options) {
  validate(options);
  return options.snap_m > 0.0 ? queen_by_near_vertices(polygons, options.snap_m) : detail::sharing_areas(polygons);
}

Weights rook(const Polygons& polygons, const ContiguityOptions& options) {
  validate(options);
  return options.snap_m > 0.0 ? rook_by_near_edges(polygons, options.snap_m) : rook_by_equal_edges(polygons);
}

}  // namespace libprofile::geography
