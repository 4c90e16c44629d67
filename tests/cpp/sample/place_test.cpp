// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <regex>
#include <set>
#include <utility>

#include <catch2/catch.hpp>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/make_area_set.hpp"
#include "libprofile/sample/partnership.hpp"

using libprofile::geography::AreaSet;
using libprofile::sample::partnership;

namespace {

using Point = std::pair<double, double>;

Point vertex(const AreaSet& areas, std::size_t v) {
  return {areas.polygons.xy[2 * v], areas.polygons.xy[2 * v + 1]};
}

/// Twice the signed area to the left of an edge, seen from `origin`.
double cross(Point origin, Point a, Point b) {
  return (a.first - origin.first) * (b.second - origin.second) - (b.first - origin.first) * (a.second - origin.second);
}

/// How often each directed edge occurs in the shells.
std::map<std::pair<Point, Point>, int> edges(const AreaSet& areas) {
  std::map<std::pair<Point, Point>, int> found;
  for (std::size_t r = 0; r + 1 < areas.polygons.ring_vertices.size(); ++r) {
    for (std::size_t v = areas.polygons.ring_vertices[r]; v + 1 < areas.polygons.ring_vertices[r + 1]; ++v) {
      ++found[{vertex(areas, v), vertex(areas, v + 1)}];
    }
  }
  return found;
}

libprofile::geography::CheckedAreas checked(const AreaSet& areas) {
  libprofile::geography::AreaColumns columns;
  columns.codes = areas.codes;
  columns.names = areas.names;
  columns.population = areas.population;
  columns.under_18 = areas.under_18;
  columns.polygons = areas.polygons;
  columns.lonlat_deg = areas.lonlat_deg;
  for (const auto& level : areas.levels) {
    libprofile::geography::ParentColumn parent;
    parent.level = level.name;
    for (const std::uint32_t group : level.group_of_unit) {
      parent.codes.push_back(level.codes[group]);
      parent.names.push_back(level.names[group]);
    }
    columns.parents.push_back(std::move(parent));
  }
  return libprofile::geography::make_area_set(std::move(columns));
}

}  // namespace

TEST_CASE("outlines are valid, overlap nowhere, and nest in wards and districts", "[sample][oracle]") {
  const auto options = GENERATE(libprofile::sample::Options{.seed = 1}, libprofile::sample::Options{.seed = 2},
                                libprofile::sample::Options{.seed = 3, .areas = 40},
                                libprofile::sample::Options{.seed = 4, .areas = 7'001},
                                libprofile::sample::Options{.seed = 5, .areas = 35'000});
  const AreaSet areas = partnership(options).place.areas;
  const auto result = checked(areas);
  CHECK(result.overlaps.empty());
  CHECK(result.areas.codes == areas.codes);
  CHECK(result.areas.repaired.empty());
  REQUIRE(result.areas.levels.size() == 2);
  for (std::size_t level = 0; level < 2; ++level) {
    CHECK(result.areas.levels[level].codes == areas.levels[level].codes);
    CHECK(result.areas.levels[level].group_of_unit == areas.levels[level].group_of_unit);
  }
}

TEST_CASE("areas tile the plane: each shared side is the same vertices, and there is no gap", "[sample][property]") {
  const AreaSet areas = partnership({.seed = GENERATE(0U, 1U, 2U, 3U, 4U)}).place.areas;
  const auto found = edges(areas);
  const Point origin{600'000, 480'000};
  double covered_m2 = 0.0;
  double outline_m2 = 0.0;
  std::map<Point, Point> outline;
  for (const auto& [edge, times] : found) {
    REQUIRE(times == 1);
    covered_m2 += cross(origin, edge.first, edge.second) / 2.0;
    if (found.count({edge.second, edge.first}) == 0) {
      outline_m2 += cross(origin, edge.first, edge.second) / 2.0;
      REQUIRE(outline.emplace(edge.first, edge.second).second);
    }
  }
  CHECK(covered_m2 == Approx(outline_m2).epsilon(1e-12));
  // The outline is one loop: with a gap inside there would be two.
  const Point start = outline.begin()->first;
  std::size_t steps = 1;
  for (Point at = outline.at(start); at != start; at = outline.at(at)) {
    ++steps;
  }
  CHECK(steps == outline.size());
}

TEST_CASE("shells turn left and lie in the sea off Yorkshire", "[sample][property]") {
  const AreaSet areas = partnership({.seed = 1, .areas = 35'000}).place.areas;
  for (std::size_t r = 0; r < areas.size(); ++r) {
    double twice_m2 = 0.0;
    const std::size_t first = areas.polygons.ring_vertices[r];
    for (std::size_t v = first; v + 1 < areas.polygons.ring_vertices[r + 1]; ++v) {
      twice_m2 += cross(vertex(areas, first), vertex(areas, v), vertex(areas, v + 1));
    }
    REQUIRE(twice_m2 > 0.0);
  }
  for (std::size_t v = 0; v < areas.polygons.vertices(); ++v) {
    REQUIRE(areas.lonlat_deg[2 * v] > 0.25);
    REQUIRE(areas.lonlat_deg[2 * v] < 1.9);
    REQUIRE(areas.lonlat_deg[2 * v + 1] > 53.7);
    REQUIRE(areas.lonlat_deg[2 * v + 1] < 54.7);
  }
}

TEST_CASE("codes have the official form, ascend, and are none that was issued", "[sample][hand]") {
  const AreaSet areas = partnership({.seed = 1}).place.areas;
  const std::regex form("E(01|05|08)9[0-9]{5}");
  CHECK(areas.codes.front() == "E01900001");
  CHECK(areas.codes.back() == "E01900600");
  CHECK(std::is_sorted(areas.codes.begin(), areas.codes.end()));
  for (const auto* codes : {&areas.codes, &areas.levels[0].codes, &areas.levels[1].codes}) {
    CHECK(std::all_of(codes->begin(), codes->end(), [&](const auto& code) { return std::regex_match(code, form); }));
    CHECK(std::set<std::string>(codes->begin(), codes->end()).size() == codes->size());
  }
  CHECK(std::set<std::string>(areas.names.begin(), areas.names.end()).size() == areas.size());
  CHECK(areas.levels[1].names == std::vector<std::string>{"Eastmere", "Kelderholm", "Northsand", "Wrackley"});
}

TEST_CASE("residents vary as in a census, and a few areas have hardly any", "[sample][property]") {
  const auto place = partnership({.seed = GENERATE(0U, 1U, 2U, 3U, 4U)}).place;
  const std::vector<double>& people = place.areas.population;
  CHECK(std::count(people.begin(), people.end(), 0.0) == 1);
  const auto small = std::count_if(people.begin(), people.end(), [](double n) { return n < 100.0; });
  CHECK(small >= 3);
  CHECK(small <= 25);
  CHECK(std::accumulate(people.begin(), people.end(), 0.0) / 600.0 == Approx(1'630.0).epsilon(0.05));
  for (std::size_t unit = 0; unit < people.size(); ++unit) {
    const auto& groups = place.residents[unit];
    REQUIRE(std::accumulate(groups.begin(), groups.end(), 0U) == people[unit]);
    REQUIRE(groups[0] + groups[1] == place.areas.under_18[unit]);
  }
}
