// SPDX-License-Identifier: MIT
#include "libprofile/risk/attribute_incidents.hpp"

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/attribution_by_definition.hpp"
#include "support/dbscan_by_definition.hpp"
#include "support/getis_ord_by_definition.hpp"

using libprofile::InvalidArgument;
using libprofile::geography::PlanarView;
using libprofile::risk::attribute_incidents;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;

libprofile::risk::IncidentAttribution run(const Vector& incidents, const Vector& weights, const Vector& premises,
                                          double radius_m) {
  return attribute_incidents(PlanarView(incidents), weights, PlanarView(premises), radius_m);
}

}  // namespace

TEST_CASE("an incident near two premises counts half for each", "[risk][hand]") {
  // Incidents at 0, 60 and 500; premises at -50, 90 and 140: 0 reaches the first two, 60 the last two.
  const auto result = run({0, 0, 60, 0, 500, 0}, {}, {-50, 0, 90, 0, 140, 0}, 100);
  CHECK(result.incidents == Vector{0.5, 1.0, 0.5});
  CHECK(result.near == 2.0);
  CHECK(result.elsewhere == 1.0);
  CHECK(run({0, 0}, {6}, {-50, 0, 50, 0}, 100).incidents == Vector{3, 3});
}

TEST_CASE("coincident premises each take their part, and the radius itself is near", "[risk][edges]") {
  CHECK(run({0, 0}, {}, {100, 0, 100, 0, 0, 100, 100.0001, 0}, 100).incidents == Vector{1.0 / 3, 1.0 / 3, 1.0 / 3, 0});
}

TEST_CASE("no incident, no premises, incidents of weight 0 and incidents far outside", "[risk][edges]") {
  CHECK(run({}, {}, {0, 0}, 10).incidents == Vector{0});
  CHECK(run({0, 0, 1, 1}, {}, {}, 10).elsewhere == 2.0);
  CHECK(run({}, {}, {}, 10).incidents.empty());
  CHECK(run({0, 0}, {0}, {0, 0}, 10).incidents == Vector{0});
  CHECK(run({-1e7, 5e6, 9e6, -3e6}, {}, {0, 0}, 10).elsewhere == 2.0);
}

TEST_CASE("attribution refuses arguments outside their range", "[risk][edges]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(run({0, 0}, {}, {0, 0}, 0), Catch::Contains("radius_m"));
  CHECK_THROWS_WITH(run({0, 0}, {1, 2}, {0, 0}, 1), Catch::Contains("weights.size()"));
  CHECK_THROWS_WITH(run({0, 0}, {-1}, {0, 0}, 1), Catch::Contains("weights[0]"));
  CHECK_THROWS_AS(run({nan, 0}, {}, {0, 0}, 1), InvalidArgument);
  CHECK_THROWS_AS(run({0, 0}, {}, {0, HUGE_VAL}, 1), InvalidArgument);
}

TEST_CASE("attribution agrees with the definition, pair by pair, and loses nothing", "[risk][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const double radius_m = GENERATE(3.0, 20.0, 150.0, 2000.0);
  const auto incidents = support::clustered_points(seed, 700, true);
  const auto premises = support::clustered_points(seed, 90, true);
  const auto weights = support::random_counts(seed, 700, 20);
  const auto result = run(incidents, weights, premises, radius_m);
  const auto expected =
      support::attribution_by_definition(PlanarView(incidents), weights, PlanarView(premises), radius_m);
  for (std::size_t j = 0; j < expected.size(); ++j) {
    REQUIRE(result.incidents[j] == Approx(expected[j]).margin(1e-12));
  }
  CHECK(std::accumulate(result.incidents.begin(), result.incidents.end(), 0.0) == Approx(result.near));
  CHECK(result.near + result.elsewhere == Approx(std::accumulate(weights.begin(), weights.end(), 0.0)));
}

TEST_CASE("premises at one point have equal parts, and all is the same for any number of threads", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto incidents = support::clustered_points(seed, 20000, false);
  auto premises = support::clustered_points(seed, 3000, false);
  premises.insert(premises.end(), {premises[0], premises[1]});
  const auto with = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    return run(incidents, {}, premises, 20).incidents;
  };
  const auto one = with(1);
  CHECK(one.front() == one.back());
  CHECK(with(2) == one);
  CHECK(with(8) == one);
}
