// SPDX-License-Identifier: MIT
/// @file
/// A11, A13 and small groups in the tables of victims and offenders, over whole releases.
#include "support/people.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/profile/problem_profile.hpp"

using namespace libprofile;
using testing::people_of;
using testing::PersonRow;
using testing::persons_with;

namespace {

constexpr const char* kGroup = "canary-group-token";
constexpr std::int64_t kBase = 5;

const PersonRow kUsual{{"age_band", "13-15"}, {"sex", "female"}, {"care_status", "none"}, {"group", ""},
                       {"model", "BF"},       {"risk_band", ""}, {"home_area", ""}};
const PersonRow kRare{{"age_band", "0-10"}, {"sex", "male"},      {"care_status", "care_leaver"}, {"group", kGroup},
                      {"model", "FAM"},     {"risk_band", "low"}, {"home_area", "E01999999"}};

/// Forty victims, and some of a band, a status and a group that nobody else has.
std::vector<PersonRow> with_small_group(int persons) {
  std::vector<PersonRow> rows = persons_with(40, kUsual);
  testing::append(rows, persons_with(persons, kRare, 40));
  return rows;
}

disclosure::Protected<publish::Document> document_of(const std::vector<PersonRow>& rows,
                                                     const disclosure::Policy& policy = disclosure::Policy()) {
  auto inputs = testing::lattice_inputs({{.unit = 0, .count = 40}});
  inputs.victims = people_of(rows);
  inputs.offenders = people_of(rows);
  auto options = testing::year_2024();
  options.policy = policy;
  return profile::problem_profile(inputs, options);
}

std::map<std::string, std::string> release(const std::vector<PersonRow>& rows,
                                           const disclosure::Policy& policy = disclosure::Policy()) {
  return testing::release_of(document_of(rows, policy));
}

bool any_holds(const std::map<std::string, std::string>& files, const std::string& text) {
  return std::any_of(files.begin(), files.end(),
                     [&](const auto& file) { return file.second.find(text) != std::string::npos; });
}

/// The manifest's entry of one input.
std::string entry_of(const std::string& manifest, const std::string& source) {
  const std::size_t at = manifest.find("\"source\": \"" + source + "\"");
  REQUIRE(at != std::string::npos);
  return manifest.substr(at, manifest.find('}', at) - at);
}

/// A table without its last column.
std::string labels_of(const std::string& csv) {
  std::string kept;
  for (std::size_t begin = 0; begin < csv.size();) {
    const std::size_t end = csv.find('\n', begin);
    const std::string line = csv.substr(begin, end - begin);
    kept += line.substr(0, line.rfind(',')) + "\n";
    begin = end + 1;
  }
  return kept;
}

/// The published numbers of one attribute; "" those of the districts.
std::vector<std::int64_t> published(const std::vector<publish::PersonCount>& table, const std::string& field) {
  std::vector<std::int64_t> counts;
  for (std::size_t i = 1; i < table.size(); ++i) {
    if (field == (table[i].field == "all" ? "" : table[i].field)) {
      counts.push_back(*table[i].count);
    }
  }
  return counts;
}

/// True counts that one cell of a list can have, by trying each: others add up to a possible total beside it.
std::set<std::int64_t> candidates(const std::vector<std::int64_t>& list, std::size_t cell, std::int64_t total) {
  std::int64_t least_beside = 0;
  std::int64_t most_beside = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    least_beside += i == cell ? 0 : std::max<std::int64_t>(0, list[i] - kBase + 1);
    most_beside += i == cell ? 0 : list[i] + kBase - 1;
  }
  std::set<std::int64_t> possible;
  for (std::int64_t value = std::max<std::int64_t>(0, list[cell] - kBase + 1); value < list[cell] + kBase; ++value) {
    const std::int64_t from = std::max({std::int64_t{0}, total - kBase + 1, value + least_beside});
    if (from <= std::min(total + kBase - 1, value + most_beside)) {
      possible.insert(value);
    }
  }
  return possible;
}

bool are_few(const std::set<std::int64_t>& possible) {
  return !possible.empty() && *possible.begin() >= 1 && *possible.rbegin() < kBase;
}

}  // namespace

TEST_CASE("every published number of persons keeps the values of its base, none of them certainly few", "[attack]") {
  for (int rare = 0; rare <= 6; ++rare) {
    const auto document = document_of(with_small_group(rare));
    for (const auto* table : {&document.value().victims, &document.value().offenders}) {
      const std::int64_t total = *table->front().count;
      std::size_t cells = 0;
      for (const char* field :
           {"", "age_band", "sex", "age_band by sex", "care_status", "model", "risk_band", "group"}) {
        const auto list = published(*table, field);
        INFO(field << ", " << rare);
        REQUIRE(list.size() >= 2);
        for (std::size_t cell = 0; cell < list.size(); ++cell, ++cells) {
          const auto possible = candidates(list, cell, total);
          CHECK(static_cast<std::int64_t>(possible.size()) >= kBase);
          CHECK_FALSE(are_few(possible));
        }
      }
      CHECK(cells > 80);
    }
  }
}

