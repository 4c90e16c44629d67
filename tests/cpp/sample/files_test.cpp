// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/sample/write_partnership.hpp"

using namespace libprofile::sample;
namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::map<std::string, std::string> by_name(const std::vector<NamedFile>& all) {
  std::map<std::string, std::string> found;
  for (const NamedFile& file : all) {
    found[file.name] = file.bytes;
  }
  return found;
}

std::size_t lines(const std::string& bytes) {
  return static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
}

}  // namespace

TEST_CASE("the committed sample is what the generator writes, byte for byte", "[sample][golden]") {
  const fs::path folder = fs::path(LIBPROFILE_SOURCE_DIR) / "data-samples" / "partnership";
  const std::vector<NamedFile> made = files(partnership({.seed = 1}));
  std::set<std::string> names;
  std::uintmax_t size = 0;
  for (const NamedFile& file : made) {
    INFO(file.name);
    names.insert(file.name);
    size += file.bytes.size();
    CHECK(bytes_of(folder / file.name) == file.bytes);
  }
  CHECK(size < 3'000'000);
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      CHECK(names.count(fs::relative(entry.path(), folder).generic_string()) == 1);
    }
  }
}

TEST_CASE("every row of the partnership is a line of a file", "[sample][hand]") {
  const Partnership made = partnership({.seed = 1, .areas = 40, .incidents = 100, .premises = 10});
  const auto all = by_name(files(made));
  CHECK(lines(all.at("premises.csv")) == 11);
  CHECK(lines(all.at("population.csv")) == 41);
  CHECK(lines(all.at("victims.csv")) == made.victims.size() + 1);
  CHECK(lines(all.at("offenders.csv")) == made.offenders.size() + 1);
  CHECK(lines(all.at("episodes.csv")) == made.episodes.size() + 1);
  CHECK(lines(all.at("contacts.csv")) == 12 * kReferralSources.size() + 1);
  std::size_t incidents = 0;
  for (const auto& [name, bytes] : all) {
    incidents += name.rfind("incidents/", 0) == 0 ? lines(bytes) - 1 : 0;
  }
  CHECK(incidents == 100);
}

TEST_CASE("every line of a table has as many fields as its header", "[sample][property]") {
  for (const NamedFile& file : files(partnership({.seed = 2}))) {
    if (file.name.size() < 4 || file.name.substr(file.name.size() - 4) != ".csv") {
      continue;
    }
    INFO(file.name);
    std::istringstream text(file.bytes);
    std::string line;
    std::getline(text, line);
    const auto commas = std::count(line.begin(), line.end(), ',');
    while (std::getline(text, line)) {
      REQUIRE(std::count(line.begin(), line.end(), ',') == commas);
    }
  }
}

TEST_CASE("agencies have no column name in common for when, where and who", "[sample][property]") {
  std::set<std::string> seen;
  const auto all = by_name(files(partnership({.seed = 1, .areas = 40, .incidents = 100, .premises = 10})));
  std::size_t first_columns = 0;
  for (const auto& [name, bytes] : all) {
    if (name.rfind("incidents/", 0) == 0) {
      seen.insert(bytes.substr(0, bytes.find(',')));
      ++first_columns;
    }
  }
  CHECK(first_columns == kAgencies);
  CHECK(seen.size() == kAgencies);
}

TEST_CASE("a folder is written whole and replaced only where it is a sample", "[sample][edges]") {
  std::string pattern = (fs::temp_directory_path() / "libprofile-XXXXXX").string();
  const fs::path scratch = ::mkdtemp(pattern.data());
  const Partnership made = partnership({.seed = 1, .areas = 40, .incidents = 100, .premises = 10});
  write_partnership(made, scratch / "out");
  for (const NamedFile& file : files(made)) {
    CHECK(bytes_of(scratch / "out" / file.name) == file.bytes);
  }
  using libprofile::core::IfPresent;
  CHECK_THROWS_AS(write_partnership(made, scratch / "out"), libprofile::InputError);
  CHECK_NOTHROW(write_partnership(made, scratch / "out", IfPresent::replace));
  fs::remove(scratch / "out" / "truth.json");
  CHECK_THROWS_AS(write_partnership(made, scratch / "out", IfPresent::replace), libprofile::InputError);
  fs::remove_all(scratch);
}
