// SPDX-License-Identifier: MIT
#include "support/people.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <catch2/catch.hpp>

#include "libprofile/profile/detail/categories.hpp"
#include "libprofile/profile/detail/people_tables.hpp"
#include "libprofile/profile/problem_profile.hpp"

using namespace libprofile;
using disclosure::Policy;
using profile::detail::count_people;
using profile::detail::PeopleTables;
using testing::people_of;
using testing::PersonRow;
using testing::persons_with;

namespace {

const Policy kInternal = Policy::preset("internal");

geography::AreaSet areas() {
  return testing::lattice_inputs({}).areas;
}

records::TimeSpan year() {
  return records::parse_window("2024-01-01", "2024-12-31");
}

profile::SourceReport report_of(const records::People& people, const std::string& kind) {
  profile::SourceReport report;
  report.source = kind;
  report.rows_read = report.accepted = static_cast<std::int64_t>(people.size());
  return report;
}

PeopleTables count(const std::vector<PersonRow>& rows, const Policy& policy = kInternal) {
  const records::People people = people_of(rows);
  return count_people(people, "victims", areas(), year(), report_of(people, "victims"), policy);
}

std::int64_t at(const disclosure::ListTable& table, const std::string& label) {
  const auto found = std::find(table.labels.begin(), table.labels.end(), label);
  REQUIRE(found != table.labels.end());
  return table.counts[static_cast<std::size_t>(found - table.labels.begin())];
}

bool lists(const disclosure::ListTable& table, const std::string& label) {
  return std::find(table.labels.begin(), table.labels.end(), label) != table.labels.end();
}

}  // namespace

TEST_CASE("a person with several rows counts once, under the value that the rows give", "[profile][hand]") {
  const auto tables = count({{{"person", "a"}, {"care_status", "none"}},
                             {{"person", "a"}, {"care_status", ""}},
                             {{"person", "b"}, {"care_status", "none"}},
                             {{"person", "b"}, {"care_status", "looked_after"}},
                             {{"person", "b"}, {"care_status", "none"}},
                             {{"person", "c"}, {"care_status", ""}}});
  CHECK(tables.persons == 3);
  CHECK(at(tables.care_status, "none") == 1);
  CHECK(at(tables.care_status, "recorded differently") == 1);
  CHECK(at(tables.care_status, "not stated") == 1);
  CHECK(at(tables.rows, "counted") == 6);
}

TEST_CASE("the order of rows does not matter", "[profile][property]") {
  std::vector<PersonRow> rows{{{"person", "a"}, {"model", "BF"}},
                              {{"person", "a"}, {"model", "ONL"}},
                              {{"person", "a"}, {"model", "BF"}},
                              {{"person", "b"}, {"model", ""}},
                              {{"person", "b"}, {"model", "BF"}}};
  const auto before = count(rows);
  std::reverse(rows.begin(), rows.end());
  const auto after = count(rows);
  CHECK(before.model.labels == after.model.labels);
  CHECK(before.model.counts == after.model.counts);
  CHECK(at(after.model, "recorded differently") == 1);
}

TEST_CASE("a victim counts where the referral came in the window", "[profile][hand]") {
  const auto tables = count({{{"person", "a"}, {"referral", "2024-03-01"}},
                             {{"person", "b"}, {"referral", "2023-12-31"}},
                             {{"person", "c"}, {"referral", "2025-01-01"}},
                             {{"person", "d"}, {"referral", ""}}});
  CHECK(tables.persons == 1);
  CHECK(at(tables.rows, "outside the window") == 2);
  CHECK(at(tables.rows, "without a referral date") == 1);
  CHECK(count({{{"person", "a"}}, {{"person", "b"}}}).persons == 2);
}

TEST_CASE("homes are joined by the code of an area or of its district", "[profile][hand]") {
  const geography::AreaSet known = areas();
  const std::string unit = known.codes[1];
  const std::string district = known.levels[0].codes[known.levels[0].group_of_unit[1]];
  const auto tables = count({{{"person", "a"}, {"home_area", unit}},
                             {{"person", "b"}, {"home_area", district}},
                             {{"person", "c"}, {"home_area", "E01999999"}},
                             {{"person", "d"}, {"home_area", ""}}});
  CHECK(at(tables.districts, district) == 2);
  CHECK(at(tables.districts, "elsewhere") == 1);
  CHECK(at(tables.districts, "not stated") == 1);
}

