// SPDX-License-Identifier: MIT
#include "libprofile/publish/geojson.hpp"

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/disclosure/derive.hpp"
#include "libprofile/publish/detail/geojson_text.hpp"
#include "libprofile/publish/layers.hpp"

#include "support/publish_document.hpp"
#include "support/random_points.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using nlohmann::json;

namespace {

Layer one_row_layer(geography::Polygons polygons, std::vector<Column> columns = {{"n", IntegerColumn{1}}}) {
  return {.name = "layer",
          .columns = std::move(columns),
          .outlines = {0},
          .geometry = std::make_shared<const Outlines>(std::move(polygons)),
          .provenance = {"title", "partner", "MARKED", "exact", "2019-01-01T00:00:00Z"}};
}

geography::Polygons one_polygon(const std::vector<std::vector<double>>& rings) {
  geography::Polygons polygons;
  for (const auto& ring : rings) {
    polygons.xy.insert(polygons.xy.end(), ring.begin(), ring.end());
    polygons.ring_vertices.push_back(static_cast<std::uint32_t>(polygons.xy.size() / 2));
  }
  polygons.polygon_rings.push_back(static_cast<std::uint32_t>(rings.size()));
  polygons.area_polygons.push_back(1);
  return polygons;
}

std::string text_of(const Layer& layer) {
  return detail::geojson_text(layer, detail::geojson_geometries(*layer.geometry));
}

/// Twice the signed area by the shoelace formula, written out.
double shoelace(const json& ring) {
  double sum = 0.0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    sum += ring[i][0].get<double>() * ring[i + 1][1].get<double>() -
           ring[i + 1][0].get<double>() * ring[i][1].get<double>();
  }
  return sum;
}

const std::vector<double> kClockwiseSquare{0, 0, 0, 1, 1, 1, 1, 0, 0, 0};

}  // namespace

TEST_CASE("a layer of one square is this text", "[publish][hand]") {
  const Layer layer = one_row_layer(one_polygon({kClockwiseSquare}), {{"unit", TextColumn{"E1"}},
                                                                      {"count", IntegerColumn{std::nullopt}},
                                                                      {"z", NumberColumn{0.1}},
                                                                      {"units", ListColumn{{"a", "b"}}}});
  CHECK(text_of(layer) ==
        "{\"type\":\"FeatureCollection\",\n\"name\":\"layer\",\n\"title\":\"title\",\n\"tier\":\"partner\",\n"
        "\"marking\":\"MARKED\",\n\"counts\":\"exact\",\n\"features\":[\n"
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]},"
        "\"properties\":{\"unit\":\"E1\",\"count\":null,\"z\":0.1,\"units\":[\"a\",\"b\"]}}\n]}\n");
}

TEST_CASE("coordinates have at most 7 decimals, no zeros at their end and no minus zero", "[publish][hand]") {
  const Layer layer =
      one_row_layer(one_polygon({{-0.00000001, -1.5, -0.12345678, -1.5, 179.99999999, 89.9999999, -0.00000001, -1.5}}));
  CHECK(text_of(layer).find("[[[0,-1.5],[180,89.9999999],[-0.1234568,-1.5],[0,-1.5]]]") != std::string::npos);
}

TEST_CASE("values that JSON has no number for are null", "[publish][edges]") {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  for (const double value : {std::nan(""), kInfinity, -kInfinity}) {
    const Layer layer = one_row_layer(one_polygon({kClockwiseSquare}), {{"z", NumberColumn{value}}});
    CHECK(json::parse(text_of(layer))["features"][0]["properties"]["z"].is_null());
  }
}

