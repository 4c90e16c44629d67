// SPDX-License-Identifier: MIT
#include "libprofile/geography/union_outline.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/detail/geos_polygons.hpp"
#include "libprofile/geography/detail/grouping.hpp"
#include "libprofile/geography/detail/lonlat_transfer.hpp"
#include "libprofile/geography/detail/polygon_arrays.hpp"
#include "libprofile/geography/detail/ring_tracing.hpp"
#include "libprofile/geography/detail/shared_vertices.hpp"

namespace libprofile::geography {
namespace {

using detail::DirectedEdge;
using detail::TracedRing;

/// Polygons of one group.
struct Outline {
  Polygons polygons;
  std::vector<double> lonlat_deg;
};

/// For each vertex, whether its ring runs against the rule (shells anticlockwise, holes clockwise).
std::vector<char> runs_backwards(const Polygons& polygons) {
  std::vector<char> backwards(polygons.vertices(), 0);
  core::parallel_for(
      polygons.size(),
      [&](std::size_t area) {
        for (auto p = polygons.area_polygons[area]; p < polygons.area_polygons[area + 1]; ++p) {
          for (auto ring = polygons.polygon_rings[p]; ring < polygons.polygon_rings[p + 1]; ++ring) {
            const bool is_hole = ring != polygons.polygon_rings[p];
            if ((detail::doubled_ring_area_m2(polygons, ring) < 0.0) != is_hole) {
              std::fill(backwards.begin() + polygons.ring_vertices[ring],
                        backwards.begin() + polygons.ring_vertices[ring + 1], 1);
            }
          }
        }
      },
      64);
  return backwards;
}

class Uniter {
 public:
  Uniter(const AreaSet& areas, std::span<const std::uint32_t> group_of_area)
      : areas_(areas),
        polygons_(areas.polygons),
        group_of_area_(group_of_area),
        ids_(detail::vertex_ids(polygons_.xy)),
        edges_(detail::edges_by_lower_end(polygons_, ids_)),
        area_of_(detail::area_of_vertex(polygons_)),
        backwards_(runs_backwards(polygons_)) {}

  [[nodiscard]] Outline outline(std::span<const std::uint32_t> members) const {
    if (std::optional<Outline> exact = by_cancelling(members)) {
      return *std::move(exact);
    }
    return by_geos(members);
  }

 private:
  [[nodiscard]] DirectedEdge directed(std::uint32_t e) const {
    const std::uint32_t from = backwards_[e] != 0 ? e + 1 : e;
    const std::uint32_t to = backwards_[e] != 0 ? e : e + 1;
    return {ids_.id[from], ids_.id[to], from, to};
  }

  /// Edges of the group that no other edge of it cancels; nothing where an edge is there twice in one direction.
  [[nodiscard]] std::optional<std::vector<DirectedEdge>> outer_edges(std::span<const std::uint32_t> members) const {
    std::vector<DirectedEdge> outer;
    bool fits = true;
    for (const std::uint32_t area : members) {
      detail::for_each_edge(polygons_, area, [&](std::uint32_t e) {
        const DirectedEdge edge = directed(e);
        if (edge.from_id == edge.to_id) {
          return;
        }
        std::size_t with = 0;
        std::size_t against = 0;
        for (const std::uint32_t other : edges_.items_of(std::min(edge.from_id, edge.to_id))) {
          const DirectedEdge twin = directed(other);
          if (group_of_area_[area_of_[other]] == group_of_area_[area]) {
            with += twin.from_id == edge.from_id && twin.to_id == edge.to_id ? 1 : 0;
            against += twin.from_id == edge.to_id && twin.to_id == edge.from_id ? 1 : 0;
          }
        }
        fits = fits && with == 1 && against <= 1;
        if (against == 0) {
          outer.push_back(edge);
        }
      });
    }
    return fits ? std::optional(std::move(outer)) : std::nullopt;
  }