TEST_CASE("values of fewer persons than the threshold are counted together", "[profile][hand]") {
  std::vector<PersonRow> rows = persons_with(5, {{"model", "BF"}, {"referral", "2024-02-01"}});
  testing::append(rows, persons_with(4, {{"model", "ONL"}, {"referral", "2024-02-01"}}, 5));
  testing::append(rows, persons_with(3, {{"model", "GANG"}, {"referral", "2024-02-01"}}, 9));
  const auto tables = count(rows, Policy());
  CHECK(at(tables.model, "BF") == 5);
  CHECK_FALSE(lists(tables.model, "ONL"));
  CHECK_FALSE(lists(tables.model, "GANG"));
  CHECK(at(tables.model, profile::detail::kFewer) == 7);
  CHECK(at(count(rows).model, "GANG") == 3);
}

TEST_CASE("age bands by sex count everybody once", "[profile][hand]") {
  std::vector<PersonRow> rows = persons_with(8, {{"age_band", "13-15"}, {"sex", "female"}});
  testing::append(rows, persons_with(6, {{"age_band", "16-17"}, {"sex", "female"}}, 8));
  testing::append(rows, persons_with(5, {{"age_band", "16-17"}, {"sex", ""}}, 14));
  const auto cross = count(rows, Policy()).age_by_sex;
  CHECK(cross.rows ==
        std::vector<std::string>{"13-15", "16-17", profile::detail::kFewer, "recorded differently", "not stated"});
  std::int64_t sum = 0;
  for (const std::int64_t one : cross.counts) {
    sum += one;
  }
  CHECK(sum == 19);
  CHECK(cross.counts[cross.columns.size()] == 6);
}

TEST_CASE("offenders are counted by the size of their group, unless one group is most of a class", "[profile][hand]") {
  std::vector<PersonRow> rows = persons_with(3, {{"group", "g1"}});
  testing::append(rows, persons_with(3, {{"group", "g2"}}, 3));
  testing::append(rows, persons_with(7, {{"group", "g3"}}, 6));
  testing::append(rows, persons_with(9, {{"group", ""}}, 13));
  const auto exact = count(rows).group_size;
  CHECK(at(exact, "group of 2 or 3") == 6);
  CHECK(at(exact, "group of 6 or more") == 7);
  CHECK(at(exact, "not stated") == 9);
  const auto partner = count(rows, Policy()).group_size;
  CHECK(partner.labels.empty());
  testing::append(rows, persons_with(4, {{"group", "g4"}}, 22));
  const auto together = count(rows, Policy()).group_size;
  CHECK(at(together, "group of 2 or more") == 17);
}

TEST_CASE("the public tier gives persons by district only", "[profile][edges]") {
  const std::string unit = areas().codes[0];
  const auto rows = persons_with(40, {{"home_area", unit}, {"sex", "female"}, {"model", "BF"}});
  const auto tables = count(rows, Policy::preset("public"));
  CHECK_FALSE(tables.districts.labels.empty());
  CHECK(tables.model.labels.empty());
  CHECK(tables.age_by_sex.rows.empty());
}

TEST_CASE("without levels or with a small district no district is listed", "[profile][edges]") {
  geography::AreaSet known = areas();
  const auto people = people_of(persons_with(40, {{"home_area", known.codes[0]}}));
  const auto districts = [&](const geography::AreaSet& of) {
    return count_people(people, "victims", of, year(), report_of(people, "victims"), Policy()).districts.labels.size();
  };
  CHECK(districts(known) == 5);
  known.population.assign(known.size(), 10.0);
  CHECK(districts(known) == 0);
  known = areas();
  known.levels.clear();
  CHECK(districts(known) == 0);
}

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

TEST_CASE("without such records there are no tables, and too few give none", "[profile][edges]") {
  auto inputs = testing::lattice_inputs({{.unit = 0, .count = 40}});
  const auto nothing = profile::problem_profile(inputs, testing::year_2024());
  CHECK(nothing.value().victims.empty());
  CHECK(nothing.value().quality.fields_given.empty());
  inputs.offenders = people_of(persons_with(4, {{"sex", "male"}}));
  const auto few = profile::problem_profile(inputs, testing::year_2024());
  REQUIRE(few.value().offenders.size() == 1);
  CHECK(few.value().offenders.front().count == std::nullopt);
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
