// SPDX-License-Identifier: MIT
#include "libprofile/core/read_file.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/scratch_folder.hpp"

using namespace libprofile;

TEST_CASE("a file is read whole, its NUL bytes and line ends as they are", "[core][hand]") {
  const testing::ScratchFolder folder;
  const auto bytes = GENERATE(std::string(), std::string("a\r\n\0b", 5), std::string(3'000'000, 'x'));
  testing::write_bytes(folder.path() / "a", bytes);
  CHECK(core::read_file(folder.path() / "a") == bytes);
}

TEST_CASE("a file that cannot be read is named", "[core][edges]") {
  const testing::ScratchFolder folder;
  CHECK_THROWS_WITH(core::read_file(folder.path() / "absent"), Catch::Contains("absent"));
  CHECK_THROWS_AS(core::read_file(folder.path() / "absent"), InputError);
  CHECK_THROWS_AS(core::read_file(folder.path()), InputError);
}
