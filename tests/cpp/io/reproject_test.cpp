// SPDX-License-Identifier: MIT
#include "libprofile/io/reproject.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"

using namespace libprofile;
using Catch::Contains;
using io::reproject;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
const io::CoordinateNames kNames{"incidents", "Longitude", "Latitude"};

/// Longitudes and latitudes over South Yorkshire, each of a few values so that many points are the same.
std::vector<double> lonlat(std::uint32_t seed, std::uint32_t n) {
  const core::Philox random(seed, core::Stream::testing);
  std::vector<double> xy;
  for (std::uint32_t i = 0; i < n; ++i) {
    xy.push_back(-1.8 + 0.001 * random.below(200, i, 0, 0));
    xy.push_back(53.3 + 0.001 * random.below(200, i, 1, 0));
  }
  return xy;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  bool same = a.size() == b.size();
  for (std::size_t i = 0; same && i < a.size(); ++i) {
    same = std::bit_cast<std::uint64_t>(a[i]) == std::bit_cast<std::uint64_t>(b[i]);
  }
  return same;
}

}  // namespace

// Worked example of Ordnance Survey, "A guide to coordinate systems in Great Britain" (2020), annexe C: airy ellipsoid.
TEST_CASE("the projection is that of the Ordnance Survey's worked example", "[io][golden]") {
  const double lon = 1.0 + 43.0 / 60.0 + 4.5177 / 3600.0;
  const double lat = 52.0 + 39.0 / 60.0 + 27.2531 / 3600.0;
  const io::Reprojected moved = reproject({lon, lat}, "EPSG:4277", "EPSG:27700");
  CHECK(moved.xy[0] == Approx(651409.903).margin(0.001));
  CHECK(moved.xy[1] == Approx(313177.270).margin(0.001));
}

// pyproj 3.7.2 (MIT) with PROJ 9.5.1 and no grids: Transformer.from_crs(4326, 27700, always_xy=True).
TEST_CASE("WGS 84 goes to the national grid as pyproj takes it there", "[io][golden]") {
  const io::Reprojected moved = reproject({-1.452850, 53.603213}, "EPSG:4326", "EPSG:27700");
  CHECK(moved.xy[0] == Approx(436304.02136718313).margin(1e-6));
  CHECK(moved.xy[1] == Approx(411988.9718229754).margin(1e-6));
  CHECK(moved.transformation.accuracy_m == 2.0);
  CHECK_THAT(io::describe(moved.transformation), Contains("EPSG:4326 to EPSG:27700: ") && Contains("accuracy 2 m"));
}

TEST_CASE("equal systems leave every bit as it was", "[io][edges]") {
  const std::vector<double> xy{436304.1, 411988.9, kNaN, kNaN, 436304.1, 411988.9};
  const io::Reprojected moved = reproject(xy, "EPSG:27700", "EPSG:27700");
  CHECK(same_bits(moved.xy, xy));
  CHECK(moved.transformation.description == "none");
  CHECK(moved.transformation.accuracy_m == 0.0);
  CHECK(io::describe(moved.transformation) == "EPSG:27700, as given");
}

TEST_CASE("no points, and points without a place, stay", "[io][edges]") {
  CHECK(reproject({}, "EPSG:4326", "EPSG:27700").xy.empty());
  const io::Reprojected moved = reproject({kNaN, kNaN}, "EPSG:4326", "EPSG:27700");
  CHECK(std::isnan(moved.xy[0]));
  CHECK(moved.transformation.outside.empty());
  CHECK_THROWS_AS(reproject({1.0}, "EPSG:4326", "EPSG:27700"), InvalidArgument);
}

TEST_CASE("points outside the area of use are listed, infinite ones become no place", "[io][edges]") {
  const double infinity = std::numeric_limits<double>::infinity();
  const io::Reprojected moved =
      reproject({-1.45, 53.6, 100.0, 53.6, -1.4, 53.6, infinity, 53.6}, "EPSG:4326", "EPSG:27700");
  CHECK(moved.transformation.outside == std::vector<std::size_t>{1});
  CHECK(std::isnan(moved.xy[6]));
  CHECK(std::isnan(moved.xy[7]));
}

TEST_CASE("latitude before longitude is found, with the lines to type", "[io][edges]") {
  CHECK_THROWS_WITH(
      reproject({53.6, -1.45, 53.5, -1.40}, "EPSG:4326", "EPSG:27700", {"stops", "Latitude", "Longitude"}),
      Contains("stops: x and y are swapped; type x = \"Longitude\", y = \"Latitude\""));
}

