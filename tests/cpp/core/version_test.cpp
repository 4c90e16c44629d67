// SPDX-License-Identifier: MIT
#include "libprofile/core/version.hpp"

#include <fstream>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/units.hpp"

TEST_CASE("the version is that of the file VERSION", "[core][hand]") {
  std::ifstream file(LIBPROFILE_SOURCE_DIR "/VERSION");
  std::string version;
  file >> version;
  CHECK(libprofile::core::version() == version);
}

TEST_CASE("a square kilometre is a million square metres", "[core][hand]") {
  CHECK(libprofile::core::to_square_kilometres(2.5e6) == 2.5);
  CHECK(libprofile::core::kSecondsPerDay == 24 * libprofile::core::kSecondsPerHour);
}
