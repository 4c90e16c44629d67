// SPDX-License-Identifier: MIT
#include "libprofile/io/expand_paths.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/scratch_folder.hpp"

using namespace libprofile;
using io::expand_paths;
namespace fs = std::filesystem;

TEST_CASE("patterns give files in order of name, below the folder of the configuration", "[io][hand]") {
  const testing::ScratchFolder folder;
  fs::create_directories(folder.path() / "crimes" / "2019");
  for (const char* name :
       {"crimes/2018-10.csv", "crimes/2018-02.csv", "crimes/2019/1.csv", "crimes/.hidden.csv", "x.csv"}) {
    testing::write_bytes(folder.path() / name, "a\n");
  }
  const auto at = [&](const char* name) { return (folder.path() / name).string(); };
  CHECK(expand_paths({"crimes/2018-*.csv"}, folder.path()) ==
        std::vector<std::string>{at("crimes/2018-02.csv"), at("crimes/2018-10.csv")});
  CHECK(expand_paths({"cr*/2018-[0]?.csv", "x.csv"}, folder.path()) ==
        std::vector<std::string>{at("crimes/2018-02.csv"), at("x.csv")});
  CHECK(expand_paths({at("*.csv")}, "/elsewhere") == std::vector<std::string>{at("x.csv")});
  CHECK(expand_paths({"crimes/*.csv"}, folder.path()).size() == 2);
}

TEST_CASE("what is no pattern stays as it is", "[io][edges]") {
  CHECK(expand_paths({}, "").empty());
  CHECK(expand_paths({"none.csv"}, "data") == std::vector<std::string>{"data/none.csv"});
  CHECK(expand_paths({"PG:dbname=x", "https://a/*.csv", "/vsizip/a.zip"}, "data") ==
        std::vector<std::string>{"PG:dbname=x", "https://a/*.csv", "/vsizip/a.zip"});
}

TEST_CASE("a pattern that matches nothing is an error with its text", "[io][edges]") {
  const testing::ScratchFolder folder;
  CHECK_THROWS_WITH(expand_paths({"no-*.csv"}, folder.path()), Catch::Contains("no-*.csv: no file matches"));
}