TEST_CASE("degrees where metres are due, and the reverse, name the line to type", "[io][edges]") {
  CHECK_THROWS_WITH(reproject({-1.45, 53.6}, "EPSG:27700", "EPSG:27700", kNames),
                    Contains("look like degrees") && Contains("type crs = \"EPSG:4326\""));
  CHECK_THROWS_WITH(reproject({436304.0, 411988.0}, "EPSG:4326", "EPSG:27700", kNames),
                    Contains("look like metres") && Contains("type crs = \"EPSG:27700\""));
}

TEST_CASE("a system that is missing, unknown or neither plane nor globe is refused", "[io][edges]") {
  CHECK_THROWS_WITH(reproject({}, "", "EPSG:27700", kNames), Contains("crs of incidents is not given; type crs ="));
  CHECK_THROWS_WITH(reproject({}, "EPSG:99999", "EPSG:27700"), Contains("not a reference system"));
  CHECK_THROWS_WITH(reproject({}, "foo", "EPSG:27700"), Contains("not a reference system"));
  CHECK_THROWS_WITH(reproject({}, "EPSG:4978", "EPSG:27700"), Contains("neither in degrees nor a plane"));
  CHECK_THROWS_WITH(reproject({-77.0, 38.9}, "EPSG:4326", "EPSG:27700"), Contains("none of 1 distinct points"));
  CHECK_THROWS_WITH(io::require_metric("EPSG:4326"), Contains("must be a plane in metres"));
  CHECK_THROWS_AS(io::require_metric("EPSG:2249"), CrsError);
  CHECK_NOTHROW(io::require_metric("EPSG:27700"));
  CHECK(io::is_in_degrees("EPSG:4326"));
  CHECK_FALSE(io::is_in_degrees("EPSG:27700"));
}

TEST_CASE("each point goes where it would go alone, for any number of threads", "[io][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const std::vector<double> xy = lonlat(seed, 60'000);
  const io::Reprojected first = reproject(xy, "EPSG:4326", "EPSG:27700");
  for (const int threads : {1, 2, 8}) {
    const core::ThreadLimit limit(threads);
    CHECK(same_bits(reproject(xy, "EPSG:4326", "EPSG:27700").xy, first.xy));
  }
  for (std::size_t i = 0; i < 5; ++i) {
    const std::size_t at = 2 * (i * 11'003);
    CHECK(same_bits(reproject({xy[at], xy[at + 1]}, "EPSG:4326", "EPSG:27700").xy, {first.xy[at], first.xy[at + 1]}));
  }
}

TEST_CASE("there and back is the same place to a millimetre", "[io][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const std::vector<double> xy = lonlat(seed, 500);
  const std::vector<double> back = reproject(reproject(xy, "EPSG:4326", "EPSG:27700").xy, "EPSG:27700", "EPSG:4326").xy;
  for (std::size_t i = 0; i < xy.size(); ++i) {
    CHECK(back[i] == Approx(xy[i]).margin(1e-8));
  }
}

TEST_CASE("a point that comes often is moved as one that comes once", "[io][property]") {
  const std::vector<double> once = lonlat(3, 700);
  std::vector<double> often;
  for (std::size_t i = 0; i < once.size(); i += 2) {
    often.insert(often.end(), {once[i], once[i + 1], once[0], once[1]});
  }
  const auto alone = reproject(once, "EPSG:4326", "EPSG:27700");
  const auto together = reproject(often, "EPSG:4326", "EPSG:27700");
  CHECK(together.transformation.distinct_points == alone.transformation.distinct_points);
  for (std::size_t i = 0; i < once.size(); ++i) {
    REQUIRE(together.xy[2 * i - i % 2] == alone.xy[i]);
    REQUIRE(together.xy[2 * i - i % 2 + 2] == alone.xy[i % 2]);
  }
}

TEST_CASE("half a point has no place afterwards", "[io][edges]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto moved = reproject({-1.5, 53.4, nan, 53.4, -1.5, nan}, "EPSG:4326", "EPSG:27700");
  CHECK(std::isfinite(moved.xy[1]));
  for (std::size_t i = 2; i < 6; ++i) {
    CHECK(std::isnan(moved.xy[i]));
  }
  CHECK(moved.transformation.outside.empty());
}
