// SPDX-License-Identifier: MIT
/// @file
/// Thousands of worlds of a few points: many in one place, many at exactly the radius, one point, none.
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/clusters/dbscan.hpp"
#include "libprofile/clusters/optics.hpp"
#include "libprofile/clusters/space_time_dbscan.hpp"
#include "libprofile/core/random.hpp"

#include "support/dbscan_by_definition.hpp"
#include "support/optics_by_definition.hpp"
#include "support/random_points.hpp"
#include "support/space_time_dbscan_by_definition.hpp"

using libprofile::geography::PlanarView;
using namespace libprofile::clusters;
namespace support = libprofile::testing;

namespace {

constexpr std::uint64_t kWorlds = 3000;

/// A world of up to 14 points on a lattice of 1 m, with settings that change from world to world.
struct World {
  explicit World(std::uint64_t seed)
      : xy_m(support::random_lattice_points(seed, seed % 15, 1.0 + static_cast<double>(seed % 6), 1.0)),
        radius_m(std::array{1.0, 1.4142135623730951, 2.0, 2.5}.at(seed % 4)),
        min_points(1 + static_cast<std::int32_t>(seed / 4 % 5)) {
    const libprofile::core::Philox random(seed, libprofile::core::Stream::testing);
    for (std::uint32_t i = 0; i < xy_m.size() / 2; ++i) {
      days.push_back(random.below(6, i, 2, 0));
      weights.push_back(0.5 * random.below(5, i, 3, 0));
    }
  }

  [[nodiscard]] PlanarView points() const { return PlanarView(xy_m); }

  std::vector<double> xy_m;
  double radius_m;
  std::int32_t min_points;
  std::vector<double> days;
  std::vector<double> weights;
};

/// Fails with the number of the first world in which `agrees` does not hold.
template <class Agrees>
void check_worlds(Agrees&& agrees) {
  for (std::uint64_t seed = 0; seed < kWorlds; ++seed) {
    if (!agrees(World(seed))) {
      FAIL("world " << seed);
    }
  }
  SUCCEED();
}

}  // namespace

TEST_CASE("dbscan agrees with the definition in thousands of small worlds", "[clusters][oracle]") {
  check_worlds([](const World& world) {
    const DbscanOptions options{.radius_m = world.radius_m, .min_points = static_cast<double>(world.min_points)};
    return dbscan(world.points(), options) ==
           support::dbscan_by_definition(world.points(), world.radius_m, options.min_points);
  });
}

TEST_CASE("weighted dbscan agrees with the definition in thousands of small worlds", "[clusters][oracle]") {
  check_worlds([](const World& world) {
    const DbscanOptions options{.radius_m = world.radius_m, .min_points = 0.5 * world.min_points};
    return dbscan(world.points(), options, world.weights) ==
           support::dbscan_by_definition(world.points(), world.radius_m, options.min_points, world.weights);
  });
}

TEST_CASE("space-time dbscan agrees with the definition in thousands of small worlds", "[clusters][oracle]") {
  check_worlds([](const World& world) {
    const SpaceTimeDbscanOptions options{
        .radius_m = world.radius_m, .lag_days = 1.0 + world.min_points % 3, .min_points = world.min_points};
    return space_time_dbscan(world.points(), world.days, options) ==
           support::space_time_dbscan_by_definition(world.points(), world.days, world.radius_m, options.lag_days,
                                                    static_cast<std::size_t>(world.min_points));
  });
}

TEST_CASE("optics agrees with the definition in thousands of small worlds", "[clusters][oracle]") {
  check_worlds([](const World& world) {
    const OpticsOptions options{.radius_m = world.radius_m, .min_points = 1 + world.min_points};
    const OpticsOrdering found = optics(world.points(), options);
    const OpticsOrdering expected =
        support::optics_by_definition(world.points(), world.radius_m, static_cast<std::size_t>(options.min_points));
    return found.ordering == expected.ordering && found.reachability_m == expected.reachability_m &&
           found.core_distance_m == expected.core_distance_m && found.predecessor == expected.predecessor;
  });
}
