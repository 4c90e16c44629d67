// SPDX-License-Identifier: MIT
#include "libprofile/geography/union_outline.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/geography/area_measures.hpp"
#include "libprofile/geography/assign.hpp"

#include "support/geography_real_data.hpp"
#include "support/geography_shapes.hpp"
#include "support/random_points.hpp"

using namespace libprofile;
using geography::AreaSet;
using geography::kNoGroup;
using geography::Polygons;
using geography::union_outlines;

namespace {

using Groups = std::vector<std::uint32_t>;

AreaSet with_lonlat(Polygons polygons) {
  AreaSet areas = testing::area_set(std::move(polygons));
  for (const double value : areas.polygons.xy) {
    areas.lonlat_deg.push_back(value / 1000.0);
  }
  return areas;
}

std::vector<std::size_t> sizes(const std::vector<std::uint32_t>& offsets) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i + 1 < offsets.size(); ++i) {
    result.push_back(offsets[i + 1] - offsets[i]);
  }
  return result;
}

Groups random_groups(std::uint64_t seed, std::size_t n, std::uint32_t groups) {
  const core::Philox random(seed, core::Stream::testing);
  Groups group;
  for (std::uint32_t i = 0; i < n; ++i) {
    group.push_back(random.below(groups, i, 3, 0));
  }
  return group;
}

}  // namespace

TEST_CASE("two squares become a rectangle of their own vertices", "[geography][hand]") {
  const auto outlines = union_outlines(with_lonlat(testing::squares(2, 1, 10.0)), Groups{0, 0}, 1);
  CHECK(outlines.polygons.xy == std::vector<double>{0, 0, 10, 0, 20, 0, 20, 10, 10, 10, 0, 10, 0, 0});
  CHECK(outlines.lonlat_deg[4] == 0.02);
  CHECK(outlines.polygons.area_polygons == Groups{0, 1});
}

TEST_CASE("a ring of squares has a hole, and squares that meet at a corner stay two", "[geography][hand]") {
  const AreaSet nine = with_lonlat(testing::squares(3, 3, 10.0));
  const auto ring = union_outlines(nine, Groups{0, 0, 0, 0, kNoGroup, 0, 0, 0, 0}, 1).polygons;
  CHECK(sizes(ring.polygon_rings) == std::vector<std::size_t>{2});
  CHECK(sizes(ring.ring_vertices) == std::vector<std::size_t>{13, 5});
  CHECK(geography::area_km2(ring)[0] == Approx(800e-6));
  const auto corners = union_outlines(nine, Groups{0, 1, 1, 1, 0, 1, 1, 1, 0}, 2).polygons;
  CHECK(sizes(corners.area_polygons) == std::vector<std::size_t>{3, 2});
  CHECK(geography::area_km2(corners)[1] == Approx(600e-6));
  // The hole at the corner touches its shell there: a ring of its own.
  const auto touching = union_outlines(nine, Groups{kNoGroup, 0, 0, 0, kNoGroup, 0, 0, 0, 0}, 1).polygons;
  CHECK(sizes(touching.polygon_rings) == std::vector<std::size_t>{2});
  CHECK(geography::area_km2(touching)[0] == Approx(700e-6));
}

TEST_CASE("outlines that do not fit are united by GEOS", "[geography][edges]") {
  Polygons overlapping;
  testing::add_area(overlapping, {testing::rectangle(0, 0, 10, 10)});
  testing::add_area(overlapping, {testing::rectangle(5, 5, 15, 15)});
  const auto united = union_outlines(with_lonlat(overlapping), Groups{0, 0}, 1);
  CHECK(geography::area_km2(united.polygons)[0] == Approx(175e-6));
  for (std::size_t i = 0; i < united.lonlat_deg.size(); ++i) {
    CHECK(united.lonlat_deg[i] == Approx(united.polygons.xy[i] / 1000.0));
  }
  Polygons uneven;
  testing::add_area(uneven, {testing::rectangle(0, 0, 10, 10)});
  testing::add_area(uneven, {testing::rectangle(10, 0, 20, 5)});
  testing::add_area(uneven, {testing::rectangle(10, 5, 20, 10)});
  const auto even = union_outlines(with_lonlat(uneven), Groups{0, 0, 0}, 1);
  CHECK(sizes(even.polygons.polygon_rings) == std::vector<std::size_t>{1});
  CHECK(geography::area_km2(even.polygons)[0] == Approx(200e-6));
}

TEST_CASE("empty groups, no areas, and groups that are not there", "[geography][edges]") {
  const AreaSet two = with_lonlat(testing::squares(2, 1, 10.0));
  const auto outlines = union_outlines(two, Groups{2, kNoGroup}, 4);
  CHECK(sizes(outlines.polygons.area_polygons) == std::vector<std::size_t>{0, 0, 1, 0});
  CHECK(union_outlines({}, {}, 0).polygons.size() == 0);
  CHECK_THROWS_AS(union_outlines(two, Groups{0}, 1), InvalidArgument);
  CHECK_THROWS_AS(union_outlines(two, Groups{0, 1}, 1), InvalidArgument);
}