TEST_CASE("one person more or less changes no label, from none to more than the base", "[attack]") {
  const auto before = release(with_small_group(0));
  for (int rare = 1; rare <= 6; ++rare) {
    const auto after = release(with_small_group(rare));
    for (const char* table : {"tables/victims.csv", "tables/offenders.csv"}) {
      INFO(table << ", " << rare);
      CHECK(labels_of(before.at(table)) == labels_of(after.at(table)));
    }
  }
}

TEST_CASE("few persons give no number of rows in any file of a release", "[attack]") {
  for (int persons = 0; persons <= 9; ++persons) {
    std::vector<PersonRow> rows = persons_with(persons, kUsual);
    for (int k = 0; k < 9; ++k) {
      testing::append(rows, persons_with(persons, kUsual));
    }
    if (rows.empty()) {
      // Somebody outside the window, so that there are rows and columns.
      rows = persons_with(60, {{"sex", "female"}, {"referral", "2020-01-01"}});
    }
    const auto document = document_of(rows);
    const std::int64_t released = *document.value().victims.front().count;
    INFO(persons << " released as " << released);
    if (released > kBase) {
      continue;
    }
    CHECK(document.value().quality.fields_given.empty());
    CHECK(document.value().quality.sources.size() == 1);
    for (const auto& input : document.value().manifest.inputs) {
      CHECK(input.rows.has_value() == (input.source == "incidents"));
    }
    const auto files = testing::release_of(document);
    CHECK(entry_of(files.at("manifest.json"), "victims").find("rows") == std::string::npos);
    CHECK(files.at("data-quality.json").find("victims") == std::string::npos);
    CHECK(files.at("report-analyst.html").find("<th scope=\"row\">Victims") == std::string::npos);
  }
}

TEST_CASE("positive control: enough persons have their rows told", "[attack]") {
  const auto document = document_of(with_small_group(3));
  CHECK(document.value().quality.sources.size() == 3);
  CHECK_FALSE(document.value().quality.fields_given.empty());
  const auto files = testing::release_of(document);
  CHECK(entry_of(files.at("manifest.json"), "victims").find("rows") != std::string::npos);
  CHECK(files.at("data-quality.json").find("victims") != std::string::npos);
  CHECK(files.at("report-analyst.html").find("<th scope=\"row\">Victims") != std::string::npos);
}

TEST_CASE("the name of a group and tokens of persons are in no file, at any tier", "[attack]") {
  for (const char* tier : {"internal", "partner"}) {
    const auto files = release(with_small_group(3), disclosure::Policy::preset(tier));
    CHECK_FALSE(any_holds(files, kGroup));
    CHECK_FALSE(any_holds(files, "p41"));
    // A band that is none of those listed is not repeated either.
    CHECK_FALSE(any_holds({{"victims", files.at("tables/victims.csv")}}, "0-10"));
  }
}

TEST_CASE("positive control: the exact tables show the small group", "[attack]") {
  const auto files = release(with_small_group(3), disclosure::Policy::preset("internal"));
  CHECK(files.at("tables/victims.csv").find("another band / male,3") != std::string::npos);
  CHECK(files.at("tables/offenders.csv").find("in a group,3") != std::string::npos);
}

TEST_CASE("text that is no code reaches no table", "[attack]") {
  PersonRow row = kUsual;
  row["care_status"] = "Canary Vale unit 7";
  try {
    document_of(persons_with(40, row));
    FAIL("not refused");
  } catch (const std::exception& refusal) {
    CHECK(std::string(refusal.what()).find("Canary") == std::string::npos);
    CHECK(std::string(refusal.what()).find("care_status") != std::string::npos);
  }
}

TEST_CASE("A11: thirty records of one child are one child; counting rows would show thirty", "[attack]") {
  const auto persons_of = [](const std::vector<PersonRow>& rows, const char* tier) {
    return *document_of(rows, disclosure::Policy::preset(tier)).value().victims.front().count;
  };
  std::vector<PersonRow> rows = persons_with(40, {{"model", "BF"}});
  rows.insert(rows.end(), 29, rows.front());
  CHECK(persons_of(rows, "internal") == 40);
  CHECK(persons_of(rows, "partner") == 40);
  // Control: the same rows as different children.
  CHECK(persons_of(persons_with(69, {{"model", "BF"}}), "partner") == 70);
}