  [[nodiscard]] std::optional<Outline> by_cancelling(std::span<const std::uint32_t> members) const {
    std::optional<std::vector<DirectedEdge>> outer = outer_edges(members);
    if (!outer) {
      return std::nullopt;
    }
    const std::vector<TracedRing> rings = detail::traced_rings(*std::move(outer), polygons_.xy);
    Outline outline;
    std::size_t used = 0;
    for (const auto& polygon : detail::polygons_of_rings(rings, polygons_.xy)) {
      for (const std::size_t ring : polygon) {
        append_ring(rings[ring], outline);
      }
      used += polygon.size();
      outline.polygons.polygon_rings.push_back(static_cast<std::uint32_t>(outline.polygons.ring_vertices.size() - 1));
    }
    outline.polygons.area_polygons.push_back(static_cast<std::uint32_t>(outline.polygons.polygon_rings.size() - 1));
    if (used != rings.size() || outline.polygons.xy.empty() || !detail::invalid_reason(outline.polygons, 0).empty()) {
      return std::nullopt;
    }
    return outline;
  }

  void append_ring(const TracedRing& ring, Outline& outline) const {
    const auto append = [&](std::uint32_t vertex) {
      const std::size_t i = 2 * std::size_t{vertex};
      outline.polygons.xy.insert(outline.polygons.xy.end(), {polygons_.xy[i], polygons_.xy[i + 1]});
      if (!areas_.lonlat_deg.empty()) {
        outline.lonlat_deg.insert(outline.lonlat_deg.end(), {areas_.lonlat_deg[i], areas_.lonlat_deg[i + 1]});
      }
    };
    std::for_each(ring.vertices.begin(), ring.vertices.end(), append);
    append(ring.vertices.front());
    outline.polygons.ring_vertices.push_back(static_cast<std::uint32_t>(outline.polygons.vertices()));
  }

  [[nodiscard]] Outline by_geos(std::span<const std::uint32_t> members) const {
    Outline outline;
    outline.polygons = canonical(detail::united(polygons_, members));
    if (!areas_.lonlat_deg.empty()) {
      outline.lonlat_deg = detail::transferred_lonlat(outline.polygons, polygons_, areas_.lonlat_deg, members);
    }
    return outline;
  }

  /// The same outline with rings in the direction, order and start that tracing gives.
  [[nodiscard]] static Polygons canonical(const Polygons& polygons) {
    const detail::VertexIds ids = detail::vertex_ids(polygons.xy);
    const std::vector<char> backwards = runs_backwards(polygons);
    std::vector<DirectedEdge> edges;
    detail::for_each_edge(polygons, 0, [&](std::uint32_t e) {
      const std::uint32_t from = backwards[e] != 0 ? e + 1 : e;
      const std::uint32_t to = backwards[e] != 0 ? e : e + 1;
      edges.push_back({ids.id[from], ids.id[to], from, to});
    });
    const std::vector<TracedRing> rings = detail::traced_rings(std::move(edges), polygons.xy);
    Polygons result;
    for (const auto& polygon : detail::polygons_of_rings(rings, polygons.xy)) {
      for (const std::size_t ring : polygon) {
        std::vector<std::uint32_t> vertices = rings[ring].vertices;
        vertices.push_back(vertices.front());
        for (const std::uint32_t vertex : vertices) {
          result.xy.insert(result.xy.end(),
                           {polygons.xy[2 * std::size_t{vertex}], polygons.xy[2 * std::size_t{vertex} + 1]});
        }
        result.ring_vertices.push_back(static_cast<std::uint32_t>(result.vertices()));
      }
      result.polygon_rings.push_back(static_cast<std::uint32_t>(result.ring_vertices.size() - 1));
    }
    result.area_polygons.push_back(static_cast<std::uint32_t>(result.polygon_rings.size() - 1));
    return result;
  }

