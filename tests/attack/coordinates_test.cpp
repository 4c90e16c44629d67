// SPDX-License-Identifier: MIT
/// @file
/// A07: no published coordinate lies on a raw one, unless it is a vertex of a unit.
#include <catch2/catch.hpp>

#include "libprofile/core/random.hpp"

#include "support/published_coordinates.hpp"

using namespace libprofile;
using testing::leaked_coordinates;

namespace {

/// Points on a plane of 10 by 10 km, none of them near a vertex of the unit below.
std::vector<double> raw_points() {
  const core::Philox random(3, core::Stream::testing);
  std::vector<double> xy;
  for (std::uint32_t i = 0; i < 500; ++i) {
    xy.push_back(100.0 + 9800.0 * random.uniform(i, 0, 0));
    xy.push_back(100.0 + 9800.0 * random.uniform(i, 0, 1));
  }
  return xy;
}

const std::vector<double> kUnit{0.0, 0.0, 10000.0, 0.0, 10000.0, 10000.0, 0.0, 10000.0, 0.0, 0.0};

}  // namespace

TEST_CASE("A07: the outline of a unit gives no point away", "[disclosure][attack]") {
  CHECK(leaked_coordinates(kUnit, raw_points(), kUnit).empty());
  CHECK(leaked_coordinates({}, raw_points(), kUnit).empty());
  CHECK(leaked_coordinates(kUnit, {}, {}).empty());
}

TEST_CASE("A07: a vertex of a unit that happens to lie on a point is not a leak", "[disclosure][attack]") {
  const auto raw = raw_points();
  const std::vector<double> unit{raw[0], raw[1], raw[2], raw[3]};
  CHECK(leaked_coordinates(unit, raw, unit).empty());
}

TEST_CASE("A07, positive control: an extent, a point and a point moved by half a metre are found",
          "[disclosure][attack]") {
  const auto raw = raw_points();
  std::size_t west = 0;
  for (std::size_t i = 2; i < raw.size(); i += 2) {
    west = raw[i] < raw[west] ? i : west;
  }
  const std::vector<double> published{kUnit[0],      kUnit[1],      raw[west], raw[west + 1],
                                      raw[10] + 0.3, raw[11] - 0.4, 1.0,       1.0};
  CHECK(leaked_coordinates(published, raw, kUnit) == std::vector<std::size_t>{1, 2});
}
