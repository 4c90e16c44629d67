// SPDX-License-Identifier: MIT
#include "libprofile/geography/grids.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/area_measures.hpp"
#include "libprofile/geography/assign.hpp"
#include "libprofile/geography/contiguity.hpp"

#include "support/geography_shapes.hpp"
#include "support/random_points.hpp"

using namespace libprofile;
using geography::assign;
using geography::Extent;
using geography::Grid;
using geography::hexagon_grid;
using geography::PlanarView;
using geography::square_grid;

namespace {

double ground_km2(const Grid& grid) {
  const auto km2 = geography::area_km2(grid.cells.polygons);
  return std::accumulate(km2.begin(), km2.end(), 0.0);
}

}  // namespace

TEST_CASE("a square kilometre has four cells of 500 m with codes that say where", "[geography][hand]") {
  const auto areas = testing::area_set(testing::squares(1, 1, 1000.0, 430000.0, 390000.0));
  const Grid grid = square_grid(areas);
  CHECK(grid.cells.codes == std::vector<std::string>{"sq500-E0430000-N0390000", "sq500-E0430000-N0390500",
                                                     "sq500-E0430500-N0390000", "sq500-E0430500-N0390500"});
  CHECK(grid.cells.names == grid.cells.codes);
  const std::vector<double> xy_m = {430000, 390000, 430500, 390500, 431000, 391000, 431000.1, 390000, 430250, 390500};
  CHECK(assign(PlanarView(xy_m), grid) == std::vector<std::int32_t>{0, 3, 3, -1, 1});
}

TEST_CASE("a hexagon is around the origin, with a corner to the north", "[geography][hand]") {
  const Grid grid = hexagon_grid(Extent{-10, -10, 10, 10}, {.cell_m = 100});
  CHECK(grid.cells.codes == std::vector<std::string>{"hx100-E0000000-N0000000"});
  CHECK(ground_km2(grid) == Approx(std::sqrt(3.0) / 2.0 * 0.01));
  const std::vector<double> xy_m = {0, 57.0, 0, 58.0, 49.9, 0, 50.1, 0};
  CHECK(assign(PlanarView(xy_m), grid) == std::vector<std::int32_t>{0, -1, 0, -1});
}

TEST_CASE("cells south and west of the origin have codes of their own", "[geography][edges]") {
  const Grid grid = square_grid(Extent{-10, -10, 10, 10}, {.cell_m = 100});
  CHECK(grid.cells.codes == std::vector<std::string>{"sq100-E0000000-N0000000", "sq100-E0000000-S0000100",
                                                     "sq100-W0000100-N0000000", "sq100-W0000100-S0000100"});
}

TEST_CASE("no areas, no extent, no place, and sizes outside their range", "[geography][edges]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(square_grid(geography::AreaSet{}).cells.size() == 0);
  CHECK(hexagon_grid(Extent{}).cells.size() == 0);
  const std::vector<double> xy_m = {nan, 0, 0, nan, std::numeric_limits<double>::infinity(), 0, 0, 0};
  CHECK(assign(PlanarView(xy_m), square_grid(Extent{0, 0, 1, 1})) == std::vector<std::int32_t>{-1, -1, -1, 0});
  CHECK(assign(PlanarView(xy_m), square_grid(Extent{})) == std::vector<std::int32_t>(4, -1));
  const auto bad = GENERATE(9.0, 100.5, -100.0, 2e6, std::numeric_limits<double>::quiet_NaN());
  CHECK_THROWS_AS(square_grid(Extent{0, 0, 1, 1}, {.cell_m = bad}), InvalidArgument);
  CHECK_THROWS_WITH(square_grid(Extent{0, 0, 1e6, 1e6}, {.cell_m = 10}),
                    Catch::EndsWith("at most 16777216 places, for example 270"));
  CHECK_THROWS_AS(square_grid(Extent{0, 0, std::numeric_limits<double>::infinity(), 1}), InvalidArgument);
}

