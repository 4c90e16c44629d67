// SPDX-License-Identifier: MIT
#include "libprofile/clusters/outlines.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/area_measures.hpp"

#include "support/cluster_tools_by_definition.hpp"
#include "support/geography_shapes.hpp"
#include "support/random_points.hpp"

using Catch::Matchers::Contains;
using libprofile::geography::AreaSet;
using libprofile::geography::Hull;
using libprofile::geography::PlanarView;
using namespace libprofile::clusters;
namespace core = libprofile::core;
namespace geography = libprofile::geography;
namespace support = libprofile::testing;

namespace {

/// Squares of 100 m, named by position.
AreaSet lattice(std::size_t columns, std::size_t rows) {
  AreaSet areas;
  areas.polygons = support::squares(columns, rows, 100.0);
  for (std::size_t i = 0; i < areas.polygons.size(); ++i) {
    areas.codes.push_back(std::to_string(i));
  }
  return areas;
}

}  // namespace

TEST_CASE("each cluster has its own hull, in order of number", "[clusters][hand]") {
  const std::vector<double> xy_m{0, 0, 9, 9, 10, 0, 50, 50, 0, 10, 50, 50, 70, 50};
  const std::vector<std::int32_t> labels{4, -1, 4, 1, 4, 1, 7};
  const ClusterHulls found = convex_outlines(PlanarView(xy_m), labels);
  CHECK(found.cluster == std::vector<std::int32_t>{1, 4, 7});
  CHECK(found.points == std::vector<std::int64_t>{2, 3, 1});
  CHECK(found.hulls == std::vector<Hull>{{50, 50}, {0, 0, 10, 0, 0, 10, 0, 0}, {70, 50}});
}

TEST_CASE("units of a cluster are united, and two clusters may share one", "[clusters][hand]") {
  const std::vector<double> xy_m{50, 50, 150, 50, 150, 60, 250, 50, 900, 900};
  const std::vector<std::int32_t> labels{0, 0, 1, 1, 2};
  const ClusterUnits found = unit_outlines(PlanarView(xy_m), labels, lattice(4, 1));
  CHECK(found.cluster == std::vector<std::int32_t>{0, 1, 2});
  CHECK(found.first == std::vector<std::size_t>{0, 2, 4, 4});
  CHECK(found.units == std::vector<std::int32_t>{0, 1, 1, 2});
  CHECK(geography::area_km2(found.outlines) == std::vector<double>{0.02, 0.02, 0.0});
  CHECK(found.outlines.area_polygons == std::vector<std::uint32_t>{0, 1, 2, 2});
}

TEST_CASE("no cluster has no outline, and labels must fit", "[clusters][edges]") {
  const std::vector<double> xy_m{0, 0, 1, 1};
  const std::vector<double> nowhere{0, 0, 1, std::numeric_limits<double>::quiet_NaN()};
  const PlanarView points(xy_m);
  CHECK(convex_outlines({}, {}).hulls.empty());
  CHECK(concave_outlines(points, std::vector<std::int32_t>{-1, -1}).hulls.empty());
  CHECK(unit_outlines({}, {}, lattice(1, 1)).outlines.size() == 0);
  CHECK_THROWS_WITH(convex_outlines(points, std::vector<std::int32_t>{0}), Contains("labels has 1 values"));
  CHECK_THROWS_WITH(concave_outlines(points, std::vector<std::int32_t>{0, -5}), Contains("labels[1] = -5"));
  CHECK_THROWS_WITH(unit_outlines(points, std::vector<std::int32_t>{0}, lattice(1, 1)), Contains("labels has 1"));
  CHECK_THROWS_WITH(concave_outlines(points, std::vector<std::int32_t>{-1, -1}, {.ratio = 2.0}), Contains("ratio = 2"));
  CHECK_THROWS_WITH(convex_outlines(PlanarView(nowhere), std::vector<std::int32_t>{0, 0}), Contains("not finite"));
}

TEST_CASE("outlines agree with the definition in many small worlds", "[clusters][oracle]") {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const std::vector<double> xy_m = support::random_lattice_points(seed, 20, 399.0, 57.0);
    const PlanarView points(xy_m);
    std::vector<std::int32_t> labels(points.size());
    std::vector<std::vector<double>> own(3);
    std::vector<std::set<std::int32_t>> held(3);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      labels[i] = static_cast<std::int32_t>((i * (seed + 1)) % 4) - 1;
      if (labels[i] >= 0) {
        const auto k = static_cast<std::size_t>(labels[i]);
        own[k].insert(own[k].end(), {points.x(i), points.y(i)});
        held[k].insert(static_cast<std::int32_t>(points.x(i) / 100.0) +
                       4 * static_cast<std::int32_t>(points.y(i) / 100.0));
      }
    }
    const ClusterHulls hulls = convex_outlines(points, labels);
    const ClusterUnits units = unit_outlines(points, labels, lattice(4, 4));
    const std::vector<double> km2 = geography::area_km2(units.outlines);
    for (std::size_t at = 0; at < hulls.cluster.size(); ++at) {
      const auto k = static_cast<std::size_t>(hulls.cluster[at]);
      REQUIRE(hulls.hulls[at] == support::convex_hull_by_definition(PlanarView(own[k])));
      REQUIRE(std::vector<std::int32_t>(held[k].begin(), held[k].end()) ==
              std::vector<std::int32_t>(units.units.begin() + static_cast<std::ptrdiff_t>(units.first[at]),
                                        units.units.begin() + static_cast<std::ptrdiff_t>(units.first[at + 1])));
      REQUIRE(km2[at] == Approx(0.01 * static_cast<double>(held[k].size())));
    }
  }
}

TEST_CASE("outlines are the same for any number of threads", "[clusters][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const std::vector<double> xy_m = support::random_points(seed, 600, 400.0);
  const PlanarView points(xy_m);
  std::vector<std::int32_t> labels(points.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    labels[i] = static_cast<std::int32_t>(points.x(i) / 50.0) - 1;
  }
  const ClusterHulls hulls = concave_outlines(points, labels);
  const ClusterUnits units = unit_outlines(points, labels, lattice(4, 4));
  for (const int threads : {1, 2, 8}) {
    const core::ThreadLimit limit(threads);
    CHECK(concave_outlines(points, labels).hulls == hulls.hulls);
    CHECK(unit_outlines(points, labels, lattice(4, 4)).outlines.xy == units.outlines.xy);
  }
}
