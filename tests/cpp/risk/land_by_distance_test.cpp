// SPDX-License-Identifier: MIT
#include "libprofile/risk/land_by_distance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/geography_shapes.hpp"
#include "support/random_points.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::geography::PlanarView;
using libprofile::geography::PointLocator;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;
const Vector kLimits{50, 100, 200, 400};

/// Square kilometres of a ring around one point.
double ring_km2(double from_m, double to_m) {
  return std::numbers::pi * (to_m * to_m - from_m * from_m) / 1e6;
}

PointLocator square(double from_m, double to_m) {
  return PointLocator(support::squares(1, 1, to_m - from_m, from_m, from_m));
}

/// By the middles of cells of 5 m.
Vector land_by_grid(const Vector& premises, double side_m) {
  Vector land(4, 0.0);
  for (double x = 2.5; x < side_m; x += 5.0) {
    for (double y = 2.5; y < side_m; y += 5.0) {
      double least = std::numeric_limits<double>::infinity();
      for (std::size_t p = 0; p < premises.size() / 2; ++p) {
        least = std::min(least, std::hypot(x - premises[2 * p], y - premises[2 * p + 1]));
      }
      const auto band = std::lower_bound(kLimits.begin(), kLimits.end(), least) - kLimits.begin();
      if (band < 4) {
        land[static_cast<std::size_t>(band)] += 25e-6;
      }
    }
  }
  return land;
}

}  // namespace

TEST_CASE("land around one premises is that of rings, around two far apart twice that, at an edge half",
          "[risk][hand]") {
  const PointLocator region = square(-10'000, 10'000);
  for (const Vector& premises : {Vector{0, 0}, Vector{0, 0, 5000, 0}}) {
    const Vector land = land_by_distance_km2(PlanarView(premises), kLimits, region);
    const auto times = static_cast<double>(premises.size()) / 2.0;
    for (std::size_t band = 0; band < 4; ++band) {
      CHECK(land[band] == Approx(times * ring_km2(band == 0 ? 0.0 : kLimits[band - 1], kLimits[band])));
    }
  }
  const Vector land = land_by_distance_km2(PlanarView(Vector{-10'000, 0}), kLimits, region);
  CHECK(land[1] == Approx(0.5 * ring_km2(50, 100)).epsilon(0.02));
}

TEST_CASE("several premises at one point are one place for land; none and lost ones", "[risk][edges]") {
  const PointLocator region = square(-10'000, 10'000);
  const Vector together{0, 0, 0, 0, 0, 0};
  CHECK(land_by_distance_km2(PlanarView(together), kLimits, region)[0] == Approx(ring_km2(0, 50)));
  for (const double land : land_by_distance_km2(PlanarView(), kLimits, region)) {
    CHECK(std::isnan(land));
  }
  // Nothing of the region lies near.
  for (const double land : land_by_distance_km2(PlanarView(Vector{50'000, 0}), kLimits, region)) {
    CHECK(std::isnan(land));
  }
  CHECK_THROWS_AS(land_by_distance_km2(PlanarView(together), Vector{}, region), InvalidArgument);
  CHECK_THROWS_AS(land_by_distance_km2(PlanarView(Vector{std::nan(""), 0}), kLimits, region), InvalidArgument);
}

TEST_CASE("land agrees with a fine grid, and is the same in any order of premises", "[risk][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U);
  const Vector premises = support::random_points(seed, 25, 3000);
  const Vector land = land_by_distance_km2(PlanarView(premises), kLimits, square(0, 3000));
  const Vector expected = land_by_grid(premises, 3000);
  for (std::size_t band = 0; band < 4; ++band) {
    INFO(band);
    CHECK(land[band] == Approx(expected[band]).epsilon(0.05));
  }
  Vector reversed;
  for (std::size_t p = 25; p-- > 0;) {
    reversed.insert(reversed.end(), {premises[2 * p], premises[2 * p + 1]});
  }
  CHECK(land_by_distance_km2(PlanarView(reversed), kLimits, square(0, 3000)) == land);
}