  const AreaSet& areas_;
  const Polygons& polygons_;
  std::span<const std::uint32_t> group_of_area_;
  detail::VertexIds ids_;
  detail::Groups edges_;
  std::vector<std::uint32_t> area_of_;
  std::vector<char> backwards_;
};

double sum_of(const std::vector<double>& residents, std::span<const std::uint32_t> members) {
  return std::accumulate(members.begin(), members.end(), 0.0,
                         [&](double sum, std::uint32_t i) { return sum + residents[i]; });
}

}  // namespace

Outlines union_outlines(const AreaSet& areas, std::span<const std::uint32_t> group_of_area, std::size_t groups) {
  require(group_of_area.size() == areas.size(), "group_of_area", group_of_area.size(),
          "one entry an area (" + std::to_string(areas.size()) + ")");
  for (const std::uint32_t group : group_of_area) {
    require(group < groups || group == kNoGroup, "group_of_area", static_cast<std::size_t>(group),
            "below " + std::to_string(groups) + ", or kNoGroup");
  }
  const detail::Groups members =
      detail::group_by(areas.size(), groups, [&](std::size_t area) { return group_of_area[area]; });
  const Uniter uniter(areas, group_of_area);
  std::vector<Outline> parts(groups);
  core::parallel_for(
      groups,
      [&](std::size_t group) {
        if (!members.items_of(group).empty()) {
          parts[group] = uniter.outline(members.items_of(group));
        }
      },
      1);
  Outlines outlines;
  for (const Outline& part : parts) {
    if (part.polygons.size() == 0) {
      outlines.polygons.area_polygons.push_back(outlines.polygons.area_polygons.back());
      continue;
    }
    detail::append_area(outlines.polygons, part.polygons, 0);
    outlines.lonlat_deg.insert(outlines.lonlat_deg.end(), part.lonlat_deg.begin(), part.lonlat_deg.end());
  }
  return outlines;
}

Outlines union_of_sets(const AreaSet& areas, std::span<const std::size_t> first,
                       std::span<const std::int32_t> members) {
  require(!first.empty() && first.front() == 0 && first.back() == members.size() &&
              std::is_sorted(first.begin(), first.end()),
          "first", first.size(), "rising from 0 to the number of members");
  // Each set has areas of its own: copies of those that are in several.
  AreaSet apart;
  std::vector<std::uint32_t> set_of_area;
  for (std::size_t set = 0; set + 1 < first.size(); ++set) {
    for (std::size_t i = first[set]; i < first[set + 1]; ++i) {
      require(members[i] >= 0 && static_cast<std::size_t>(members[i]) < areas.size(), "members", members[i],
              "from 0 and below " + std::to_string(areas.size()));
      const auto area = static_cast<std::size_t>(members[i]);
      detail::append_area(apart.polygons, areas.polygons, area);
      apart.codes.push_back(areas.codes[area]);
      if (!areas.lonlat_deg.empty()) {
        const auto from = areas.lonlat_deg.begin();
        const detail::Range vertices = detail::vertices_of(areas.polygons, area);
        apart.lonlat_deg.insert(apart.lonlat_deg.end(), from + 2 * static_cast<std::ptrdiff_t>(vertices.begin),
                                from + 2 * static_cast<std::ptrdiff_t>(vertices.end));
      }
      set_of_area.push_back(static_cast<std::uint32_t>(set));
    }
  }
  return union_outlines(apart, set_of_area, first.size() - 1);
}

AreaSet areas_of_level(const AreaSet& areas, std::size_t level) {
  require(level < areas.levels.size(), "level", level, "below the number of levels");
  const Level& groups = areas.levels[level];
  AreaSet result;
  result.codes = groups.codes;
  result.names = groups.names;
  Outlines outlines = union_outlines(areas, groups.group_of_unit, groups.codes.size());
  result.polygons = std::move(outlines.polygons);
  result.lonlat_deg = std::move(outlines.lonlat_deg);

  const detail::Groups members =
      detail::group_by(areas.size(), groups.codes.size(), [&](std::size_t area) { return groups.group_of_unit[area]; });
  for (std::size_t group = 0; group < groups.codes.size(); ++group) {
    if (!areas.population.empty()) {
      result.population.push_back(sum_of(areas.population, members.items_of(group)));
    }
    if (!areas.under_18.empty()) {
      result.under_18.push_back(sum_of(areas.under_18, members.items_of(group)));
    }
  }
  for (std::size_t above = level + 1; above < areas.levels.size(); ++above) {
    Level outer = areas.levels[above];
    outer.group_of_unit.clear();
    for (std::size_t group = 0; group < groups.codes.size(); ++group) {
      outer.group_of_unit.push_back(areas.levels[above].group_of_unit[members.items_of(group).front()]);
    }
    result.levels.push_back(std::move(outer));
  }
  return result;
}

}  // namespace libprofile::geography
