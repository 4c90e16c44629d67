// SPDX-License-Identifier: MIT
#include "libprofile/geography/cell_index.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/dbscan_by_definition.hpp"

using libprofile::InvalidArgument;
using libprofile::geography::CellIndex;
using libprofile::geography::CellRun;
using libprofile::geography::PlanarView;
namespace support = libprofile::testing;

namespace {

std::multiset<std::uint32_t> ids(const CellIndex& index, CellRun run) {
  std::multiset<std::uint32_t> result;
  for (std::uint32_t position = run.begin; position < run.end; ++position) {
    result.insert(index.id(position));
  }
  return result;
}

}  // namespace

TEST_CASE("points are in order of row, column and input", "[geography][hand]") {
  // Cells of side 10 from (0, 0): the second point lies in row 1, the first and third share row 0, column 2.
  const std::vector<double> xy_m{25, 5, 3, 12, 21, 9, 0, 0};
  const CellIndex index(PlanarView(xy_m), 10);
  REQUIRE(index.size() == 4);
  CHECK(index.id(0) == 3);
  CHECK(index.id(1) == 0);
  CHECK(index.id(2) == 2);
  CHECK(index.id(3) == 1);
  CHECK(index.x(3) == 3.0);
  CHECK(index.y(3) == 12.0);
  CHECK(ids(index, index.run(0, 1, 2)) == std::multiset<std::uint32_t>{0, 2});
  REQUIRE(index.cells().size() == 3);
  CHECK(index.cells()[1].column == 2);
}

TEST_CASE("a point on the edge of two cells belongs to the one above it", "[geography][edges]") {
  const std::vector<double> xy_m{0, 0, 10, 0, 30, 20};
  const CellIndex index(PlanarView(xy_m), 10);
  CHECK(index.column_of(10) == 1);
  CHECK(index.row_of(9.999) == 0);
  CHECK(ids(index, index.run(0, 1, 1)) == std::multiset<std::uint32_t>{1});
}

TEST_CASE("outside the grid there is nothing, however far", "[geography][edges]") {
  const std::vector<double> xy_m{0, 0, 25, 5};
  const CellIndex index(PlanarView(xy_m), 10);
  CHECK(index.row_of(-1e300) == -1);
  CHECK(index.column_of(1e300) == 3);
  for (const CellRun run : {index.run(-1, 0, 2), index.run(1, 0, 2), index.run(0, 3, 9), index.run(0, -5, -1)}) {
    CHECK(run.begin == run.end);
  }
  CHECK(ids(index, index.run(0, -7, 40)).size() == 2);
}

TEST_CASE("no point makes an empty index", "[geography][edges]") {
  const CellIndex index(PlanarView(), 10);
  CHECK(index.size() == 0);
  CHECK(index.cells().empty());
  CHECK(index.run(0, 0, 0).end == 0);
}

TEST_CASE("an index refuses coordinates and sides it cannot hold", "[geography][edges]") {
  const std::vector<double> bad{0, 0, std::numeric_limits<double>::quiet_NaN(), 1};
  CHECK_THROWS_WITH(CellIndex(PlanarView(bad), 10), Catch::Contains("points[1].x"));
  const std::vector<double> far{0, 0, 1e12, 0};
  CHECK_THROWS_WITH(CellIndex(PlanarView(far), 10), Catch::Contains("2^-30") && Catch::Contains("radius of 1863"));
  CHECK(CellIndex(PlanarView(far), 1863.0 / 2).size() == 2);
  CHECK_THROWS_AS(CellIndex(PlanarView(far), 0.0), InvalidArgument);
}

TEST_CASE("runs hold the points of their cells, addressed directly or by bisection", "[geography][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const double side_m = GENERATE(0.7, 40.0, 3000.0);
  const auto xy_m = support::clustered_points(seed, 400, false);
  const PlanarView points(xy_m);
  const CellIndex index(points, side_m);
  for (std::size_t i = 0; i < points.size(); i += 7) {
    const std::int32_t row = index.row_of(points.y(i));
    const std::int32_t column = index.column_of(points.x(i));
    for (std::int32_t step = -1; step <= 1; ++step) {
      std::multiset<std::uint32_t> expected;
      for (std::uint32_t j = 0; j < points.size(); ++j) {
        if (index.row_of(points.y(j)) == row + step && std::abs(index.column_of(points.x(j)) - column) <= 1) {
          expected.insert(j);
        }
      }
      REQUIRE(ids(index, index.run(row + step, column - 1, column + 1)) == expected);
    }
  }
}

TEST_CASE("every point is in the index once, in the same place for any number of threads", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy_m = support::clustered_points(seed, 20000, false);
  const auto order = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    const CellIndex index(PlanarView(xy_m), 5.0);
    std::vector<std::uint32_t> result;
    for (std::uint32_t position = 0; position < index.size(); ++position) {
      result.push_back(index.id(position));
    }
    return result;
  };
  const auto one = order(1);
  CHECK(std::set<std::uint32_t>(one.begin(), one.end()).size() == 20000);
  CHECK(order(2) == one);
  CHECK(order(8) == one);
}

TEST_CASE("points are sorted as by definition, few or many cells a point, for any number of threads",
          "[geography][oracle]") {
  const auto xy_m = support::clustered_points(2, 40000, true);
  const double side_m = GENERATE(40.0, 7.0, 0.01);
  const libprofile::core::ThreadLimit limit(GENERATE(1, 2, 8));
  const CellIndex index(PlanarView(xy_m), side_m);
  std::vector<std::uint32_t> expected(40000);
  std::iota(expected.begin(), expected.end(), 0U);
  const auto cell = [&](std::uint32_t i) {
    return std::pair(index.row_of(xy_m[2 * i + 1]), index.column_of(xy_m[2 * i]));
  };
  std::stable_sort(expected.begin(), expected.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return cell(a) < cell(b); });
  std::size_t at = 0;
  for (const auto& occupied : index.cells()) {
    REQUIRE(occupied.points.begin == at);
    REQUIRE(index.run(occupied.row, occupied.column, occupied.column).end == occupied.points.end);
    for (; at < occupied.points.end; ++at) {
      const auto position = static_cast<std::uint32_t>(at);
      const std::uint32_t i = index.id(position);
      REQUIRE(i == expected[at]);
      REQUIRE(cell(i) == std::pair(occupied.row, occupied.column));
      REQUIRE(index.x(position) == xy_m[2 * i]);
      REQUIRE(index.y(position) == xy_m[2 * i + 1]);
    }
  }
  CHECK(at == 40000);
}
