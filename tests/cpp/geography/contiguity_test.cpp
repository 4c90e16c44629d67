// SPDX-License-Identifier: MIT
#include "libprofile/geography/contiguity.hpp"

#include <algorithm>
#include <limits>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/weights_transforms.hpp"

#include "support/geography_real_data.hpp"
#include "support/geography_shapes.hpp"

using namespace libprofile;
using geography::Polygons;
using geography::queen;
using geography::rook;
using geography::Weights;

namespace {

using Row = std::vector<std::uint32_t>;

Row row(const Weights& weights, std::size_t i) {
  const auto neighbours = weights.neighbours_of(i);
  return {neighbours.begin(), neighbours.end()};
}

std::vector<std::size_t> edges_of(const Polygons& polygons, std::size_t area) {
  std::vector<std::size_t> edges;
  for (auto ring = polygons.polygon_rings[polygons.area_polygons[area]];
       ring < polygons.polygon_rings[polygons.area_polygons[area + 1]]; ++ring) {
    for (auto i = polygons.ring_vertices[ring]; i + 1 < polygons.ring_vertices[ring + 1]; ++i) {
      edges.push_back(i);
    }
  }
  return edges;
}

/// Every vertex, or edge, of one against every one of the other.
bool touch_by_definition(const Polygons& polygons, std::size_t a, std::size_t b, double snap_m, bool by_edge) {
  const auto near = [&](std::size_t i, std::size_t j) {
    const double dx = polygons.xy[2 * i] - polygons.xy[2 * j];
    const double dy = polygons.xy[2 * i + 1] - polygons.xy[2 * j + 1];
    return dx * dx + dy * dy <= snap_m * snap_m;
  };
  for (const std::size_t e : edges_of(polygons, a)) {
    for (const std::size_t f : edges_of(polygons, b)) {
      const bool is_edge = !near(e, e + 1) && !near(f, f + 1) &&
                           ((near(e, f) && near(e + 1, f + 1)) || (near(e, f + 1) && near(e + 1, f)));
      if (by_edge ? is_edge : near(e, f)) {
        return true;
      }
    }
  }
  return false;
}

void check_definition(const Polygons& polygons, double snap_m) {
  const Weights queens = queen(polygons, {.snap_m = snap_m});
  const Weights rooks = rook(polygons, {.snap_m = snap_m});
  for (std::size_t a = 0; a < polygons.size(); ++a) {
    Row by_vertex;
    Row by_edge;
    for (std::size_t b = 0; b < polygons.size(); ++b) {
      if (a != b && touch_by_definition(polygons, a, b, snap_m, false)) {
        by_vertex.push_back(static_cast<std::uint32_t>(b));
      }
      if (a != b && touch_by_definition(polygons, a, b, snap_m, true)) {
        by_edge.push_back(static_cast<std::uint32_t>(b));
      }
    }
    CHECK(row(queens, a) == by_vertex);
    CHECK(row(rooks, a) == by_edge);
  }
}

}  // namespace

TEST_CASE("the middle of nine squares has eight queen and four rook neighbours", "[geography][hand]") {
  const Polygons nine = testing::squares(3, 3, 10.0);
  CHECK(row(queen(nine), 4) == Row{0, 1, 2, 3, 5, 6, 7, 8});
  CHECK(row(rook(nine), 4) == Row{1, 3, 5, 7});
  CHECK(row(rook(nine), 0) == Row{1, 3});
  CHECK(queen(nine).links() == 40);
  CHECK(rook(nine).links() == 24);
}

TEST_CASE("no areas, one area, and areas apart", "[geography][edges]") {
  CHECK(queen({}).size() == 0);
  CHECK(rook(testing::squares(1, 1, 10.0)).links() == 0);
  Polygons apart = testing::squares(1, 1, 10.0);
  testing::add_area(apart, {testing::rectangle(20, 0, 30, 10)});
  CHECK(geography::islands(queen(apart)) == Row{0, 1});
  CHECK(row(queen(apart, {.snap_m = 10.0}), 0) == Row{1});
  CHECK(queen(apart, {.snap_m = 9.99}).links() == 0);
}

