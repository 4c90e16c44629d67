// SPDX-License-Identifier: MIT
#include "libprofile/publish/ledger_release.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "libprofile/core/digest.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/derive.hpp"
#include "libprofile/publish/write_profile.hpp"

#include "support/publish_document.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using namespace libprofile::publish;

namespace {

/// The test document with rows for districts, which are withheld, and for everything.
disclosure::Protected<Document> document_with_levels() {
  return disclosure::derive(
      [](const Document& document) {
        Document all = document;
        for (const std::string& code : document.areas.levels.at(0).codes) {
          all.counts.push_back({"district", code, code, "all", std::nullopt});
        }
        all.counts.push_back({"all", "all", "All areas", "all", document.total});
        all.months = {{2018, 1, 50}, {2018, 2, std::nullopt}};
        const auto victims = [&all](const char* field, const char* value, std::int64_t count) {
          all.victims.push_back({"all", "all", "All areas", field, value, value, count});
        };
        victims("all", "all", 20);
        victims("age_band", "10-12", 15);
        victims("age_band", "13-15", 5);
        victims("sex", "female", 20);
        victims("age_band by sex", "10-12 / female", 15);
        victims("age_band by sex", "13-15 / female", 5);
        victims("model", "online", 20);
        return all;
      },
      testing::protected_document());
}

}  // namespace

TEST_CASE("weeks cut otherwise are in the ledger hour by hour", "[publish][hand]") {
  const auto cut = disclosure::derive(
      [](const Document& document) {
        Document all = document;
        all.week = {{.when = "Friday 18:00 to 20:00", .first_hour = 114, .hours = 2, .count = 10},
                    {.when = "Sunday 23:00 to 01:00", .first_hour = 167, .hours = 2, .count = 5},
                    {.when = "hour not known", .count = 30}};
        return all;
      },
      document_with_levels());
  const auto lists = ledger_release(cut, "yearly").lists;
  const auto hours =
      std::find_if(lists.begin(), lists.end(), [](const auto& one) { return one.name == "hours of the week"; });
  REQUIRE(hours != lists.end());
  REQUIRE(hours->numbers.size() == 4);
  CHECK(hours->numbers[0].labels == std::vector<std::string>{"Friday 18:00", "Friday 19:00"});
  CHECK(hours->numbers[1].labels == std::vector<std::string>{"Sunday 23:00", "Monday 00:00"});
  CHECK(hours->numbers[2].labels == std::vector<std::string>{"not known"});
  CHECK(hours->numbers[3] == disclosure::ReleaseNumber{.name = "all", .shown = 45});
}

TEST_CASE("incidents by distance are in the ledger with the sum of each type", "[publish][hand]") {
  const auto with_distances = disclosure::derive(
      [](const Document& document) {
        Document all = document;
        all.premises_distances = {{"P05", "takeaway", "0 to 50 m", 10},
                                  {"P05", "takeaway", "further", 40},
                                  {"P07", "shop", "0 to 50 m", std::nullopt},
                                  {"P07", "shop", "further", std::nullopt}};
        return all;
      },
      document_with_levels());
  const auto release = ledger_release(with_distances, "yearly");
  const auto list = std::find_if(release.lists.begin(), release.lists.end(),
                                 [](const auto& one) { return one.name == "incidents by distance from premises"; });
  REQUIRE(list != release.lists.end());
  REQUIRE(list->numbers.size() == 6);
  CHECK(list->numbers[0].labels == std::vector<std::string>{"P05 / 0 to 50 m"});
  CHECK(list->numbers[0].shown == 10);
  CHECK(list->numbers[4].labels == std::vector<std::string>{"P05 / 0 to 50 m", "P05 / further"});
  CHECK(list->numbers[4].shown == 50);
  CHECK(list->numbers[5].name == "P07");
  CHECK(list->numbers[5].shown == disclosure::kWithheld);
}

