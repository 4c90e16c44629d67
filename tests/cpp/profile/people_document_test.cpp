// SPDX-License-Identifier: MIT
/// @file
/// What the document of a profile says of victims and offenders.
#include <algorithm>
#include <cstdlib>
#include <map>

#include <catch2/catch.hpp>

#include "libprofile/profile/problem_profile.hpp"

#include "support/people.hpp"

using namespace libprofile;
using testing::people_of;
using testing::PersonRow;
using testing::persons_with;

TEST_CASE("the document's tables of persons all add up to the released number of persons", "[profile][property]") {
  for (int seed = 1; seed <= 5; ++seed) {
    auto inputs = testing::lattice_inputs({{.unit = 0, .count = 40}});
    std::vector<PersonRow> rows;
    for (int i = 0; i < 60 + 7 * seed; ++i) {
      rows.push_back({{"person", "p" + std::to_string(i)},
                      {"age_band", i * seed % 7 < 4 ? "13-15" : "16-17"},
                      {"sex", i % 9 == 0 ? "male" : "female"},
                      {"home_area", inputs.areas.codes[static_cast<std::size_t>(i * seed % 9)]},
                      {"model", i % 3 == 0   ? ""
                                : i % 5 == 0 ? "ONL"
                                             : "BF"},
                      {"group", i % 4 == 0 ? "g" + std::to_string(i % 5) : ""}});
    }
    inputs.victims = people_of(rows);
    const auto document = profile::problem_profile(inputs, testing::year_2024());
    const auto& victims = document.value().victims;
    REQUIRE(victims.front().field == "all");
    const std::int64_t persons = *victims.front().count;
    CHECK(std::abs(persons - static_cast<std::int64_t>(rows.size())) < 5);
    std::map<std::string, std::int64_t> sums;
    for (std::size_t i = 1; i < victims.size(); ++i) {
      CHECK(*victims[i].count % 5 == 0);
      sums[victims[i].field == "all" ? victims[i].level : victims[i].field] += *victims[i].count;
    }
    CHECK(sums.size() >= 5);
    for (const auto& [field, sum] : sums) {
      INFO(field);
      CHECK(sum == persons);
    }
  }
}

TEST_CASE("without such records there are no tables; few give rounded ones", "[profile][edges]") {
  auto inputs = testing::lattice_inputs({{.unit = 0, .count = 40}});
  const auto nothing = profile::problem_profile(inputs, testing::year_2024());
  CHECK(nothing.value().victims.empty());
  CHECK(nothing.value().quality.fields_given.empty());
  inputs.offenders = people_of(persons_with(4, {{"sex", "male"}}));
  const auto few = profile::problem_profile(inputs, testing::year_2024());
  REQUIRE(few.value().offenders.size() == 7);
  CHECK(few.value().offenders.front().count == 5);
  inputs.offenders = people_of(persons_with(1, {{"sex", "male"}}));
  CHECK(profile::problem_profile(inputs, testing::year_2024()).value().offenders.front().count == 0);
}

TEST_CASE("records that the window does not choose among are said to be so", "[profile][hand]") {
  auto inputs = testing::lattice_inputs({{.unit = 0, .count = 40}});
  inputs.victims = people_of(persons_with(20, {{"sex", "female"}, {"referral", "2024-02-01"}}));
  inputs.offenders = people_of(persons_with(20, {{"sex", "male"}}));
  const auto undated = [](const disclosure::Protected<publish::Document>& document, const std::string& whom) {
    const auto& limits = document.value().manifest.limits;
    return std::count_if(limits.begin(), limits.end(), [&](const std::string& limit) {
      return limit.starts_with(whom + " are not limited to the window");
    });
  };
  const auto document = profile::problem_profile(inputs, testing::year_2024());
  CHECK(undated(document, "Victims") == 0);
  CHECK(undated(document, "Offenders") == 1);
  const auto& methods = document.value().manifest.methods;
  const auto found =
      std::find_if(methods.begin(), methods.end(), [](const auto& one) { return one.name == "persons"; });
  REQUIRE(found != methods.end());
  const auto& method = *found;
  CHECK(method.parameters[1] == std::pair<std::string, std::string>{"victims", "referral in the window"});
  CHECK(method.parameters[2] == std::pair<std::string, std::string>{"offenders", "every record given"});
  inputs.victims = people_of(persons_with(20, {{"sex", "female"}}));
  CHECK(undated(profile::problem_profile(inputs, testing::year_2024()), "Victims") == 1);
}

TEST_CASE("rows without a date of referral are no rejected rows", "[profile][hand]") {
  auto inputs = testing::lattice_inputs({{.unit = 0, .count = 40}});
  std::vector<PersonRow> rows = persons_with(30, {{"sex", "female"}, {"referral", "2024-02-01"}});
  testing::append(rows, persons_with(20, {{"sex", "female"}, {"referral", ""}}, 50));
  inputs.victims = people_of(rows);
  const auto document = profile::problem_profile(inputs, testing::year_2024());
  const auto& victims = document.value().quality.sources.back();
  REQUIRE(victims.source == "victims");
  CHECK(victims.rows_read == 50);
  CHECK(victims.accepted == 50);
  CHECK(victims.rejected.empty());
  CHECK(victims.without_referral == 20);
}

TEST_CASE("for how many persons a field is given stands in the data quality", "[profile][hand]") {
  auto inputs = testing::lattice_inputs({{.unit = 0, .count = 40}});
  std::vector<PersonRow> rows = persons_with(20, {{"risk_band", "low"}});
  testing::append(rows, persons_with(80, {{"risk_band", ""}}, 20));
  inputs.victims = people_of(rows);
  const auto document = profile::problem_profile(inputs, testing::year_2024());
  const auto& given = document.value().quality.fields_given;
  REQUIRE(given.size() == 1);
  CHECK(given.front().field == "risk_band");
  CHECK(given.front().share == Approx(0.2));
}
