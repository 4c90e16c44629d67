// SPDX-License-Identifier: MIT
#include "libprofile/publish/results.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "libprofile/disclosure/derive.hpp"
#include "libprofile/publish/detail/alike.hpp"
#include "libprofile/publish/detail/check_layer.hpp"
#include "libprofile/publish/layers.hpp"
#include "libprofile/publish/tables.hpp"

#include "support/profile_inputs.hpp"
#include "support/publish_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using publish::detail::check_layer;

namespace {

const disclosure::Policy kPartner;

/// The check of a document with these row counts of its first source.
template <std::int64_t accepted, std::int64_t rejected>
OutputResult quality_with(const disclosure::Policy& policy) {
  const auto document = disclosure::derive(
      [](const Document& original) {
        Document copy = original;
        copy.quality.sources[0].accepted = accepted;
        copy.quality.sources[0].rejected[0].rows = rejected;
        return copy;
      },
      testing::protected_document({}, policy));
  return check_data_quality(document, "data-quality.json");
}

}  // namespace

TEST_CASE("every layer and table of a protected document passes", "[publish][hand]") {
  const auto document = testing::protected_document();
  for (const auto& all : {layers(document.value()), tables(document.value())}) {
    for (const Layer& layer : all) {
      const OutputResult result = check_layer(layer, kPartner, layer.name);
      INFO(layer.name);
      CHECK(result.status == Status::pass);
      CHECK(
          result.reasons.front() ==
          "counts are multiples of 5, counts of premises of 5; withheld rows hold no rate and no number of incidents");
    }
  }
  const auto hotspots = disclosure::derive([](const Document& d) { return hotspots_layer(d); }, document);
  CHECK(check_output(hotspots, "x").reasons.back() == "rows withheld: 2");
}

TEST_CASE("an exact count, a negative one and a number in a withheld row fail", "[publish][edges]") {
  const auto document = testing::protected_document();
  Layer layer = neighbourhoods_layer(document.value());
  SECTION("exact") {
    std::get<IntegerColumn>(layer.columns[3].values)[1] = 7;
  }
  SECTION("negative") {
    std::get<IntegerColumn>(layer.columns[3].values)[1] = -5;
  }
  SECTION("rate of a withheld area") {
    std::get<NumberColumn>(layer.columns[5].values)[4] = 1.0;
  }
  SECTION("a count beside withheld") {
    std::get<IntegerColumn>(layer.columns[3].values)[4] = 5;
  }
  CHECK(check_layer(layer, kPartner, "x").status == Status::fail);
}

TEST_CASE("residents may stand in a withheld row", "[publish][hand]") {
  const auto document = testing::protected_document();
  const Layer layer = neighbourhoods_layer(document.value());
  REQUIRE(std::get<NumberColumn>(layer.columns[4].values)[4] == 50.0);
  CHECK(check_layer(layer, kPartner, "x").status == Status::pass);
}

TEST_CASE("premises may stand where the incidents near them alone are withheld", "[publish][hand]") {
  auto document = testing::protected_document().value();
  publish::PremisesType& row = document.premises_types.front();
  row.incidents = std::nullopt;
  row.rate_per_100 = {testing::kNaN, testing::kNaN, testing::kNaN};
  row.location_quotient = row.gini = row.share_top_tenth = testing::kNaN;
  row.flag = "withheld";
  CHECK(check_layer(premises_types_table(document), kPartner, "x").status == Status::pass);
  SECTION("not their incidents") {
    row.incidents = 25;
  }
  SECTION("nor their rate") {
    row.rate_per_100.value = 25.0;
  }
  SECTION("nor its limits") {
    row.rate_per_100.upper = 25.0;
  }
  SECTION("nor the location quotient") {
    row.location_quotient = 1.0;
  }
  SECTION("nor the concentration") {
    row.gini = 0.5;
  }
  SECTION("nor the share of the busiest") {
    row.share_top_tenth = 0.5;
  }
  SECTION("nor one number of premises without the other") {
    row.premises = std::nullopt;
  }
  CHECK(check_layer(premises_types_table(document), kPartner, "x").status == Status::fail);
}

TEST_CASE("no layer or table of a whole profile fails", "[publish][property]") {
  // Wards alone, so that some cells are small enough to be withheld.
  auto inputs = testing::sample_inputs(sample::partnership({.size = 1}));
  inputs.areas.levels.resize(1);
  const auto document = profile::problem_profile(inputs, testing::year_2024());
  std::size_t only_incidents_withheld = 0;
  for (const auto& row : document.value().premises_types_by_area) {
    const bool has_premises = row.premises.value_or(0) > 0;
    only_incidents_withheld += row.flag == "withheld" && has_premises ? 1 : 0;
    CHECK((row.flag != "withheld" || row.reason == (has_premises ? "Too few incidents near them to say anything."
                                                                 : "Too few premises of this type to say anything.")));
  }
  CHECK(only_incidents_withheld > 0);
  for (const auto& all : {layers(document.value()), tables(document.value())}) {
    for (const Layer& layer : all) {
      const OutputResult result = check_layer(layer, document.policy(), layer.name);
      INFO(layer.name << ": " << result.reasons.front());
      CHECK(result.status != Status::fail);
      CHECK((result.status == Status::pass) == detail::find_alike(layer).empty());
    }
  }
}

