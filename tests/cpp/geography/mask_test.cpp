// SPDX-License-Identifier: MIT
#include "libprofile/geography/mask.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/crosswalk.hpp"

#include "support/geography_shapes.hpp"

using Catch::Matchers::Contains;
using libprofile::geography::mask;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("cells mostly outside lose their value, those inside keep a zero", "[geography][hand]") {
  const std::vector<double> values{0.0, 0.0, 7.0, kNan, 3.0};
  const std::vector<double> share{1.0, 0.25, 0.5, 1.0, kNan};
  const std::vector<double> masked = mask(values, share);
  CHECK(masked[0] == 0.0);
  CHECK(std::isnan(masked[1]));
  CHECK(masked[2] == 7.0);
  CHECK(std::isnan(masked[3]));
  CHECK(std::isnan(masked[4]));
  CHECK(mask(values, share, {.least_share = 0.2})[1] == 0.0);
  CHECK(mask({}, {}).empty());
}

TEST_CASE("masks refuse what is no share", "[geography][edges]") {
  const std::vector<double> one{1.0};
  const std::vector<double> wrong{1.0, -0.1};
  CHECK_THROWS_WITH(mask(one, wrong), Contains("share has 2 values: must be as many as values (1)"));
  CHECK_THROWS_WITH(mask(wrong, wrong), Contains("share[1] = -0.1: must be from 0 to 1"));
  for (const double least_share : {0.0, 1.1, kNan}) {
    CHECK_THROWS_WITH(mask(one, one, {.least_share = least_share}), Contains("least_share = "));
  }
}

TEST_CASE("cells of a grid are masked by their share of the jurisdiction", "[geography][property]") {
  namespace geography = libprofile::geography;
  const geography::Polygons cells = libprofile::testing::squares(4, 1, 100.0);
  geography::Polygons force;
  libprofile::testing::add_area(force, {libprofile::testing::rectangle(0.0, 0.0, 240.0, 100.0)});
  const std::vector<double> share = geography::share_inside(cells, force);
  const std::vector<double> counts(4, 0.0);
  for (const auto& [least_share, kept] : {std::pair(0.3, 3), std::pair(0.5, 2), std::pair(1.0, 2)}) {
    const std::vector<double> masked = mask(counts, share, {.least_share = least_share});
    CHECK(std::count(masked.begin(), masked.end(), 0.0) == kept);
    CHECK(std::count_if(masked.begin(), masked.end(), [](double value) { return std::isnan(value); }) == 4 - kept);
  }
}
