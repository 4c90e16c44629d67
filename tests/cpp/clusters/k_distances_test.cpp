// SPDX-License-Identifier: MIT
#include "libprofile/clusters/k_distances.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "support/dbscan_by_definition.hpp"
#include "support/optics_by_definition.hpp"

using libprofile::clusters::k_distances;
using libprofile::clusters::knee;
using libprofile::geography::PlanarView;
namespace support = libprofile::testing;

TEST_CASE("the distance to the second nearest counts the point itself first", "[clusters][hand]") {
  const std::vector<double> xy_m{0, 0, 3, 4, 30, 4};
  CHECK(k_distances(PlanarView(xy_m), 1) == std::vector<double>{0, 0, 0});
  CHECK(k_distances(PlanarView(xy_m), 2) == std::vector<double>{5, 5, 27});
  CHECK(k_distances(PlanarView(xy_m), 4) == std::vector<double>(3, std::numeric_limits<double>::infinity()));
  CHECK(k_distances(PlanarView(), 4).empty());
}

TEST_CASE("k distances are the core distances of the definition, far outliers included", "[clusters][oracle]") {
  auto xy_m = support::clustered_points(GENERATE(1U, 2U, 3U), 300, GENERATE(false, true));
  xy_m.insert(xy_m.end(), {1e7, -3e6, 1e7, 1e7});
  for (const std::int32_t k : {1, 2, 7, 40, 302}) {
    CHECK(k_distances(PlanarView(xy_m), k) ==
          support::optics_by_definition(PlanarView(xy_m), 1e9, static_cast<std::size_t>(k)).core_distance_m);
  }
}

TEST_CASE("points on a line and in one place have k distances too", "[clusters][edges]") {
  const std::vector<double> line{0, 5, 1, 5, 2, 5, 3, 5};
  CHECK(k_distances(PlanarView(line), 3) == std::vector<double>{2, 1, 1, 2});
  const std::vector<double> place{7, 7, 7, 7};
  CHECK(k_distances(PlanarView(place), 2) == std::vector<double>{0, 0});
  const std::vector<double> bad{0, 0, 1, std::numeric_limits<double>::quiet_NaN()};
  CHECK_THROWS_WITH(k_distances(PlanarView(bad), 2), Catch::Contains("points[1].y"));
  CHECK_THROWS_WITH(k_distances(PlanarView(line), 0), Catch::Contains("min_points"));
}

TEST_CASE("the knee is where the curve bends", "[clusters][hand]") {
  CHECK(knee(std::vector<double>{100, 50, 10, 9, 8, 7, 6, 5}) == 2);
  CHECK(knee(std::vector<double>{3, 2, 1}) == 0);
  CHECK(knee(std::vector<double>{5, 5, 5, 5}) == 0);
  CHECK(knee(std::vector<double>{5, 1}) == 0);
  CHECK(knee(std::vector<double>{}) == 0);
}