TEST_CASE("points by arithmetic lie in the cells as areas", "[geography][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto shape = GENERATE(geography::CellShape::square, geography::CellShape::hexagon);
  const Extent extent{-500, -500, 1500, 1500};
  const geography::GridOptions options{.cell_m = 100};
  const Grid grid =
      shape == geography::CellShape::square ? square_grid(extent, options) : hexagon_grid(extent, options);
  const auto xy_m = testing::random_points(seed, 5000, 1400.0);
  const PlanarView points(xy_m);
  CHECK(assign(points, grid) == assign(points, grid.cells));
}

TEST_CASE("a grid has the cells whose ground an area shares", "[geography][oracle]") {
  // An area shares ground with a cell where a fine lattice of points finds one in both.
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto areas = testing::area_set(testing::random_coverage(seed, 3, 400));
  const Grid grid = square_grid(areas, {.cell_m = 100});
  const Grid all = square_grid(Extent{-300, -300, 2700, 2700}, {.cell_m = 100});
  auto xy_m = testing::random_points(seed, 400000, 2700.0);
  for (double& value : xy_m) {
    value -= 150.0;
  }
  const auto area = assign(PlanarView(xy_m), areas);
  const auto cell = assign(PlanarView(xy_m), grid);
  std::vector<char> is_met(grid.cells.size(), 0);
  for (std::size_t i = 0; i < area.size(); ++i) {
    if (area[i] >= 0) {
      if (cell[i] < 0) {
        FAIL("a point of an area has no cell");
      }
      is_met[static_cast<std::size_t>(cell[i])] = 1;
    }
  }
  // Slivers that no point of the sample meets are few, and whole layers of cells would not be.
  const auto unmet = std::count(is_met.begin(), is_met.end(), 0);
  CHECK(unmet * 20 < static_cast<std::int64_t>(grid.cells.size()));
  CHECK(grid.cells.size() < all.cells.size());
}

TEST_CASE("every point of the areas is counted once, on lattice lines too", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto areas = testing::area_set(testing::random_coverage(seed, 6, 400));
  auto xy_m = testing::random_lattice_points(seed, 20000, 4800.0, 50.0);
  xy_m.insert(xy_m.end(), areas.polygons.xy.begin(), areas.polygons.xy.end());
  const PlanarView points(xy_m);
  const auto area = assign(points, areas);
  for (const Grid& grid : {square_grid(areas, {.cell_m = 100}), hexagon_grid(areas, {.cell_m = 100})}) {
    const auto cell = assign(points, grid);
    std::size_t lost = 0;
    for (std::size_t i = 0; i < area.size(); ++i) {
      lost += area[i] >= 0 && cell[i] < 0 ? 1 : 0;
    }
    CHECK(lost == 0);
    const core::ThreadLimit limit(1);
    CHECK(assign(points, grid) == cell);
  }
}

TEST_CASE("the origin is fixed: a cell is the same whatever it was made for", "[geography][property]") {
  const Grid small = hexagon_grid(Extent{1000, 1000, 2000, 2000}, {.cell_m = 250});
  const Grid large = hexagon_grid(Extent{0, 0, 3000, 3000}, {.cell_m = 250});
  for (std::size_t i = 0; i < small.cells.size(); ++i) {
    const auto found = std::lower_bound(large.cells.codes.begin(), large.cells.codes.end(), small.cells.codes[i]);
    REQUIRE((found != large.cells.codes.end() && *found == small.cells.codes[i]));
    const auto j = static_cast<std::size_t>(found - large.cells.codes.begin());
    CHECK(std::equal(small.cells.polygons.xy.begin() + static_cast<std::ptrdiff_t>(14 * i),
                     small.cells.polygons.xy.begin() + static_cast<std::ptrdiff_t>(14 * (i + 1)),
                     large.cells.polygons.xy.begin() + static_cast<std::ptrdiff_t>(14 * j)));
  }
}

TEST_CASE("inner hexagons have six neighbours, inner squares eight", "[geography][golden]") {
  // Regular tilings: every inner cell of the hexagonal one meets six others, of the square one eight.
  const auto most = [](const Grid& grid) {
    const auto weights = geography::queen(grid.cells.polygons);
    std::size_t largest = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      largest = std::max(largest, weights.neighbours_of(i).size());
    }
    return largest;
  };
  CHECK(most(hexagon_grid(Extent{0, 0, 2000, 2000})) == 6);
  CHECK(most(square_grid(Extent{0, 0, 2000, 2000})) == 8);
}
