// SPDX-License-Identifier: MIT
#include "libprofile/geography/max_p_regions.hpp"

#include <limits>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/geography/distance_weights.hpp"

#include "support/max_p_by_definition.hpp"
#include "support/random_points.hpp"

using namespace libprofile;
using geography::max_p_regions;
using geography::MaxPOptions;
using geography::MaxPRegions;
using geography::PlanarView;
using geography::Weights;
using testing::is_solution;

namespace {

/// Places of a square lattice, side by side.
Weights lattice(std::size_t side) {
  std::vector<double> xy_m;
  for (std::size_t i = 0; i < side * side; ++i) {
    xy_m.push_back(static_cast<double>(i % side));
    xy_m.push_back(static_cast<double>(i / side));
  }
  return geography::distance_band(PlanarView(xy_m), {.radius_m = 1});
}

std::vector<double> random_sizes(std::uint64_t seed, std::size_t n) {
  const core::Philox random(seed, core::Stream::testing);
  std::vector<double> sizes(n);
  for (std::size_t i = 0; i < n; ++i) {
    sizes[i] = random.below(6, static_cast<std::uint32_t>(i), 0, 0);
  }
  return sizes;
}

void check_is_solution(const Weights& weights, const std::vector<double>& size, const MaxPRegions& found,
                       double floor) {
  REQUIRE(found.too_small.empty());
  CHECK(is_solution(weights, size, found.region, found.size.size(), floor));
  std::uint32_t next = 0;
  for (const std::uint32_t region : found.region) {
    REQUIRE(region <= next);
    next = std::max(next, region + 1);
  }
  CHECK(next == found.size.size());
}

}  // namespace

TEST_CASE("four places in a line of size 1 make two pairs", "[geography][hand]") {
  const std::vector<double> xy_m = {0, 0, 1, 0, 2, 0, 3, 0};
  const Weights line = geography::distance_band(PlanarView(xy_m), {.radius_m = 1});
  const std::vector<double> one(4, 1.0);
  const MaxPRegions found = max_p_regions(line, one, xy_m, {.floor = 2});
  CHECK(found.region == std::vector<std::uint32_t>{0, 0, 1, 1});
  CHECK(found.size == std::vector<double>{2, 2});
  CHECK(found.dissimilarity == Approx(1.0));
}

TEST_CASE("a place moves to the region that it is like", "[geography][hand]") {
  // 0 0 9 9 9 in a line: floor 2 allows 2 regions, and the middle place belongs to the nines.
  const std::vector<double> xy_m = {0, 0, 1, 0, 2, 0, 3, 0, 4, 0};
  const Weights line = geography::distance_band(PlanarView(xy_m), {.radius_m = 1});
  const std::vector<double> one(5, 1.0);
  const MaxPRegions found = max_p_regions(line, one, std::vector<double>{0, 0, 9, 9, 9}, {.floor = 2, .attempts = 1});
  CHECK(found.region == std::vector<std::uint32_t>{0, 0, 1, 1, 1});
  CHECK(found.dissimilarity == 0.0);
}

TEST_CASE("regions of nothing, of islands and of parts that are too small", "[geography][edges]") {
  CHECK(max_p_regions(Weights{}, {}, {}, {}).region.empty());
  const std::vector<double> xy_m = {0, 0, 1, 0, 50, 0, 90, 0, 91, 0};
  const Weights weights = geography::distance_band(PlanarView(xy_m), {.radius_m = 1});
  const std::vector<double> size = {2, 2, 9, 1, 1};
  const MaxPRegions found = max_p_regions(weights, size, {}, {.floor = 4});
  CHECK(found.region == std::vector<std::uint32_t>{0, 0, 1, 2, 2});
  CHECK(found.too_small == std::vector<std::uint32_t>{2});
  CHECK(found.size == std::vector<double>{4, 9, 2});
  const std::vector<double> none(5, 0.0);
  CHECK(max_p_regions(weights, none, {}, {.floor = 1}).too_small.size() == 3);
}

