// SPDX-License-Identifier: MIT
#include "libprofile/core/error.hpp"

#include <limits>

#include <catch2/catch.hpp>

using namespace libprofile;

TEST_CASE("a message gives the argument, its value and the rule", "[core][hand]") {
  CHECK_THROWS_WITH(require(false, "radius_m", -1.0, "above 0"), "radius_m = -1: must be above 0");
  CHECK_THROWS_WITH(require(false, "share", 1.25, "at most 1"), "share = 1.25: must be at most 1");
  CHECK_THROWS_WITH(require(false, "min_points", 0.0, "above 0"), "min_points = 0: must be above 0");
  CHECK_THROWS_WITH(require(false, "n_jobs", 0, "at least 1"), "n_jobs = 0: must be at least 1");
  CHECK_THROWS_WITH(require(false, "rows", std::size_t{7}, "fewer"), "rows = 7: must be fewer");
  CHECK_THROWS_WITH(require(false, "code", std::int64_t{-7}, "x"), "code = -7: must be x");
  CHECK_THROWS_WITH(require(false, "kernel", std::string_view("cubic"), "one that exists"),
                    "kernel = cubic: must be one that exists");
  CHECK_NOTHROW(require(true, "radius_m", 1.0, "above 0"));
}

TEST_CASE("claims are written so that NaN fails them", "[core][edges]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(require(nan > 0.0, "radius_m", nan, "above 0"), InvalidArgument);
}

TEST_CASE("every error of ours is caught as Error", "[core][edges]") {
  CHECK_THROWS_AS(throw InvalidArgument("x"), Error);
  CHECK_THROWS_AS(throw CrsError("x"), Error);
  CHECK_THROWS_AS(throw GeometryError("x"), Error);
  CHECK_THROWS_AS(throw InputError("x"), Error);
  CHECK_THROWS_AS(throw DisclosureError("x"), Error);
  CHECK_THROWS_AS(throw Cancelled("x"), Error);
}
