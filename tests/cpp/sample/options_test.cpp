// SPDX-License-Identifier: MIT
#include "libprofile/sample/options.hpp"

#include <limits>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

using libprofile::InvalidArgument;
using libprofile::sample::Options;
using libprofile::sample::sizes;

TEST_CASE("size 1 has the documented numbers of rows", "[sample][hand]") {
  const auto n = sizes({});
  CHECK(n.areas == 600);
  CHECK(n.incidents == 4'000);
  CHECK(n.premises == 6'000);
  CHECK(n.victims == 1'200);
  CHECK(n.offenders == 400);
  CHECK(n.open_cases == 88);
  CHECK(n.contacts_a_month == 800);
}

TEST_CASE("sizes scale together, or each as asked", "[sample][hand]") {
  CHECK(sizes({.size = 2.5}).incidents == 10'000);
  CHECK(sizes({.size = 2.5}).areas == 1'500);
  CHECK(sizes({.size = 2'500}).incidents == 10'000'000);
  CHECK(sizes({.size = 2'500}).areas == 90'000);
  const auto national = sizes({.areas = 35'000, .incidents = 1'700'000, .premises = 480'000});
  CHECK(national.areas == 35'000);
  CHECK(national.premises == 480'000);
  CHECK(national.open_cases == 37'400);
}

TEST_CASE("options outside their range are refused", "[sample][edges]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double size : {0.0, 0.09, -1.0, 3'001.0, nan}) {
    CHECK_THROWS_AS(sizes({.size = size}), InvalidArgument);
  }
  CHECK_THROWS_AS(sizes({.areas = 39}), InvalidArgument);
  CHECK_THROWS_AS(sizes({.areas = 90'001}), InvalidArgument);
  CHECK_THROWS_AS(sizes({.incidents = 99}), InvalidArgument);
  CHECK_THROWS_AS(sizes({.premises = 9}), InvalidArgument);
  CHECK_NOTHROW(sizes({.size = 0.1}));
}