TEST_CASE("persons who share a value are for review at the partner tier, against the rules at the public one",
          "[publish][hand]") {
  const auto persons = [](std::int64_t female, std::int64_t male, std::int64_t not_stated) {
    return Layer{.name = "victims",
                 .columns = {{"level", TextColumn{"all", "all", "all", "all"}},
                             {"unit", TextColumn{"all", "all", "all", "all"}},
                             {"field", TextColumn{"all", "sex", "sex", "sex"}},
                             {"value", TextColumn{"all", "female", "male", "not stated"}},
                             {"count", IntegerColumn{female + male + not_stated, female, male, not_stated}}},
                 .outlines = {},
                 .geometry = nullptr,
                 .provenance = {}};
  };
  const auto open = disclosure::Policy::preset("public");
  CHECK(check_layer(persons(40, 0, 0), kPartner, "tables/victims.csv").status == Status::review);
  CHECK(check_layer(persons(40, 0, 0), open, "tables/victims.csv").status == Status::fail);
  CHECK(check_layer(persons(40, 0, 0), open, "tables/victims.csv").reasons.front() ==
        "all persons who are shown have one value of sex: of whoever is known to be among them it is all but known");
  CHECK(check_layer(persons(30, 10, 0), open, "tables/victims.csv").status == Status::pass);
  CHECK(check_layer(persons(0, 0, 40), open, "tables/victims.csv").status == Status::pass);
}

TEST_CASE("one attribute within another, homes and premises that are alike are found", "[publish][hand]") {
  const Layer crossed{.name = "victims",
                      .columns = {{"level", TextColumn{"all", "all", "all", "all", "district", "district"}},
                                  {"unit", TextColumn{"all", "all", "all", "all", "A", "B"}},
                                  {"field", TextColumn{"age_band by sex", "age_band by sex", "age_band by sex",
                                                       "age_band by sex", "all", "all"}},
                                  {"value", TextColumn{"10-12 / female", "10-12 / male", "13-15 / female",
                                                       "13-15 / male", "all", "all"}},
                                  {"count", IntegerColumn{10, 0, 20, 10, 0, 40}}},
                      .outlines = {},
                      .geometry = nullptr,
                      .provenance = {}};
  const auto words = detail::find_alike(crossed);
  REQUIRE(words.size() == 2);
  CHECK(words[0].find("one value of district:") != std::string::npos);
  CHECK(words[1].find("one value of sex in an age band:") != std::string::npos);
  auto document = testing::protected_document().value();
  CHECK(detail::find_alike(premises_types_table(document)).empty());
  document.premises_types.front().with_incident = document.premises_types.front().premises;
  CHECK(detail::find_alike(premises_types_table(document)).size() == 1);
}

TEST_CASE("the internal tier fails, pages are for review", "[publish][hand]") {
  const auto internal = disclosure::Policy::preset("internal");
  const auto document = testing::protected_document({}, internal);
  const auto counts = disclosure::derive([](const Document& d) { return counts_table(d); }, document);
  CHECK(check_output(counts, "tables/counts.csv").status == Status::fail);
  CHECK(check_page(internal, "report-analyst.html").status == Status::fail);
  CHECK(check_page(kPartner, "report-analyst.html").status == Status::review);
}

TEST_CASE("row counts of the data quality that are not rounded fail, the manifest is for review", "[publish][hand]") {
  CHECK(quality_with<3900, 100>(kPartner).status == Status::pass);
  CHECK(quality_with<3901, 100>(kPartner).status == Status::fail);
  CHECK(quality_with<3900, 99>(kPartner).reasons.front() == "incidents: 1 values are no multiple of 5");
  CHECK(quality_with<-5, 100>(kPartner).status == Status::fail);
  const auto internal = disclosure::Policy::preset("internal");
  CHECK(quality_with<3901, 99>(internal).status == Status::fail);
  CHECK(check_manifest(kPartner, "manifest.json").status == Status::review);
  CHECK(check_manifest(internal, "manifest.json").status == Status::fail);
}

TEST_CASE("results.json lists outputs by path in the shape that SACRO reads", "[publish][hand]") {
  const auto document = testing::protected_document();
  const auto json = nlohmann::ordered_json::parse(
      results_json(document, {{"b", "table", Status::pass, {"why"}}, {"a", "custom", Status::review, {}}}));
  CHECK(json["window"]["end"] == "2018-12-31");
  CHECK(json["next_window"]["start"] == "2019-01-01");
  CHECK(json["next_window"]["end"] == "2019-12-31");
  REQUIRE(json["results"].size() == 2);
  const auto& first = json["results"]["output_0"];
  CHECK(first["uid"] == "output_0");
  CHECK(first["files"][0]["name"] == "a");
  CHECK(first["status"] == "review");
  const auto& second = json["results"]["output_1"];
  CHECK(second["summary"] == "pass; why");
  for (const char* const key : {"type", "properties", "outcome", "command", "timestamp", "comments", "exception"}) {
    CHECK(second.contains(key));
  }
}
