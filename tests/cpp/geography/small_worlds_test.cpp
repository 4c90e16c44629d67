// SPDX-License-Identifier: MIT
/// @file
/// Thousands of worlds of a few points: many in one place, many as near as the last that counts, one point, none.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/geography/distance_weights.hpp"

#include "support/random_points.hpp"

using namespace libprofile::geography;
namespace support = libprofile::testing;

namespace {

constexpr std::uint64_t kWorlds = 3000;

using Row = std::vector<std::uint32_t>;

/// Of all other points, by squared distance and then index, those that `counts(rank, squared distance)`, ascending.
template <class Counts>
Row row_by_definition(PlanarView points, std::size_t i, Counts&& counts) {
  std::vector<std::pair<double, std::uint32_t>> others;
  for (std::uint32_t j = 0; j < points.size(); ++j) {
    const double dx = points.x(i) - points.x(j);
    const double dy = points.y(i) - points.y(j);
    if (j != i) {
      others.emplace_back(dx * dx + dy * dy, j);
    }
  }
  std::sort(others.begin(), others.end());
  Row row;
  for (std::size_t rank = 0; rank < others.size(); ++rank) {
    if (counts(others, rank)) {
      row.push_back(others[rank].second);
    }
  }
  std::sort(row.begin(), row.end());
  return row;
}

template <class Make, class Counts>
void check_worlds(std::size_t fewest, Make&& make, Counts&& counts) {
  for (std::uint64_t seed = 0; seed < kWorlds; ++seed) {
    const std::size_t n = fewest + seed % 13;
    const auto xy_m = support::random_lattice_points(seed, n, 1.0 + static_cast<double>(seed % 5), 1.0);
    const PlanarView points(xy_m);
    const Weights found = make(points, seed);
    REQUIRE(found.size() == n);
    for (std::size_t i = 0; i < n; ++i) {
      const auto row = found.neighbours_of(i);
      const auto expected = row_by_definition(
          points, i, [&](const auto& others, std::size_t rank) { return counts(others, rank, seed, n); });
      if (!std::equal(row.begin(), row.end(), expected.begin(), expected.end())) {
        FAIL("world " << seed << ", point " << i);
      }
    }
  }
}

double radius_of(std::uint64_t seed) {
  return std::array{1.0, 1.4142135623730951, 2.0, 2.2360679774997896}.at(seed % 4);
}

std::size_t k_of(std::uint64_t seed, std::size_t n) {
  return 1 + seed / 13 % (n - 1);
}

}  // namespace

TEST_CASE("bands agree with the definition in thousands of small worlds", "[geography][oracle]") {
  check_worlds(
      0, [](PlanarView points, std::uint64_t seed) { return distance_band(points, {.radius_m = radius_of(seed)}); },
      [](const auto& others, std::size_t rank, std::uint64_t seed, std::size_t) {
        return others[rank].first <= radius_of(seed) * radius_of(seed);
      });
}

TEST_CASE("nearest points agree with the definition in thousands of small worlds, ties by index and all",
          "[geography][oracle]") {
  const Ties ties = GENERATE(Ties::lower_index, Ties::all);
  check_worlds(
      2,
      [&](PlanarView points, std::uint64_t seed) {
        return k_nearest(points, {.k = static_cast<std::int32_t>(k_of(seed, points.size())), .ties = ties});
      },
      [&](const auto& others, std::size_t rank, std::uint64_t seed, std::size_t n) {
        const std::size_t k = k_of(seed, n);
        return rank < k || (ties == Ties::all && others[rank].first <= others[k - 1].first);
      });
}
