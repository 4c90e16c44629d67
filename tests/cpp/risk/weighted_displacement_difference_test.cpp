// SPDX-License-Identifier: MIT
#include "libprofile/risk/weighted_displacement_difference.hpp"

#include <cmath>
#include <limits>
#include <random>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;

TEST_CASE("weighted displacement difference: four areas by hand", "[risk][hand]") {
  // Treated fell by 4, control by 1, displacement rose by 2 and by 1: -4 + 1 + 2 - 1 = -2, over the root of 36 events.
  const auto found = weighted_displacement_difference({8, 4}, {5, 4}, BeforeAfter{2, 4}, BeforeAfter{4, 5});
  CHECK(found.difference == -2.0);
  CHECK(found.standard_error == 6.0);
  CHECK(found.z == Approx(-1.0 / 3.0));
}

TEST_CASE("weighted displacement difference: the worked example", "[risk][golden]") {
  // Wheeler and Ratcliffe (2018), Crime Science 7:11, CC BY 4.0: difference -118, z -2.98, interval -196 to -40.
  const auto found =
      weighted_displacement_difference({207, 110}, {308, 318}, BeforeAfter{178, 157}, BeforeAfter{150, 140});
  CHECK(found.difference == -118.0);
  CHECK(found.standard_error == Approx(std::sqrt(1568.0)));
  CHECK(found.z == Approx(-2.98).margin(0.005));
  CHECK(found.lower == Approx(-196).margin(0.5));
  CHECK(found.upper == Approx(-40).margin(0.5));
}

TEST_CASE("weighted displacement difference without displacement areas is a difference of differences",
          "[risk][property]") {
  const auto found = weighted_displacement_difference({10, 4}, {10, 8});
  CHECK(found.difference == -4.0);
  CHECK(found.standard_error == Approx(std::sqrt(32.0)));
}

TEST_CASE("weighted displacement difference: exchanging treated and control changes the sign alone",
          "[risk][property]") {
  const auto one = weighted_displacement_difference({30, 12}, {22, 25}, BeforeAfter{9, 11}, BeforeAfter{8, 3});
  const auto other = weighted_displacement_difference({22, 25}, {30, 12}, BeforeAfter{8, 3}, BeforeAfter{9, 11});
  CHECK(other.difference == -one.difference);
  CHECK(other.standard_error == one.standard_error);
  CHECK(other.lower == Approx(-one.upper));
}

TEST_CASE("weighted displacement difference: intervals hold the truth as often as they say", "[risk][property]") {
  std::mt19937 random(5);
  std::poisson_distribution<int> forty(40);
  std::poisson_distribution<int> sixty(60);
  int held = 0;
  constexpr int kWorlds = 4000;
  for (int world = 0; world < kWorlds; ++world) {
    const auto count = [&](auto& source) { return static_cast<double>(source(random)); };
    // Treated falls by 20 on average, control stays.
    const auto found = weighted_displacement_difference({count(sixty), count(forty)}, {count(sixty), count(sixty)});
    held += found.lower <= -20.0 && -20.0 <= found.upper ? 1 : 0;
  }
  CHECK(held > 0.94 * kWorlds);
  CHECK(held < 0.96 * kWorlds);
}

TEST_CASE("weighted displacement difference: no event, and what is refused", "[risk][edges]") {
  const auto nothing = weighted_displacement_difference({0, 0}, {0, 0});
  CHECK(nothing.difference == 0.0);
  CHECK(nothing.standard_error == 0.0);
  CHECK(std::isnan(nothing.z));
  CHECK(std::isnan(nothing.lower));
  CHECK(std::isnan(nothing.upper));
  CHECK_THROWS_WITH(weighted_displacement_difference({-1, 0}, {0, 0}), Catch::Contains("treated.before"));
  CHECK_THROWS_WITH(weighted_displacement_difference({1, 0}, {0, std::numeric_limits<double>::quiet_NaN()}),
                    Catch::Contains("control.after"));
  CHECK_THROWS_AS(weighted_displacement_difference({1, 0}, {0, 0}, BeforeAfter{1, 1}), InvalidArgument);
  CHECK_THROWS_AS(weighted_displacement_difference({1, 0}, {0, 0}, {}, {}, 1.0), InvalidArgument);
}
