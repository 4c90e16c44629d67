// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/cell_pair.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "support/random_points.hpp"

using libprofile::clusters::detail::any_near;
using libprofile::clusters::detail::Spot;
namespace support = libprofile::testing;

namespace {

std::vector<Spot> spots(std::uint64_t seed, std::size_t n, double east) {
  const auto xy_m = support::random_points(seed, n, 70.0);
  std::vector<Spot> made;
  for (std::size_t i = 0; i < n; ++i) {
    made.push_back({xy_m[2 * i] + east, xy_m[2 * i + 1]});
  }
  return made;
}

double least_squared_distance(const std::vector<Spot>& a, const std::vector<Spot>& b) {
  double least = 1e300;
  for (const Spot& p : a) {
    for (const Spot& q : b) {
      least = std::min(least, (q.x - p.x) * (q.x - p.x) + (q.y - p.y) * (q.y - p.y));
    }
  }
  return least;
}

}  // namespace

TEST_CASE("any pair near is what comparing every pair says, at the very distance and next below it",
          "[clusters][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U, 6U);
  auto a = spots(seed, GENERATE(1U, 30U, 900U), 0.0);
  auto b = spots(seed + 100, GENERATE(1U, 700U), 110.0);
  const double least = least_squared_distance(a, b);
  CHECK(any_near(a, b, least));
  CHECK(any_near(b, a, least));
  CHECK_FALSE(any_near(a, b, std::nextafter(least, 0.0)));
}

TEST_CASE("two crowds that just do not reach one another are told apart without every pair", "[clusters][edges]") {
  // 40,000 x 40,000 pairs: one by one they would take a second.
  std::vector<Spot> left;
  std::vector<Spot> right;
  for (int i = 0; i < 40000; ++i) {
    left.push_back({0.0, 0.0017 * i});
    right.push_back({100.0, 0.0017 * i + 0.0008});
  }
  CHECK_FALSE(any_near(left, right, 100.0 * 100.0));
  right.push_back({100.0, 0.0017 * 777});
  CHECK(any_near(left, right, 100.0 * 100.0));
  CHECK_FALSE(any_near({}, right, 1e9));
}
