// SPDX-License-Identifier: MIT
#include "libprofile/publish/results.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "libprofile/disclosure/derive.hpp"
#include "libprofile/publish/detail/check_layer.hpp"
#include "libprofile/publish/layers.hpp"
#include "libprofile/publish/tables.hpp"

#include "support/publish_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using publish::detail::check_layer;

namespace {

const disclosure::Policy kPartner;

}  // namespace

TEST_CASE("every layer and table of a protected document passes", "[publish][hand]") {
  const auto document = testing::protected_document();
  for (const auto& all : {layers(document.value()), tables(document.value())}) {
    for (const Layer& layer : all) {
      const OutputResult result = check_layer(layer, kPartner, layer.name);
      INFO(layer.name);
      CHECK(result.status == Status::pass);
      CHECK(result.reasons.front() ==
            "counts are multiples of 5, counts of premises of 5; withheld rows hold no number");
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

TEST_CASE("the internal tier fails, pages are for review", "[publish][hand]") {
  const auto internal = disclosure::Policy::preset("internal");
  const auto document = testing::protected_document({}, internal);
  const auto counts = disclosure::derive([](const Document& d) { return counts_table(d); }, document);
  CHECK(check_output(counts, "tables/counts.csv").status == Status::fail);
  CHECK(check_page(internal, "report-analyst.html").status == Status::fail);
  CHECK(check_page(kPartner, "report-analyst.html").status == Status::review);
}

TEST_CASE("results.json lists outputs by path in the shape that SACRO reads", "[publish][hand]") {
  const auto document = testing::protected_document();
  const auto json = nlohmann::ordered_json::parse(
      results_json(document, {{"b", "table", Status::pass, {"why"}}, {"a", "custom", Status::review, {}}}));
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