TEST_CASE("text comes back as it was, and bytes that are not UTF-8 as the replacement character", "[publish][edges]") {
  std::string all_ascii;
  for (char c = 0; c < 127; ++c) {
    all_ascii += c;
  }
  const std::vector<std::pair<std::string, std::string>> cases{{all_ascii, all_ascii},
                                                               {"Ynys Môn ŵ 你 😀", "Ynys Môn ŵ 你 😀"},
                                                               {"a\xFF"
                                                                "b",
                                                                "a\uFFFDb"},
                                                               {"\xC0\xAF", "\uFFFD\uFFFD"},
                                                               {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
                                                               {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
                                                               {"cut \xE2\x82", "cut \uFFFD\uFFFD"}};
  for (const auto& [given, expected] : cases) {
    const Layer layer = one_row_layer(one_polygon({kClockwiseSquare}), {{"t", TextColumn{given}}});
    CHECK(json::parse(text_of(layer))["features"][0]["properties"]["t"].get<std::string>() == expected);
  }
}

TEST_CASE("no rows give no features, and an area without polygons a null geometry", "[publish][edges]") {
  Layer none = one_row_layer({});
  none.columns = {{"n", IntegerColumn{}}};
  none.outlines = {};
  CHECK(json::parse(text_of(none))["features"].empty());

  geography::Polygons nothing;
  nothing.area_polygons.push_back(0);
  CHECK(json::parse(text_of(one_row_layer(nothing)))["features"][0]["geometry"].is_null());
}

TEST_CASE("a layer that is not valid is refused", "[publish][edges]") {
  Layer layer = one_row_layer(one_polygon({kClockwiseSquare}));
  SECTION("an outline that does not exist") {
    layer.outlines = {1};
  }
  SECTION("columns of different lengths") {
    layer.columns.push_back({"m", IntegerColumn{1, 2}});
  }
  SECTION("two columns of one name") {
    layer.columns.push_back({"n", IntegerColumn{1}});
  }
  SECTION("fewer outlines than rows") {
    layer.outlines = {};
  }
  CHECK_THROWS_AS(text_of(layer), InvalidArgument);
}

TEST_CASE("outlines that are no longitudes and latitudes, or not closed, are refused", "[publish][edges]") {
  CHECK_THROWS_AS(Outlines(one_polygon({{430000, 380000, 430001, 380000, 430001, 380001, 430000, 380000}})), CrsError);
  CHECK_THROWS_AS(Outlines(one_polygon({{0, 0, std::nan(""), 0, 1, 1, 0, 0}})), CrsError);
  CHECK_THROWS_AS(Outlines(one_polygon({{0, 0, 1, 0, 1, 1, 0, 1}})), GeometryError);
  CHECK_THROWS_AS(Outlines(one_polygon({{0, 0, 1, 0, 0, 0}})), GeometryError);
}

// RFC 7946 (2016), appendices A.3 and A.6: facts of a published standard.
TEST_CASE("the RFC's polygons are written as the RFC writes them", "[publish][golden]") {
  const json shell = json::parse("[[100,0],[101,0],[101,1],[100,1],[100,0]]");
  const json hole = json::parse("[[100.8,0.8],[100.8,0.2],[100.2,0.2],[100.2,0.8],[100.8,0.8]]");
  const json other = json::parse("[[102,2],[103,2],[103,3],[102,3],[102,2]]");
  const auto flat = [](const json& ring) {
    std::vector<double> xy;
    for (const auto& position : ring) {
      xy.insert(xy.end(), {position[0].get<double>(), position[1].get<double>()});
    }
    return xy;
  };
  const auto geometry = [](const Layer& layer) { return json::parse(text_of(layer))["features"][0]["geometry"]; };
  CHECK(geometry(one_row_layer(one_polygon({flat(shell), flat(hole)}))) ==
        json({{"type", "Polygon"}, {"coordinates", {shell, hole}}}));

  geography::Polygons several = one_polygon({flat(other)});
  const geography::Polygons with_hole = one_polygon({flat(shell), flat(hole)});
  several.xy.insert(several.xy.end(), with_hole.xy.begin(), with_hole.xy.end());
  several.ring_vertices = {0, 5, 10, 15};
  several.polygon_rings = {0, 1, 3};
  several.area_polygons = {0, 2};
  CHECK(geometry(one_row_layer(several)) ==
        json({{"type", "MultiPolygon"},
              {"coordinates", json::array({json::array({other}), json::array({shell, hole})})}}));
}

TEST_CASE("every number reads back as itself, and every coordinate within half of 1e-7", "[publish][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto numbers = testing::random_points(seed, 50, 1e6);
  auto ring = testing::random_points(seed + 10, 50, 60.0);
  ring.insert(ring.end(), {ring[0], ring[1]});
  Layer layer = one_row_layer(one_polygon({ring}), {{"z", NumberColumn(numbers)}});
  layer.outlines.assign(numbers.size(), 0);
  const json read = json::parse(text_of(layer));
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    CHECK(read["features"][i]["properties"]["z"].get<double>() == numbers[i]);
  }
  const json written = read["features"][0]["geometry"]["coordinates"][0];
  CHECK(written.size() == ring.size() / 2);
  CHECK(shoelace(written) > 0.0);
  const bool is_reversed = std::abs(written[1][0].get<double>() - ring[2]) > 1e-6;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const std::size_t given = is_reversed ? written.size() - 1 - i : i;
    CHECK(std::abs(written[i][0].get<double>() - ring[2 * given]) <= 0.5000001e-7);
    CHECK(std::abs(written[i][1].get<double>() - ring[2 * given + 1]) <= 0.5000001e-7);
  }
}