TEST_CASE("minus zero is zero, and an edge's middle is no vertex", "[geography][edges]") {
  Polygons polygons;
  testing::add_area(polygons, {testing::rectangle(-10, -10, -0.0, -0.0)});
  testing::add_area(polygons, {testing::rectangle(0, 0, 10, 10)});
  testing::add_area(polygons, {testing::rectangle(5, -10, 6, 0)});
  CHECK(row(queen(polygons), 0) == Row{1});
  CHECK(row(queen(polygons), 2).empty());
}

TEST_CASE("a snap distance that is negative or not finite is refused", "[geography][edges]") {
  const auto bad = GENERATE(-1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity());
  CHECK_THROWS_AS(queen({}, {.snap_m = bad}), InvalidArgument);
  CHECK_THROWS_AS(rook({}, {.snap_m = bad}), InvalidArgument);
}

TEST_CASE("contiguity agrees with the definition, pair by pair", "[geography][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto snap_m = GENERATE(0.0, 3.0, 12.0);
  check_definition(testing::random_coverage(seed, 6), snap_m);
}

TEST_CASE("contiguity agrees with the definition in a thousand small coverages", "[geography][oracle]") {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    INFO("coverage " << seed);
    check_definition(testing::random_coverage(seed, 1 + seed % 2), seed % 4 == 0 ? 3.0 : 0.0);
  }
}

TEST_CASE("shuffled vertices of rings and threads change nothing, and weights are symmetric", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Polygons polygons = testing::random_coverage(seed, 12);
  const auto run = [&](int threads) {
    const core::ThreadLimit limit(threads);
    return std::pair(queen(polygons).neighbours, rook(polygons).neighbours);
  };
  const auto one = run(1);
  CHECK(run(2) == one);
  CHECK(run(8) == one);
  const Weights weights = queen(polygons);
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    for (const std::uint32_t j : weights.neighbours_of(i)) {
      const auto back = weights.neighbours_of(j);
      CHECK(std::binary_search(back.begin(), back.end(), i));
    }
  }
}

TEST_CASE("Columbus has 236 queen and 200 rook links", "[geography][golden]") {
  // libpysal 4.14 (BSD 3-Clause) and GeoDa on the Columbus neighbourhoods of Anselin (1988).
  const auto path = testing::real_data("classics/columbus/columbus.shp");
  if (!path) {
    WARN("skipped: no ../shared/data beside the project, nor LIBPROFILE_REAL_DATA");
    return;
  }
  const Polygons polygons = testing::read_shapefile(*path);
  REQUIRE(polygons.size() == 49);
  CHECK(queen(polygons).links() == 236);
  CHECK(rook(polygons).links() == 200);
}

TEST_CASE("rows divided by their sums give means, and a place can be its own neighbour", "[geography][hand]") {
  const Weights weights = queen(testing::squares(3, 1, 10.0));
  const Weights standardised = geography::row_standardised(weights);
  CHECK(standardised.values == std::vector<double>{1.0, 0.5, 0.5, 1.0});
  const Weights with_self = geography::with_self(weights);
  CHECK(with_self.neighbours == Row{0, 1, 0, 1, 2, 1, 2});
  CHECK(geography::with_self(with_self).neighbours == with_self.neighbours);
  CHECK(geography::islands(geography::with_self(queen(testing::squares(1, 1, 10.0)))) == Row{0});
  CHECK_NOTHROW(geography::validate(with_self));
  Weights broken = weights;
  broken.neighbours.front() = 7;
  CHECK_THROWS_AS(geography::validate(broken), InvalidArgument);
  broken = weights;
  broken.values.front() = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(geography::validate(broken), InvalidArgument);
}