TEST_CASE("bad input of regions is refused", "[geography][edges]") {
  const Weights weights = lattice(2);
  const std::vector<double> size(4, 1.0);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(max_p_regions(weights, size, {}, {.floor = 0}), InvalidArgument);
  CHECK_THROWS_AS(max_p_regions(weights, size, {}, {.floor = nan}), InvalidArgument);
  CHECK_THROWS_AS(max_p_regions(weights, size, {}, {.attempts = 0}), InvalidArgument);
  CHECK_THROWS_AS(max_p_regions(weights, size, {}, {.attempts = 10'001}), InvalidArgument);
  CHECK_THROWS_AS(max_p_regions(weights, std::vector<double>(3, 1.0), {}, {}), InvalidArgument);
  CHECK_THROWS_AS(max_p_regions(weights, std::vector<double>{1, 1, 1, -1}, {}, {}), InvalidArgument);
  CHECK_THROWS_AS(max_p_regions(weights, std::vector<double>{1, 1, 1, nan}, {}, {}), InvalidArgument);
  CHECK_THROWS_AS(max_p_regions(weights, size, std::vector<double>(5, 1.0), {}), InvalidArgument);
  CHECK_THROWS_AS(max_p_regions(weights, size, std::vector<double>{1, 1, 1, nan}, {}), InvalidArgument);
}

TEST_CASE("as many regions as trying every way finds, on nearly all small maps", "[geography][oracle]") {
  std::size_t worlds = 0;
  std::size_t reached = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const std::size_t n = 5 + seed % 4;
    const auto xy_m = testing::random_points(seed, n, 10.0);
    const Weights weights = geography::distance_band(PlanarView(xy_m), {.radius_m = 5});
    const auto size = random_sizes(seed, n);
    const double floor = 4;
    const std::size_t most = testing::most_regions(weights, size, floor);
    const MaxPRegions found = max_p_regions(weights, size, xy_m, {.floor = floor});
    if (most == 0) {
      CHECK_FALSE(found.too_small.empty());
      continue;
    }
    check_is_solution(weights, size, found, floor);
    REQUIRE(found.size.size() <= most);
    ++worlds;
    reached += found.size.size() == most ? 1 : 0;
  }
  CHECK(worlds >= 30);
  CHECK(reached * 100 >= worlds * 95);
}

TEST_CASE("regions of a lattice are whole, and the same for any number of threads", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Weights weights = lattice(15);
  const auto size = random_sizes(seed, weights.size());
  const auto xy_m = testing::random_points(seed, weights.size(), 10.0);
  const MaxPOptions options{.floor = 10, .seed = seed};
  MaxPRegions first;
  for (const int threads : {1, 2, 8}) {
    const core::ThreadLimit limit(threads);
    const MaxPRegions found = max_p_regions(weights, size, xy_m, options);
    check_is_solution(weights, size, found, options.floor);
    if (threads == 1) {
      first = found;
    }
    CHECK(found.region == first.region);
    CHECK(found.dissimilarity == first.dissimilarity);
  }
  // No more regions than sizes allow, and no fewer than three quarters of that.
  const double bound = std::accumulate(size.begin(), size.end(), 0.0) / options.floor;
  CHECK(static_cast<double>(first.size.size()) <= bound);
  CHECK(static_cast<double>(first.size.size()) >= 0.75 * bound);
}

TEST_CASE("doubling sizes and floor, or shifting attributes, changes no region", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Weights weights = lattice(8);
  auto size = random_sizes(seed, weights.size());
  auto value = random_sizes(seed + 100, weights.size());
  const auto region = max_p_regions(weights, size, value, {.floor = 8}).region;
  for (double& one : size) {
    one *= 2;
  }
  for (double& one : value) {
    one += 1024;
  }
  CHECK(max_p_regions(weights, size, value, {.floor = 16}).region == region);
}
