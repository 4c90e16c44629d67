// SPDX-License-Identifier: MIT
/// @file
/// A11, A13 and small groups in the tables of victims and offenders, over whole releases.
#include "support/people.hpp"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/profile/problem_profile.hpp"

using namespace libprofile;
using testing::people_of;
using testing::PersonRow;
using testing::persons_with;

namespace {

constexpr const char* kCanary = "Canary Vale unit 7";

/// Forty victims, and three of a band, a status and a group that nobody else has.
std::vector<PersonRow> with_small_group() {
  std::vector<PersonRow> rows = persons_with(
      40, {{"age_band", "13-15"}, {"sex", "female"}, {"care_status", "none"}, {"group", ""}, {"model", "BF"}});
  testing::append(rows, persons_with(3,
                                     {{"age_band", "0-10"},
                                      {"sex", "male"},
                                      {"care_status", kCanary},
                                      {"group", "canary-group-token"},
                                      {"model", "FAM"}},
                                     40));
  return rows;
}

std::map<std::string, std::string> release(const std::vector<PersonRow>& rows, const disclosure::Policy& policy) {
  auto inputs = testing::lattice_inputs({{.unit = 0, .count = 40}});
  inputs.victims = people_of(rows);
  inputs.offenders = people_of(rows);
  auto options = testing::year_2024();
  options.policy = policy;
  return testing::release_of(profile::problem_profile(inputs, options));
}

bool any_holds(const std::map<std::string, std::string>& files, const std::string& text) {
  return std::any_of(files.begin(), files.end(),
                     [&](const auto& file) { return file.second.find(text) != std::string::npos; });
}

std::int64_t persons_of(const std::vector<PersonRow>& rows, const disclosure::Policy& policy) {
  auto inputs = testing::lattice_inputs({{.unit = 0, .count = 40}});
  inputs.victims = people_of(rows);
  auto options = testing::year_2024();
  options.policy = policy;
  return *profile::problem_profile(inputs, options).value().victims.front().count;
}

}  // namespace

TEST_CASE("values of a small group do not leave, in no file of a release", "[attack]") {
  const auto files = release(with_small_group(), disclosure::Policy());
  REQUIRE(files.count("tables/victims.csv") == 1);
  for (const char* text : {kCanary, "0-10", "canary-group-token", "FAM", "amilial"}) {
    INFO(text);
    CHECK_FALSE(any_holds({{"victims", files.at("tables/victims.csv")},
                           {"offenders", files.at("tables/offenders.csv")},
                           {"page", files.at("report-analyst.html")},
                           {"quality", files.at("data-quality.json")}},
                          text));
  }
  CHECK_FALSE(any_holds(files, kCanary));
  CHECK_FALSE(any_holds(files, "canary-group-token"));
}

TEST_CASE("positive control: the raw tables show the small group", "[attack]") {
  const auto files = release(with_small_group(), disclosure::Policy::preset("internal"));
  CHECK(any_holds(files, kCanary));
  CHECK(files.at("tables/victims.csv").find("0-10 / male,3") != std::string::npos);
}

TEST_CASE("no token of a person or a group is in any file, at any tier", "[attack]") {
  for (const char* tier : {"internal", "partner"}) {
    const auto files = release(with_small_group(), disclosure::Policy::preset(tier));
    CHECK_FALSE(any_holds(files, "canary-group-token"));
    CHECK_FALSE(any_holds(files, "p41"));
  }
}

TEST_CASE("A11: thirty records of one child are one child; counting rows would show thirty", "[attack]") {
  std::vector<PersonRow> rows = persons_with(40, {{"model", "BF"}});
  rows.insert(rows.end(), 29, rows.front());
  CHECK(persons_of(rows, disclosure::Policy::preset("internal")) == 40);
  CHECK(persons_of(rows, disclosure::Policy()) == 40);
  // Control: the same rows as different children.
  CHECK(persons_of(persons_with(69, {{"model", "BF"}}), disclosure::Policy()) == 70);
}

TEST_CASE("adding one child to a small group leaves the labels of a release as they were", "[attack]") {
  const auto labels = [](const std::string& csv) {
    std::string kept;
    for (std::size_t begin = 0; begin < csv.size();) {
      const std::size_t end = csv.find('\n', begin);
      const std::string line = csv.substr(begin, end - begin);
      kept += line.substr(0, line.rfind(',')) + "\n";
      begin = end + 1;
    }
    return kept;
  };
  std::vector<PersonRow> rows = with_small_group();
  const auto before = release(rows, disclosure::Policy()).at("tables/victims.csv");
  testing::append(rows, persons_with(1,
                                     {{"age_band", "0-10"},
                                      {"sex", "male"},
                                      {"care_status", kCanary},
                                      {"group", "canary-group-token"},
                                      {"model", "FAM"}},
                                     50));
  const auto after = release(rows, disclosure::Policy()).at("tables/victims.csv");
  CHECK(labels(before) == labels(after));
}
