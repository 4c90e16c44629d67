// SPDX-License-Identifier: MIT
/// @file
/// A19: the page for whoever signs tells no number that the other files do not, so that it narrows nothing.
#include <algorithm>
#include <cstdint>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "libprofile/core/random.hpp"

#include "support/page_text.hpp"
#include "support/profile_inputs.hpp"

using namespace libprofile;
using testing::Events;
using Files = std::map<std::string, std::string>;

namespace {

std::vector<Events> random_events(std::uint32_t seed) {
  const core::Philox random(seed, core::Stream::testing);
  std::vector<Events> events;
  for (std::uint32_t unit = 0; unit < 36; ++unit) {
    events.push_back({unit, static_cast<int>(random.uniform(unit, 0, 0) * 25.0), "theft"});
  }
  return events;
}

Files release(std::uint32_t seed) {
  profile::Inputs inputs = testing::lattice_inputs(random_events(seed), 6);
  inputs.areas.population[7] = 20.0;
  return testing::release_of(profile::problem_profile(inputs, testing::year_2024()));
}

/// Numbers in a text as it writes them, thousands parted or not.
std::multiset<std::int64_t> numbers_in(const std::string& text) {
  std::multiset<std::int64_t> numbers;
  const std::regex number("[0-9][0-9,]*");
  for (auto it = std::sregex_iterator(text.begin(), text.end(), number); it != std::sregex_iterator(); ++it) {
    std::string digits = it->str();
    digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
    numbers.insert(std::stoll(digits.substr(0, 15)));
  }
  return numbers;
}

/// What anybody can count in the files: rows, numbers in them, withheld rows.
std::set<std::int64_t> countable(const Files& files) {
  std::set<std::int64_t> numbers;
  std::int64_t rows_of_all = 0;
  std::int64_t numbers_of_all = 0;
  std::int64_t withheld_of_all = 0;
  for (const auto& [path, bytes] : files) {
    if (path.ends_with(".geojson")) {
      const auto json = nlohmann::json::parse(bytes);
      std::int64_t values = 0;
      std::int64_t withheld = 0;
      for (const auto& feature : json["features"]) {
        const auto& properties = feature["properties"];
        for (const auto& [name, value] : properties.items()) {
          values += value.is_number() ? 1 : 0;
        }
        withheld += properties.value("reliability", "") == "withheld" || properties.value("flag", "") == "withheld" ||
                            (properties.contains("count") && properties["count"].is_null())
                        ? 1
                        : 0;
      }
      const auto rows = static_cast<std::int64_t>(json["features"].size());
      numbers.insert({rows, values, withheld});
      rows_of_all += rows;
      numbers_of_all += values;
      withheld_of_all += withheld;
    } else if (path.ends_with(".csv")) {
      const std::int64_t rows = std::count(bytes.begin(), bytes.end(), '\n') - 1;
      const auto empty = static_cast<std::int64_t>(testing::between(bytes, ",\r", "\n").size());
      numbers.insert({rows, rows - empty, empty});
    }
  }
  numbers.insert({rows_of_all, numbers_of_all, withheld_of_all});
  return numbers;
}

/// The sections that say what leaves and what was withheld, without the names of files.
std::string told(const std::string& html) {
  std::string part = html.substr(html.find("id=\"leaves\""));
  part = testing::without(part.substr(0, part.find("id=\"learns\"")), "<code>", "</code>");
  return std::regex_replace(part, std::regex("<[^>]*>"), " ");
}

/// Numbers of a text that can neither be counted in the files nor are the policy's.
std::vector<std::int64_t> unexplained(const std::string& text, const Files& files) {
  std::set<std::int64_t> known = countable(files);
  // Residents, share, base, premises; classes of size; 36 areas; areas of which little is known.
  known.insert({100, 50, 5, 3, 10, 1, 36});
  const auto layer = nlohmann::json::parse(files.at("layers/neighbourhoods.geojson"));
  known.insert(std::count_if(layer["features"].begin(), layer["features"].end(),
                             [](const auto& f) { return f["properties"]["reliability"] == "low"; }));
  std::vector<std::int64_t> others;
  for (const std::int64_t number : numbers_in(text)) {
    if (known.count(number) == 0) {
      others.push_back(number);
    }
  }
  return others;
}

}  // namespace

TEST_CASE("A19: every number of the page can be counted in the files, or is one of the policy", "[publish][attack]") {
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    const Files files = release(seed);
    const std::string text = told(files.at("report-sign.html"));
    INFO(seed);
    CHECK(numbers_in(text).size() > 30);
    CHECK(unexplained(text, files).empty());
    // The control: a number of the records, planted, is seen.
    std::int64_t records = 0;
    for (const Events& event : random_events(seed)) {
      records += event.count;
    }
    CHECK(unexplained(text + " of " + std::to_string(records) + " records", files) ==
          std::vector<std::int64_t>{records});
  }
}

TEST_CASE("A19: worlds of one release have one page", "[publish][attack]") {
  const auto release_with = [](int extra) {
    const auto inputs = testing::lattice_inputs({{0, 40}, {4, 55 + extra}, {8, 30}});
    return testing::release_of(profile::problem_profile(inputs, testing::year_2024()));
  };
  const Files first = release_with(0);
  int same = 0;
  for (const int extra : {1, 2, 3, 4}) {
    const Files other = release_with(extra);
    if (other.at("tables/counts.csv") == first.at("tables/counts.csv")) {
      ++same;
      CHECK(other.at("report-sign.html") == first.at("report-sign.html"));
    }
  }
  CHECK(same > 0);
}