TEST_CASE("a union holds the points of its areas and no others", "[geography][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const AreaSet areas = with_lonlat(testing::random_coverage(seed, 9));
  const Groups group = random_groups(seed, areas.size(), 5);
  const auto outlines = union_outlines(areas, group, 5);
  const auto xy_m = testing::random_points(seed, 4000, 720.0);
  const geography::PlanarView points(xy_m);
  const auto area = geography::PointLocator(areas.polygons).locate(points);
  const auto found = geography::PointLocator(outlines.polygons).locate(points);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto expected = area[i] < 0 ? -1 : static_cast<std::int32_t>(group[static_cast<std::size_t>(area[i])]);
    CHECK(found[i] == expected);
  }
}

TEST_CASE("every vertex of a union is one of its areas', on the plane and in degrees", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const AreaSet areas = with_lonlat(testing::random_coverage(seed, 9));
  const Groups group = random_groups(seed, areas.size(), 3);
  const auto outlines = union_outlines(areas, group, 3);
  std::set<std::pair<double, double>> known;
  for (std::size_t i = 0; i < areas.polygons.xy.size(); i += 2) {
    known.emplace(areas.polygons.xy[i], areas.polygons.xy[i + 1]);
  }
  for (std::size_t i = 0; i < outlines.polygons.xy.size(); i += 2) {
    CHECK(known.count({outlines.polygons.xy[i], outlines.polygons.xy[i + 1]}) == 1);
    CHECK(outlines.lonlat_deg[i] == outlines.polygons.xy[i] / 1000.0);
  }
  const core::ThreadLimit limit(1);
  CHECK(union_outlines(areas, group, 3).polygons.xy == outlines.polygons.xy);
}

TEST_CASE("sets that share an area are each united with all of theirs", "[geography][oracle]") {
  const AreaSet areas = with_lonlat(testing::squares(4, 4, 10.0));
  for (std::uint32_t seed = 0; seed < 50; ++seed) {
    const core::Philox random(seed, core::Stream::testing);
    std::vector<std::size_t> first{0};
    std::vector<std::int32_t> members;
    for (std::uint32_t set = 0; set < 5; ++set) {
      for (std::uint32_t area = 0; area < 16; ++area) {
        if (random.below(3, set, area, 0) == 0) {
          members.push_back(static_cast<std::int32_t>(area));
        }
      }
      first.push_back(members.size());
    }
    const auto together = geography::union_of_sets(areas, first, members);
    const std::vector<double> km2 = geography::area_km2(together.polygons);
    CHECK(together.lonlat_deg.size() == together.polygons.xy.size());
    for (std::size_t set = 0; set < 5; ++set) {
      Groups alone(16, kNoGroup);
      for (std::size_t i = first[set]; i < first[set + 1]; ++i) {
        alone[static_cast<std::size_t>(members[i])] = 0;
      }
      CHECK(km2[set] == geography::area_km2(union_outlines(areas, alone, 1).polygons)[0]);
    }
  }
}

TEST_CASE("sets of areas that are none are refused", "[geography][edges]") {
  const AreaSet areas = with_lonlat(testing::squares(2, 1, 10.0));
  const auto united = [&](std::vector<std::size_t> first, std::vector<std::int32_t> members) {
    return geography::union_of_sets(areas, first, members);
  };
  CHECK(united({0}, {}).polygons.size() == 0);
  CHECK(united({0, 0}, {}).polygons.size() == 1);
  CHECK_THROWS_AS(united({}, {}), InvalidArgument);
  CHECK_THROWS_AS(united({0, 1}, {0, 1}), InvalidArgument);
  CHECK_THROWS_AS(united({1, 0}, {}), InvalidArgument);
  CHECK_THROWS_WITH(united({0, 1}, {2}), Catch::Contains("members = 2"));
  CHECK_THROWS_WITH(united({0, 1}, {-1}), Catch::Contains("members = -1"));
}

TEST_CASE("groups of a level become areas, with residents summed", "[geography][hand]") {
  AreaSet areas = with_lonlat(testing::squares(2, 2, 10.0));
  areas.population = {1, 2, 3, 4};
  areas.levels = {{"district", {"D1", "D2"}, {"One", "Two"}, {0, 0, 1, 1}}, {"force", {"F"}, {"Force"}, {0, 0, 0, 0}}};
  const AreaSet districts = geography::areas_of_level(areas, 0);
  CHECK(districts.codes == std::vector<std::string>{"D1", "D2"});
  CHECK(districts.population == std::vector<double>{3, 7});
  REQUIRE(districts.levels.size() == 1);
  CHECK(districts.levels[0].group_of_unit == Groups{0, 0});
  CHECK(geography::area_km2(districts.polygons)[1] == Approx(200e-6));
  CHECK_THROWS_AS(geography::areas_of_level(areas, 2), InvalidArgument);
}

TEST_CASE("the areas of a real county unite to its ground", "[geography][golden]") {
  // Lower-layer areas of South Yorkshire (Open Government Licence 3.0): the union covers what they sum to.
  const auto path = testing::real_data("south-yorkshire/boundaries/lsoa11.geojson");
  if (!path) {
    WARN("skipped: no ../shared/data beside the project, nor LIBPROFILE_REAL_DATA");
    return;
  }
  const auto real = testing::read_geojson(*path, {"LSOA11CD"}, 100000.0);
  AreaSet areas = testing::area_set(real.polygons);
  const auto outlines = union_outlines(areas, Groups(areas.size(), 0), 1);
  double sum_km2 = 0.0;
  for (const double km2 : geography::area_km2(areas.polygons)) {
    sum_km2 += km2;
  }
  CHECK(geography::area_km2(outlines.polygons)[0] == Approx(sum_km2).epsilon(1e-9));
}