TEST_CASE("a profile's counts are a release, cell by cell", "[publish][hand]") {
  const auto document = document_with_levels();
  const Document& published = document.value();
  const auto release = ledger_release(document, "yearly");
  CHECK(release.terms.stream == "yearly");
  CHECK(disclosure::format_day(release.terms.window.start_day) == published.manifest.window_start);
  CHECK(disclosure::format_day(release.terms.window.end_day) == published.manifest.window_end);
  CHECK(release.terms.measure == published.manifest.counted);
  CHECK(release.terms.partition == published.manifest.partition);
  CHECK(release.policy == document.policy().fields());
  CHECK(release.base == published.base);
  CHECK(release.levels.front().units == published.areas.codes);
  std::size_t row = 0;
  for (const auto& level : release.levels) {
    for (const std::int64_t shown : level.cells) {
      REQUIRE(shown == published.counts.at(row).count.value_or(disclosure::kWithheld));
      REQUIRE(level.name == published.counts[row].level);
      ++row;
    }
  }
  CHECK(row == published.counts.size());
  for (std::size_t unit = 0; unit < published.areas.size(); ++unit) {
    REQUIRE(release.levels[0].parents[unit] == published.areas.levels[0].group_of_unit[unit]);
  }
  const auto list_of = [&release](const std::string& name) {
    const auto found = std::find_if(release.lists.begin(), release.lists.end(),
                                    [&name](const disclosure::ReleaseList& list) { return list.name == name; });
    REQUIRE(found != release.lists.end());
    return *found;
  };
  const auto months = list_of("months");
  CHECK(months.measure == release.terms.measure);
  REQUIRE(months.numbers.size() == published.months.size());
  CHECK(months.numbers[0].name == "2018-01");
  CHECK(disclosure::to_string(*months.numbers[0].window) == "2018-01-01 to 2018-01-31");
  CHECK(months.numbers[0].shown == published.months[0].count.value_or(disclosure::kWithheld));
  const auto by_age_and_sex = list_of("victims by age_band by sex");
  REQUIRE(by_age_and_sex.numbers.size() == 6);
  CHECK(by_age_and_sex.numbers[0] == disclosure::ReleaseNumber{.name = "all", .shown = 20});
  CHECK(by_age_and_sex.numbers[1].labels == std::vector<std::string>{"10-12 / female"});
  CHECK(by_age_and_sex.numbers[3].labels == std::vector<std::string>{"10-12 / female", "13-15 / female"});
  CHECK(list_of("victims by model").numbers.size() == 2);
  const auto premises = list_of("premises");
  CHECK(premises.of == disclosure::ListCounts::premises);
  CHECK(premises.numbers.size() == published.premises_types.size() + published.premises_types_by_area.size());
  CHECK(list_of("incidents near premises").of == disclosure::ListCounts::persons);
  CHECK_THROWS_AS(ledger_release(document, " "), InvalidArgument);
  CHECK_THROWS_AS(ledger_release(testing::protected_document()), InvalidArgument);
}

TEST_CASE("a prepared profile has a digest and no name until it is committed", "[publish][hand]") {
  const testing::ScratchFolder folder;
  const auto out = folder.path() / "out";
  const auto document = testing::protected_document();
  {
    const PreparedProfile given_up(document, {}, out);
    CHECK_FALSE(std::filesystem::exists(out));
    CHECK(folder.entries() == 1);
  }
  CHECK(folder.entries() == 0);
  PreparedProfile prepared(document, {}, out, {.ledger = disclosure::LedgerPlace{"R7", std::string(64, 'b')}});
  prepared.commit();
  const std::string manifest = testing::read_bytes(out / "manifest.json");
  CHECK(core::to_hex(core::sha256(manifest)) == prepared.manifest_sha256());
  const auto json = nlohmann::json::parse(manifest);
  CHECK(json["ledger"]["release"] == "R7");
  CHECK(json["ledger"]["previous"] == std::string(64, 'b'));
  CHECK(prepared.artefacts().size() == json["artefacts"].size());
}
