// SPDX-License-Identifier: MIT
#include "support/people.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <catch2/catch.hpp>

#include "libprofile/profile/detail/categories.hpp"
#include "libprofile/profile/detail/people_tables.hpp"
#include "libprofile/records/code_lists.hpp"

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

TEST_CASE("every code of a list is a label, whoever is counted", "[profile][hand]") {
  std::vector<PersonRow> rows = persons_with(5, {{"model", "BF"}, {"sex", "female"}});
  testing::append(rows, persons_with(1, {{"model", "ONL"}, {"sex", "male"}}, 5));
  const auto tables = count(rows, Policy());
  CHECK(tables.model.labels.size() == records::code_list("exploitation_models").codes.size() + 2);
  CHECK(tables.model.labels == count(persons_with(1, {{"model", ""}, {"sex", ""}}), Policy()).model.labels);
  CHECK(at(tables.model, "BF") == 5);
  CHECK(at(tables.model, "ONL") == 1);
  CHECK(at(tables.model, "GANG") == 0);
  CHECK(at(tables.sex, "male") == 1);
  CHECK(at(tables.sex, "unknown") == 0);
}

TEST_CASE("age bands by sex count everybody once, in bands that do not depend on the records", "[profile][hand]") {
  std::vector<PersonRow> rows = persons_with(8, {{"age_band", "13-14"}, {"sex", "female"}});
  testing::append(rows, persons_with(6, {{"age_band", "16-17"}, {"sex", "female"}}, 8));
  testing::append(rows, persons_with(5, {{"age_band", "10-17"}, {"sex", ""}}, 14));
  const auto cross = count(rows, Policy()).age_by_sex;
  CHECK(cross.rows == std::vector<std::string>{"0-9", "10-12", "13-15", "16-17", "18-24", "25-34", "35-49", "50-plus",
                                               "another band", "recorded differently", "not stated"});
  CHECK(cross.columns ==
        std::vector<std::string>{"female", "male", "other", "unknown", "recorded differently", "not stated"});
  std::int64_t sum = 0;
  for (const std::int64_t one : cross.counts) {
    sum += one;
  }
  CHECK(sum == 19);
  CHECK(cross.counts[2 * cross.columns.size()] == 8);
  CHECK(cross.counts[3 * cross.columns.size()] == 6);
  CHECK(cross.counts[8 * cross.columns.size() + 5] == 5);
}

TEST_CASE("two bands within one listed band are no difference", "[profile][hand]") {
  const auto tables =
      count({{{"person", "a"}, {"age_band", "13-14"}}, {{"person", "a"}, {"age_band", "15-15"}}}, Policy());
  CHECK(at(tables.age_band, "13-15") == 1);
}

TEST_CASE("a field that the source does not have is in no table", "[profile][edges]") {
  const auto ages = count(persons_with(8, {{"age_band", "13-15"}}));
  CHECK(ages.age_by_sex.rows.empty());
  CHECK(ages.sex.labels.empty());
  CHECK(at(ages.age_band, "13-15") == 8);
  auto inputs = testing::lattice_inputs({{.unit = 0, .count = 40}});
  inputs.victims = people_of(persons_with(30, {{"age_band", "13-15"}}));
  const auto document = profile::problem_profile(inputs, testing::year_2024());
  REQUIRE(document.value().quality.fields_given.size() == 1);
  CHECK(document.value().quality.fields_given.front().field == "age_band");
  for (const auto& row : document.value().victims) {
    CHECK((row.field == "all" || row.field == "age_band"));
  }
}

TEST_CASE("offenders are in a group or not stated; which group does not matter", "[profile][hand]") {
  std::vector<PersonRow> rows = persons_with(3, {{"group", "g1"}});
  testing::append(rows, persons_with(2, {{"group", "g2"}}, 2));
  testing::append(rows, persons_with(9, {{"group", ""}}, 4));
  const auto group = count(rows, Policy()).group;
  CHECK(group.labels == std::vector<std::string>{"in a group", "not stated"});
  CHECK(group.counts == std::vector<std::int64_t>{4, 9});
}

TEST_CASE("a value that reads like a label of the tables is a value, in every order of rows", "[profile][property]") {
  for (const char* reserved :
       {"not stated", "recorded differently", "elsewhere", "in a group", "another band", "all"}) {
    std::vector<PersonRow> rows{{{"person", "a"}, {"group", reserved}, {"home_area", reserved}},
                                {{"person", "a"}, {"group", ""}, {"home_area", areas().codes[0]}},
                                {{"person", "b"}, {"group", ""}, {"home_area", reserved}}};
    INFO(reserved);
    for (int order = 0; order < 2; ++order) {
      const auto tables = count(rows);
      CHECK(tables.group.counts == std::vector<std::int64_t>{1, 1});
      CHECK(at(tables.districts, "recorded differently") == 1);
      CHECK(at(tables.districts, "elsewhere") == 1);
      CHECK(at(tables.districts, "not stated") == 0);
      std::reverse(rows.begin(), rows.end());
    }
  }
}

TEST_CASE("a value that is no code is refused without being repeated", "[profile][edges]") {
  using Catch::Matchers::Contains;
  CHECK_THROWS_WITH(count(persons_with(3, {{"care_status", "Acacia House"}})),
                    Contains("care_status") && !Contains("Acacia"));
  CHECK_THROWS_WITH(count(persons_with(3, {{"age_band", "Acacia House"}})),
                    Contains("age_band") && !Contains("Acacia"));
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