TEST_CASE("turning a ring round changes no byte but where it starts from, which stays", "[publish][property]") {
  auto reversed = kClockwiseSquare;
  for (std::size_t i = 0; i < 5; ++i) {
    reversed[2 * i] = kClockwiseSquare[8 - 2 * i];
    reversed[2 * i + 1] = kClockwiseSquare[9 - 2 * i];
  }
  CHECK(text_of(one_row_layer(one_polygon({kClockwiseSquare}))) == text_of(one_row_layer(one_polygon({reversed}))));
}

TEST_CASE("the text agrees with a JSON library's, member for member", "[publish][oracle]") {
  const auto document = testing::protected_document({.side = 4});
  const Layer layer = neighbourhoods_layer(document.value());
  const json read = json::parse(text_of(layer));
  REQUIRE(read["features"].size() == 16);
  for (std::size_t i = 0; i < 16; ++i) {
    const auto& row = document.value().neighbourhoods[i];
    const auto number = [](double value) { return std::isfinite(value) ? json(value) : json(nullptr); };
    const json expected{{"unit", document.value().areas.codes[i]},
                        {"name", document.value().areas.names[i]},
                        {"parent", i % 2 == 0 ? "D1" : "D2"},
                        {"count", row.count ? json(*row.count) : json(nullptr)},
                        {"population", row.population},
                        {"rate_per_1000", number(row.rate_per_1000.value)},
                        {"lower", number(row.rate_per_1000.lower)},
                        {"upper", number(row.rate_per_1000.upper)},
                        {"smoothed_per_1000", number(row.smoothed_per_1000)},
                        {"reliability", std::string(to_string(row.reliability))},
                        {"denominator", nullptr}};
    CHECK(read["features"][i]["properties"] == expected);
  }
}

TEST_CASE("1, 2 and 8 threads write the same bytes", "[publish][property]") {
  const auto document = testing::protected_document({.side = 40, .vertices = 5});
  const auto layer = disclosure::derive([](const Document& d) { return neighbourhoods_layer(d); }, document);
  std::vector<std::string> texts;
  for (const int threads : {1, 2, 8}) {
    const core::ThreadLimit limit(threads);
    texts.push_back(geojson(layer));
  }
  CHECK(texts[0] == texts[1]);
  CHECK(texts[0] == texts[2]);
}

TEST_CASE("a layer and a set of layers are written under their names", "[publish][hand]") {
  const testing::ScratchFolder folder;
  const auto document = testing::protected_document();
  const auto all = disclosure::derive([](const Document& d) { return layers(d); }, document);
  write_layers(all, folder.path());
  CHECK(folder.entries() == 4);
  const auto one = disclosure::derive([](const Document& d) { return hotspots_layer(d); }, document);
  write_geojson(one, folder.path() / "one.geojson");
  CHECK(testing::read_bytes(folder.path() / "one.geojson") == geojson(one));
  CHECK(testing::read_bytes(folder.path() / "one.geojson") == testing::read_bytes(folder.path() / "hotspots.geojson"));
}
