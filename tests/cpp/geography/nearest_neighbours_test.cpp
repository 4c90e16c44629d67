// SPDX-License-Identifier: MIT
#include "libprofile/geography/nearest_neighbours.hpp"

#include <chrono>
#include <cmath>
#include <limits>
#include <set>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/point_blocks.hpp"

#include "support/nearest_neighbours_by_definition.hpp"
#include "support/random_points.hpp"

using libprofile::core::InstructionSet;
using libprofile::core::InstructionSetLimit;
using libprofile::core::ThreadLimit;
using namespace libprofile::geography;
namespace support = libprofile::testing;

namespace {

using Rows = std::pair<std::vector<std::uint32_t>, std::vector<double>>;

Rows run(const std::vector<double>& xy_m, std::int32_t k) {
  const auto found = nearest_neighbours(PlanarView(xy_m), {.k = k});
  const std::size_t values = found.n * found.k;
  return {{found.indices.get(), found.indices.get() + values},
          {found.distances_m.get(), found.distances_m.get() + values}};
}

Rows by_definition(const std::vector<double>& xy_m, std::int32_t k) {
  Rows rows;
  for (std::size_t i = 0; i < xy_m.size() / 2; ++i) {
    for (const auto& [squared_m2, index] :
         support::nearest_by_definition(PlanarView(xy_m), i, static_cast<std::size_t>(k))) {
      rows.first.push_back(index);
      rows.second.push_back(std::sqrt(squared_m2));
    }
  }
  return rows;
}

double seconds_of(const std::vector<double>& xy_m) {
  const auto start = std::chrono::steady_clock::now();
  run(xy_m, 8);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("the nearest two of four points, nearest first", "[geography][hand]") {
  // Point 1 is 5 m from points 0 and 2: the lower index comes first.
  const auto found = run({0, 0, 3, 4, 6, 8, 6, 9}, 2);
  CHECK(found.first == std::vector<std::uint32_t>{1, 2, 0, 2, 3, 1, 2, 1});
  CHECK(found.second == std::vector<double>{5, 10, 5, 5, 1, 5, 1, std::sqrt(34.0)});
}

TEST_CASE("points at one place are neighbours at no distance, lower index first", "[geography][edges]") {
  const auto found = run({7, 7, 7, 7, 7, 7, 7, 7}, 2);
  CHECK(found.first == std::vector<std::uint32_t>{1, 2, 0, 2, 0, 1, 0, 1});
  CHECK(found.second == std::vector<double>(8, 0.0));
}

TEST_CASE("no point has no neighbours; as many neighbours as points are refused", "[geography][edges]") {
  CHECK(run({}, 8).first.empty());
  CHECK_THROWS_WITH(run({1, 1}, 1), Catch::Contains("k = 1") && Catch::Contains("below the number of points (1)"));
  CHECK_THROWS_WITH(run({1, 1, 2, 2}, 2), Catch::Contains("k = 2"));
  CHECK(run({1, 1, 2, 2}, 1).first == std::vector<std::uint32_t>{1, 0});
  CHECK_THROWS_WITH(run({1, 1, 2, 2}, 0), Catch::Contains("k = 0"));
  CHECK_THROWS_WITH(run({}, -1), Catch::Contains("k = -1"));
}

TEST_CASE("coordinates that are not finite, or too far apart to square, are refused", "[geography][edges]") {
  CHECK_THROWS_WITH(run({0, 0, std::numeric_limits<double>::quiet_NaN(), 0}, 1), Catch::Contains("points[1]"));
  CHECK_THROWS_WITH(run({0, 0, 0, HUGE_VAL}, 1), Catch::Contains("points[1]"));
  CHECK_THROWS_WITH(run({-1e200, 0, 1e200, 0}, 1), Catch::Contains("1e150"));
}

TEST_CASE("neighbours are those of the definition, ties included", "[geography][oracle]") {
  const auto seed = GENERATE(range(1U, 41U));
  const std::size_t n = 2 + seed * 13 % 300;
  for (const auto& xy_m : {support::random_points(seed, n), support::random_lattice_points(seed, n, 12.0, 1.0),
                           support::random_lattice_points(seed, n, 2.0, 1.0)}) {
    for (const std::int32_t k : {1, 2, 3, 8, 15, 16, 17, 31, 100}) {
      if (static_cast<std::size_t>(k) < n) {
        REQUIRE(run(xy_m, k) == by_definition(xy_m, k));
      }
    }
  }
}

TEST_CASE("places of very different density are searched as by definition", "[geography][oracle]") {
  // A town within 1 mm, a town within a kilometre, and one point a thousand million kilometres away.
  auto xy_m = support::random_points(7, 400);
  for (const double coordinate : support::random_points(8, 400, 0.001)) {
    xy_m.push_back(coordinate);
  }
  xy_m.insert(xy_m.end(), {1e12, -1e12});
  CHECK(run(xy_m, 5) == by_definition(xy_m, 5));
  CHECK(run(xy_m, 450) == by_definition(xy_m, 450));
}

TEST_CASE("one place, a line or a far point does not make the search slow", "[geography][property]") {
  constexpr std::size_t kMany = 100000;
  std::vector<double> one_place(2 * kMany, 5.0);
  std::vector<double> line;
  for (std::size_t i = 0; i < kMany; ++i) {
    line.insert(line.end(), {static_cast<double>(i), 0.0});
  }
  auto far = support::random_points(3, kMany);
  far.insert(far.end(), {1e13, 1e13});
  // Comparing every pair would take minutes.
  CHECK(seconds_of(one_place) < 10.0);
  CHECK(seconds_of(line) < 10.0);
  CHECK(seconds_of(far) < 10.0);
}

TEST_CASE("neighbours are the same for any number of threads and any instruction set", "[geography][property]") {
  const auto xy_m = support::random_lattice_points(4, 20000, 300.0, 1.0);
  const auto k = GENERATE(1, 6, 16, 17);
  const auto with = [&](int threads, InstructionSet set) {
    const ThreadLimit threads_limit(threads);
    const InstructionSetLimit set_limit(set);
    return run(xy_m, k);
  };
  const auto one = with(1, InstructionSet::baseline);
  CHECK(with(2, InstructionSet::baseline) == one);
  CHECK(with(8, InstructionSet::avx2) == one);
  CHECK(with(2, InstructionSet::avx512) == one);
}

TEST_CASE("shuffled points have the same neighbours where no two distances are equal", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy_m = support::random_points(seed, 1000);
  const auto moved_to = [](std::size_t i) { return (i * 307 + 11) % 1000; };
  std::vector<double> shuffled(2000);
  for (std::size_t i = 0; i < 1000; ++i) {
    shuffled[2 * moved_to(i)] = xy_m[2 * i];
    shuffled[2 * moved_to(i) + 1] = xy_m[2 * i + 1];
  }
  const auto [indices, distances_m] = run(xy_m, 7);
  const auto [shuffled_indices, shuffled_distances_m] = run(shuffled, 7);
  for (std::size_t at = 0; at < 7000; ++at) {
    const std::size_t there = moved_to(at / 7) * 7 + at % 7;
    REQUIRE(moved_to(indices[at]) == shuffled_indices[there]);
    REQUIRE(distances_m[at] == shuffled_distances_m[there]);
  }
}

TEST_CASE("blocks hold every point once, inside their boxes, and never a NaN", "[geography][property]") {
  const auto xy_m = support::random_lattice_points(9, 1003, 40.0, 1.0);
  const PointBlocks blocks{PlanarView(xy_m)};
  std::set<std::uint32_t> ids;
  for (std::size_t block = 0; block < blocks.blocks(); ++block) {
    for (std::size_t k = blocks.first(block); k < blocks.first(block) + blocks.count(block); ++k) {
      const double x = blocks.x_data()[k];
      const double y = blocks.y_data()[k];
      ids.insert(blocks.id(k));
      CHECK(x == xy_m[2 * blocks.id(k)]);
      CHECK(y == xy_m[2 * blocks.id(k) + 1]);
      CHECK(squared_gap({x, y, x, y}, blocks.box(blocks.leaves() + block)) == 0.0);
      CHECK(blocks.least_id(blocks.leaves() + block) <= blocks.id(k));
    }
  }
  CHECK(ids.size() == 1003);
  CHECK(blocks.least_id(1) == 0);
}
