// SPDX-License-Identifier: MIT
// Real and deliberately bad files, where they are present: nothing of them is in the project.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/io/detail/csv_records.hpp"
#include "libprofile/io/expand_paths.hpp"
#include "libprofile/io/read_areas.hpp"
#include "libprofile/io/read_dataset.hpp"

#include "support/csv_by_definition.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
namespace fs = std::filesystem;

namespace {

/// The folder of the real data, or nothing and a line that says so.
std::optional<fs::path> real_data() {
  const char* named = std::getenv("LIBPROFILE_REAL_DATA");
  const fs::path root = named != nullptr ? fs::path(named) : fs::path(LIBPROFILE_SOURCE_DIR) / ".." / "shared" / "data";
  if (fs::exists(root / "bad-input")) {
    return root;
  }
  WARN("skipped: no ../shared/data beside the project, nor LIBPROFILE_REAL_DATA");
  return std::nullopt;
}

std::vector<std::string> row_of(const records::ColumnTable& table, std::size_t row) {
  std::vector<std::string> values;
  for (const records::ColumnTable::Entry& entry : table.columns()) {
    const auto& column = std::get<records::TextColumn>(entry.column);
    const std::int32_t code = column.codes[row];
    values.emplace_back(code == records::kAbsent ? "" : column.dictionary[static_cast<std::size_t>(code)]);
  }
  return values;
}

/// The JSON of the spectrum writes every line end as LF.
std::vector<std::string> with_line_feeds(std::vector<std::string> values) {
  for (std::string& value : values) {
    for (std::size_t at = 0; (at = value.find("\r\n", at)) != std::string::npos;) {
      value.replace(at, 2, "\n");
    }
  }
  return values;
}

/// What a CSV's JSON says, in the order of the columns.
std::vector<std::string> expected_row(const nlohmann::json& row, const std::vector<std::string>& names) {
  std::vector<std::string> values;
  for (const std::string& name : names) {
    values.push_back(row.at(name).get<std::string>());
  }
  return values;
}

}  // namespace

TEST_CASE("the CSV spectrum reads as its JSON says", "[io][golden]") {
  const auto root = real_data();
  if (!root) {
    return;
  }
  const fs::path folder = *root / "bad-input" / "csv-csv-spectrum";
  int files = 0;
  for (const std::string& path : io::expand_paths({"csvs/*.csv"}, folder)) {
    INFO(path);
    // Its JSON has another telephone number than the CSV; the next test covers its quotation marks.
    if (fs::path(path).stem() == "location_coordinates") {
      continue;
    }
    std::ifstream file(folder / "json" / fs::path(path).filename().replace_extension(".json"));
    nlohmann::json expected = nlohmann::json::parse(file);
    expected = expected.is_array() ? expected : nlohmann::json::array({expected});
    const records::ColumnTable table = io::read_dataset({path}).table;
    REQUIRE(table.rows() == expected.size());
    for (std::size_t row = 0; row < table.rows(); ++row) {
      CHECK(with_line_feeds(row_of(table, row)) == with_line_feeds(expected_row(expected[row], table.names())));
    }
    ++files;
  }
  CHECK(files == 11);
}

TEST_CASE("every CSV that reads cleanly has the fields of the definition", "[io][oracle]") {
  const auto root = real_data();
  if (!root) {
    return;
  }
  int clean = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(*root / "bad-input")) {
    if (entry.path().extension() != ".csv" && entry.path().extension() != ".tsv") {
      continue;
    }
    INFO(entry.path());
    try {
      const records::ColumnTable table = io::read_dataset({entry.path().string()}).table;
      const std::string text = testing::read_bytes(entry.path());
      const std::string first_line = text.substr(0, text.find_first_of("\r\n"));
      auto expected = testing::csv_by_definition(text, io::detail::detect_delimiter(first_line));
      REQUIRE(table.rows() + 1 == expected.size());
      for (std::size_t row = 0; row < table.rows(); ++row) {
        CHECK(row_of(table, row) == expected[row + 1]);
      }
      ++clean;
    } catch (const InputError&) {
      // The other outcome that is allowed.
    }
  }
  CHECK(clean >= 60);
}

TEST_CASE("twelve months of South Yorkshire have their 187,301 rows", "[io][golden]") {
  const auto root = real_data();
  if (!root) {
    return;
  }
  const auto paths = io::expand_paths({"crimes/2018-*-street.csv.gz"}, *root / "south-yorkshire");
  const records::ColumnTable table = io::read_dataset(paths, {.columns = {"Month", "Longitude"}}).table;
  CHECK(table.rows() == 187'301);
  CHECK(table.sources().size() == 12);
  const auto& longitude = std::get<records::TextColumn>(table.at("Longitude").column);
  CHECK(std::count(longitude.codes.begin(), longitude.codes.end(), records::kAbsent) == 7'628);
}

TEST_CASE("the areas of South Yorkshire have their residents and districts", "[io][golden]") {
  const auto root = real_data();
  if (!root) {
    return;
  }
  const fs::path folder = *root / "south-yorkshire";
  io::AreaSource source;
  source.files = {(folder / "boundaries/lsoa11.geojson").string()};
  source.code = "LSOA11CD";
  source.parents = {"LADCD_ACTIVE"};
  source.population = io::PopulationSource{(folder / "sy_lsoa11_profile.csv").string(), "lsoa11_code", "pop2019", ""};
  const io::AreasRead read = io::read_areas(source, "EPSG:27700");
  CHECK(read.areas.size() == 853);
  CHECK(read.areas.levels.front().codes.size() == 4);
  CHECK(read.areas.population.front() == 1475.0);
}

TEST_CASE("the areas that cross themselves are named", "[io][golden]") {
  const auto root = real_data();
  if (!root) {
    return;
  }
  io::AreaSource source;
  source.files = {(*root / "bad-input/invalid-polygons/E08000017.json").string()};
  source.code = "LSOA11CD";
  CHECK_THROWS_WITH(io::read_areas(source, "EPSG:27700"), Catch::Contains("E01007480") && Catch::Contains("E01007656"));
  source.repair = io::Repair::make_valid;
  CHECK(io::read_areas(source, "EPSG:27700").areas.repaired.size() == 2);
}
