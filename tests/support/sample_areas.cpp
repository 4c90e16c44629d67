// SPDX-License-Identifier: MIT
#include "support/sample_areas.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "libprofile/core/random.hpp"

namespace libprofile::testing {
namespace {

constexpr double kSide_m = 350.0;
constexpr double kOrigin_m = 600'000.0;

/// A corner of the grid, in units of half a width and half a side, so that neighbours name it alike.
using Corner = std::pair<std::int32_t, std::int32_t>;

/// Where the corner is: shaken by a function of its name.
std::pair<double, double> place(Corner corner) {
  const core::Philox random(7, core::Stream::testing);
  const auto column = static_cast<std::uint32_t>(corner.first + 10);
  const auto row = static_cast<std::uint32_t>(corner.second + 10);
  const double x = kSide_m * std::sqrt(3.0) / 2.0 * corner.first + 190.0 * (random.uniform(column, row, 0) - 0.5);
  const double y = kSide_m / 2.0 * corner.second + 190.0 * (random.uniform(column, row, 1) - 0.5);
  // The whole leans and bends a little, so that no border is straight.
  return {std::round(kOrigin_m + x + 0.18 * y + 500.0 * std::sin(y / 2600.0)),
          std::round(kOrigin_m + y + 420.0 * std::sin(x / 3300.0))};
}

std::array<Corner, 6> corners(std::size_t column, std::size_t row) {
  const auto x = static_cast<std::int32_t>(2 * column + row % 2);
  const auto y = static_cast<std::int32_t>(3 * row);
  return {{{x, y - 2}, {x + 1, y - 1}, {x + 1, y + 1}, {x, y + 2}, {x - 1, y + 1}, {x - 1, y - 1}}};
}

void append_ring(geography::Polygons& polygons, const std::vector<Corner>& ring) {
  for (std::size_t i = 0; i <= ring.size(); ++i) {
    const auto [x, y] = place(ring[i % ring.size()]);
    polygons.xy.push_back(x);
    polygons.xy.push_back(y);
  }
  polygons.ring_vertices.push_back(static_cast<std::uint32_t>(polygons.vertices()));
}

void append_area(geography::Polygons& polygons, const std::vector<std::vector<Corner>>& rings) {
  for (const auto& ring : rings) {
    append_ring(polygons, ring);
    polygons.polygon_rings.push_back(static_cast<std::uint32_t>(polygons.ring_vertices.size() - 1));
  }
  polygons.area_polygons.push_back(static_cast<std::uint32_t>(polygons.polygon_rings.size() - 1));
}

std::string code_of(std::string_view prefix, std::size_t number) {
  std::string digits = std::to_string(number + 1);
  return std::string(prefix) + std::string(8 - digits.size(), '0') + digits;
}

std::size_t columns_for(std::size_t areas) {
  return static_cast<std::size_t>(std::ceil(std::sqrt(1.3 * static_cast<double>(areas))));
}

using Edge = std::pair<Corner, Corner>;

/// Chains edges, each from its first corner to its second, into rings.
std::vector<std::vector<Corner>> chain(const std::set<Edge>& edges) {
  std::multimap<Corner, Corner> next(edges.begin(), edges.end());
  std::vector<std::vector<Corner>> rings;
  while (!next.empty()) {
    std::vector<Corner> ring;
    for (auto edge = next.begin(); edge != next.end();) {
      ring.push_back(edge->first);
      const Corner to = edge->second;
      next.erase(edge);
      edge = next.find(to);
    }
    rings.push_back(std::move(ring));
  }
  return rings;
}

}  // namespace

geography::AreaSet sample_areas(std::size_t areas, std::size_t districts) {
  static constexpr std::array<std::string_view, 8> kPlaces = {"Harbour", "Lantern", "Gull",  "Marram",
                                                              "Saltern", "Kelp",    "Anvil", "Tern"};
  static constexpr std::array<std::string_view, 6> kParts = {"East", "West", "Hill", "Cross", "Reach", "End"};
  static constexpr std::array<std::string_view, 4> kDistricts = {"Eastmere", "Northholm", "Dunwick Sands", "Skerry"};
  geography::AreaSet set;
  geography::Level level{"district", {}, {}, {}};
  for (std::size_t d = 0; d < districts; ++d) {
    level.codes.push_back(code_of("E07", d));
    level.names.push_back(std::string(kDistricts[d % 4]) + (d < 4 ? "" : " " + std::to_string(d / 4 + 1)));
  }
  const core::Philox random(3, core::Stream::testing);
  const std::size_t columns = columns_for(areas);
  const std::size_t rows = (areas + columns - 1) / columns;
  for (std::size_t i = 0; i < areas; ++i) {
    const auto hexagon = corners(i % columns, i / columns);
    append_area(set.polygons, {std::vector<Corner>(hexagon.begin(), hexagon.end())});
    set.codes.push_back(code_of("E01", i));
    set.names.push_back(std::string(kPlaces[i % 8]) + " " + std::string(kParts[i / 8 % 6]) +
                        (i < 48 ? "" : " " + std::to_string(i / 48 + 1)));
    set.population.push_back(1000.0 + random.below(1200, static_cast<std::uint32_t>(i), 0, 0));
    // Rows of hexagons by district; with four, quarters.
    const std::size_t band = districts == 4 ? 2 * (2 * (i / columns) / rows) + 2 * (i % columns) / columns
                                            : districts * (i / columns) / rows;
    level.group_of_unit.push_back(static_cast<std::uint32_t>(std::min(band, districts - 1)));
  }
  set.levels.push_back(std::move(level));
  return set;
}

geography::AreaSet dissolve_first_level(const geography::AreaSet& areas) {
  const geography::Level& level = areas.levels.front();
  const std::size_t columns = columns_for(areas.size());
  std::vector<std::set<Edge>> edges(level.codes.size());
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const auto hexagon = corners(i % columns, i / columns);
    auto& mine = edges[level.group_of_unit[i]];
    for (std::size_t k = 0; k < 6; ++k) {
      const Edge edge{hexagon[k], hexagon[(k + 1) % 6]};
      if (mine.erase({edge.second, edge.first}) == 0) {
        mine.insert(edge);
      }
    }
  }
  geography::AreaSet groups;
  groups.codes = level.codes;
  groups.names = level.names;
  groups.population.assign(level.codes.size(), 0.0);
  for (std::size_t i = 0; i < areas.size(); ++i) {
    groups.population[level.group_of_unit[i]] += areas.population[i];
  }
  for (const auto& group : edges) {
    append_area(groups.polygons, chain(group));
  }
  return groups;
}

}  // namespace libprofile::testing
