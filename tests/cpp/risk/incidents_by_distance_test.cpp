// SPDX-License-Identifier: MIT
#include "libprofile/risk/incidents_by_distance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/random_points.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::geography::PlanarView;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;
const Vector kLimits{50, 100, 200, 400};

}  // namespace

TEST_CASE("incidents by distance, worked on paper: ties are shared, a limit belongs to its band", "[risk][hand]") {
  const Vector premises{0, 0, 120, 0, 120, 0};
  // 50 from the first; 60 from the first and from both others; 100, 400 and 401 from the last two.
  const Vector incidents{-50, 0, 60, 0, 220, 0, 520, 0, 521, 0};
  const auto found = incidents_by_distance(PlanarView(premises), PlanarView(incidents), {}, kLimits);
  CHECK(found.incidents == Vector{1, 2, 0, 1, 1});
  // Of the second band one is half of each of two; the other a third of each of three.
  REQUIRE(found.largest.size() == 4);
  CHECK(found.largest[0] == 1.0);
  CHECK(found.largest[1] == Approx(0.5 + 1.0 / 3.0));
  CHECK(found.largest[3] == 0.5);
}

TEST_CASE("incidents by distance: weights, none, and what is refused", "[risk][edges]") {
  const Vector premises{0, 0};
  const Vector incidents{10, 0, 500, 0};
  CHECK(incidents_by_distance(PlanarView(premises), PlanarView(incidents), Vector{2.5, 3}, kLimits).incidents ==
        Vector{2.5, 0, 0, 0, 3});
  CHECK(incidents_by_distance(PlanarView(), PlanarView(incidents), {}, kLimits).incidents == Vector{0, 0, 0, 0, 2});
  CHECK(incidents_by_distance(PlanarView(premises), PlanarView(), {}, kLimits).incidents == Vector(5, 0.0));
  for (const Vector& bad : {Vector{}, Vector{0}, Vector{50, 50}, Vector{50, std::nan("")}}) {
    CHECK_THROWS_AS(incidents_by_distance(PlanarView(premises), PlanarView(incidents), {}, bad), InvalidArgument);
  }
  CHECK_THROWS_AS(incidents_by_distance(PlanarView(premises), PlanarView(incidents), Vector{1}, kLimits),
                  InvalidArgument);
  const Vector lost{std::nan(""), 0};
  CHECK_THROWS_AS(incidents_by_distance(PlanarView(lost), PlanarView(incidents), {}, kLimits), InvalidArgument);
}

TEST_CASE("incidents by distance agree with trying every premises, in any order of them", "[risk][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Vector premises = support::random_lattice_points(seed, 60, 2000, 20);
  const Vector incidents = support::random_lattice_points(seed + 100, 500, 2000, 20);
  Vector expected(5, 0.0);
  std::vector<Vector> of_premises(4, Vector(60, 0.0));
  for (std::size_t i = 0; i < 500; ++i) {
    Vector away(60);
    for (std::size_t p = 0; p < 60; ++p) {
      away[p] = std::hypot(incidents[2 * i] - premises[2 * p], incidents[2 * i + 1] - premises[2 * p + 1]);
    }
    const double least = *std::min_element(away.begin(), away.end());
    const auto band =
        static_cast<std::size_t>(std::lower_bound(kLimits.begin(), kLimits.end(), least) - kLimits.begin());
    expected[band] += 1.0;
    const auto ties = static_cast<double>(std::count(away.begin(), away.end(), least));
    for (std::size_t p = 0; p < 60 && band < 4; ++p) {
      of_premises[band][p] += away[p] == least ? 1.0 / ties : 0.0;
    }
  }
  const auto found = incidents_by_distance(PlanarView(premises), PlanarView(incidents), {}, kLimits);
  CHECK(found.incidents == expected);
  for (std::size_t band = 0; band < 4; ++band) {
    CHECK(found.largest[band] == Approx(*std::max_element(of_premises[band].begin(), of_premises[band].end())));
  }
  Vector reversed;
  for (std::size_t p = 60; p-- > 0;) {
    reversed.insert(reversed.end(), {premises[2 * p], premises[2 * p + 1]});
  }
  CHECK(incidents_by_distance(PlanarView(reversed), PlanarView(incidents), {}, kLimits).incidents == expected);
}
