// SPDX-License-Identifier: MIT
/// @file
/// A12: whoever is known to be in a public release learns no property that all who are released share; the partner tier
/// says where they would.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/profile/problem_profile.hpp"

#include "support/csv_rows.hpp"
#include "support/people.hpp"
#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using testing::persons_with;

namespace {

/// Nine wards in two districts; sixty victims live in one district, and some in the other.
std::map<std::string, std::string> release(const disclosure::Policy& policy, int elsewhere) {
  std::vector<testing::Events> groups;
  for (std::uint32_t unit = 0; unit < 9; ++unit) {
    groups.push_back({.unit = unit, .count = 40});
  }
  profile::Inputs inputs = testing::lattice_inputs(groups);
  for (std::size_t unit = 0; unit < 9; ++unit) {
    inputs.areas.codes[unit] = "E0500000" + std::to_string(unit + 1);
    inputs.areas.population[unit] = 5000.0;
  }
  auto rows = persons_with(60, {{"home_area", inputs.areas.codes[0]}, {"sex", "female"}});
  testing::append(rows, persons_with(elsewhere, {{"home_area", inputs.areas.codes[1]}, {"sex", "female"}}, 100));
  inputs.victims = testing::people_of(rows);
  auto options = testing::year_2024();
  options.policy = policy;
  options.key = testing::test_key();
  return testing::release_of(profile::problem_profile(inputs, options));
}

/// Attributes, or levels of homes, of which one value holds everybody who is released.
std::set<std::string> learned(const std::map<std::string, std::string>& files) {
  std::map<std::string, std::map<std::string, int>> groups;
  for (const auto& row : testing::csv_rows(files.at("tables/victims.csv"))) {
    if (row.size() == 6 && row[5] != "count" && !row[5].empty() && std::stoi(row[5]) > 0) {
      const bool is_home = row[3] == "all";
      groups[is_home ? row[0] : row[3]][is_home ? row[1] : row[4]] += std::stoi(row[5]);
    }
  }
  std::set<std::string> found;
  for (const auto& [attribute, values] : groups) {
    if (attribute != "all" && values.size() == 1) {
      found.insert(attribute);
    }
  }
  return found;
}

}  // namespace

TEST_CASE("A12: a public release says no property that all victims share", "[attack]") {
  for (const int elsewhere : {0, 2, 4}) {
    const auto files = release(disclosure::Policy::preset("public"), elsewhere);
    CHECK(learned(files).empty());
    CHECK(files.at("tables/victims.csv").find("all,all,All areas,all,all,60") != std::string::npos);
  }
}

TEST_CASE("A12: the partner tier shows it, and tells whoever signs", "[attack]") {
  const auto files = release(disclosure::Policy(), 0);
  CHECK(learned(files) == std::set<std::string>{"district", "sex"});
  for (const char* name : {"results.json", "report-sign.html"}) {
    CHECK(files.at(name).find("all persons who are shown have one value of sex") != std::string::npos);
  }
}

TEST_CASE("A12, positive control: homes in two districts are shown to the public", "[attack]") {
  const auto files = release(disclosure::Policy::preset("public"), 40);
  CHECK(learned(files).empty());
  CHECK(files.at("tables/victims.csv").find(",all,all,40") != std::string::npos);
}
