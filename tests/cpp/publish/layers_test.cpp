// SPDX-License-Identifier: MIT
#include "libprofile/publish/layers.hpp"

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/publish/tables.hpp"

#include "support/publish_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using Names = std::vector<std::string>;

namespace {

Names fields(const Layer& layer) {
  Names names;
  for (const Column& column : layer.columns) {
    names.push_back(column.name);
  }
  return names;
}

template <class Values>
const Values& values(const Layer& layer, std::size_t column) {
  return std::get<Values>(layer.columns[column].values);
}

}  // namespace

TEST_CASE("layers have the fields of the contract, in its order", "[publish][hand]") {
  const auto document = testing::protected_document();
  const auto all = layers(document.value());
  REQUIRE(all.size() == 4);
  CHECK(all[0].name == "neighbourhoods");
  CHECK(fields(all[0]) == Names{"unit", "name", "parent", "count", "population", "rate_per_1000", "lower", "upper",
                                "smoothed_per_1000", "reliability", "denominator"});
  CHECK(all[1].name == "hotspots");
  CHECK(fields(all[1]) == Names{"unit", "name", "count", "z", "p", "q", "label", "tier"});
  CHECK(all[2].name == "clusters");
  CHECK(fields(all[2]) == Names{"cluster", "units", "count", "area_km2"});
  CHECK(all[3].name == "premises_types_by_area");
  CHECK(fields(all[3]) ==
        Names{"unit", "name", "type", "premises", "with_incident", "rate_per_100", "lower", "upper", "flag", "reason"});
}

TEST_CASE("risks have a layer where there are any", "[publish][hand]") {
  Document document = testing::protected_document().value();
  document.risks.assign(document.areas.size(), {});
  const auto all = layers(document);
  REQUIRE(all.size() == 5);
  CHECK(fields(all[3]) == Names{"unit", "name", "relative_risk", "lower", "upper", "p_above", "p_twice", "rank_best",
                                "rank_worst", "p_top", "reliability"});
  CHECK(all[3].name == "risks");
  CHECK(all[3].geometry == all[0].geometry);
  document.risks.pop_back();
  CHECK_THROWS_WITH(layers(document), Catch::Contains("risks"));
  document.risks.clear();
  CHECK(layers(document).size() == 4);
  CHECK(row_count(risks_layer(document)) == 0);
}

TEST_CASE("layers over units share one copy of the outlines", "[publish][hand]") {
  const auto document = testing::protected_document();
  const auto all = layers(document.value());
  CHECK(all[0].geometry == all[1].geometry);
  CHECK(all[0].geometry->size() == 9);
  CHECK(all[2].geometry->size() == 1);
}

TEST_CASE("premises types by area are in order of group and type", "[publish][hand]") {
  const auto document = testing::protected_document();
  const Layer layer = premises_types_by_area_layer(document.value());
  CHECK(values<TextColumn>(layer, 0) == TextColumn{"D1", "D2"});
  CHECK(values<IntegerColumn>(layer, 3) == IntegerColumn{40, std::nullopt});
  CHECK(layer.outlines == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("clusters count from 0 and list the codes of their units", "[publish][hand]") {
  const auto document = testing::protected_document();
  const Layer layer = clusters_layer(document.value());
  CHECK(values<IntegerColumn>(layer, 0) == IntegerColumn{0});
  CHECK(values<ListColumn>(layer, 1) == ListColumn{{"X01000000", "X01000001"}});
}

TEST_CASE("empty words are absent values", "[publish][edges]") {
  const auto document = testing::protected_document();
  const Layer layer = hotspots_layer(document.value());
  CHECK(values<TextColumn>(layer, 6)[1] == "none");
  CHECK(values<TextColumn>(layer, 6)[4] == std::nullopt);
  CHECK(values<TextColumn>(layer, 7)[0] == std::nullopt);
}

TEST_CASE("what a document does not have has no layer and no table", "[publish][edges]") {
  Document document{};
  document.base = 5;
  CHECK(layers(document).size() == 3);
  CHECK(tables(document).size() == 1);
  CHECK(row_count(neighbourhoods_layer(document)) == 0);
}

TEST_CASE("areas without levels have no parent", "[publish][edges]") {
  const auto source = testing::protected_document();
  Document document = source.value();
  document.areas.levels.clear();
  CHECK(values<TextColumn>(neighbourhoods_layer(document), 2) == TextColumn(9));
}

TEST_CASE("a document that contradicts itself is refused", "[publish][edges]") {
  const auto source = testing::protected_document();
  Document document = source.value();
  SECTION("a unit too few") {
    document.neighbourhoods.pop_back();
  }
  SECTION("a hotspot too many") {
    document.hotspots.push_back(document.hotspots[0]);
  }
  SECTION("an outline missing") {
    document.cluster_outlines = {};
  }
  SECTION("a unit that does not exist") {
    document.clusters[0].units = {9};
  }
  SECTION("a group that does not exist") {
    document.premises_types_by_area[0].group = 2;
  }
  SECTION("no longitudes and latitudes") {
    document.areas.lonlat_deg.clear();
  }
  CHECK_THROWS_AS(layers(document), InvalidArgument);
}

TEST_CASE("layers of counts of persons say so", "[publish][hand]") {
  const auto source = testing::protected_document();
  Document document = source.value();
  document.manifest.counted = "records";
  for (const Layer& layer : layers(document)) {
    CHECK(layer.provenance.counts == rounding_note(document.base));
  }
  document.manifest.counted = "persons";
  for (const Layer& layer : layers(document)) {
    CHECK(layer.provenance.counts ==
          "Counts of persons: each once in an area and category. " + rounding_note(document.base));
  }
}

TEST_CASE("the rounding note says what counts can mean", "[publish][hand]") {
  CHECK(rounding_note(1) == "Counts are exact.");
  CHECK(rounding_note(5) ==
        "Counts are rounded to multiples of 5: 0 means 0 to 4, 5 means 1 to 9, and any other count may be up to 4 more "
        "or less.");
  CHECK_THROWS_AS(rounding_note(0), InvalidArgument);
}
