// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/plain_geojson.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/io/detail/address.hpp"
#include "libprofile/io/detail/read_layer.hpp"

#include "support/scratch_folder.hpp"

using namespace libprofile;
using io::detail::read_plain_geojson;
using Names = std::vector<std::string>;

namespace {

const std::string kSquare = R"({"type":"Polygon","coordinates":[[[-1.5,53.5],[-1.4,53.5],[-1.4,53.6],[-1.5,53.5]]]})";

std::string feature(const std::string& properties, const std::string& geometry = kSquare) {
  return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":)" + geometry + "}";
}

std::string collection(const std::string& features, const std::string& members = "") {
  return R"({"type":"FeatureCollection",)" + members + R"("features":[)" + features + "]}";
}

io::ReadOptions wanted(const Names& columns) {
  io::ReadOptions options;
  options.columns = columns;
  options.geometry = io::GeometryColumn::well_known_binary;
  return options;
}

std::optional<io::Dataset> plain(const std::string& text, const Names& columns = {"code"}) {
  const testing::ScratchFolder folder;
  testing::write_bytes(folder.path() / "a.geojson", text);
  return read_plain_geojson((folder.path() / "a.geojson").string(), wanted(columns));
}

void check_same(const io::Dataset& ours, const io::Dataset& theirs) {
  CHECK(ours.crs == theirs.crs);
  CHECK(ours.geometry == theirs.geometry);
  CHECK(ours.warnings == theirs.warnings);
  REQUIRE(ours.table.names() == theirs.table.names());
  REQUIRE(ours.table.rows() == theirs.table.rows());
  for (const auto& entry : ours.table.columns()) {
    INFO(entry.name);
    const records::Column& other = theirs.table.at(entry.name).column;
    REQUIRE(records::type_name(entry.column) == records::type_name(other));
    if (const auto* text = std::get_if<records::TextColumn>(&entry.column)) {
      CHECK(text->codes == std::get<records::TextColumn>(other).codes);
      CHECK(text->dictionary == std::get<records::TextColumn>(other).dictionary);
    } else {
      CHECK(std::get<records::BytesColumn>(entry.column).ends == std::get<records::BytesColumn>(other).ends);
      CHECK(std::get<records::BytesColumn>(entry.column).bytes == std::get<records::BytesColumn>(other).bytes);
    }
  }
}

/// Reads a file both ways; it must be a plain one.
void check_agrees(const std::string& path, const Names& columns) {
  INFO(path);
  const auto ours = read_plain_geojson(path, wanted(columns));
  REQUIRE(ours);
  check_same(*ours, io::detail::read_layer(io::detail::sort_out(path, {}), wanted(columns)));
}

const std::string kSeveral =
    collection(feature(R"("n":7,"name":"Östmere \"1\"","code":"E01","x":[1,{"a":null}],"name":"Mere 1")") + ",\n" +
                   feature(R"("code":"E02","name":null)",
                           R"({"type":"MultiPolygon","coordinates":[[[[0,50],[1,50],[1,51],[0,50]],)"
                           R"([[0.5,50.1],[0.6,50.1],[0.6,50.2],[0.5,50.1]]],)"
                           R"([[[2e0,50],[3,50],[3,51.000000000000001],[2,50]]]]})") +
                   "," + feature(R"("code":"","empty":true)") + "," + feature(R"("code":"E03","name":"Mere \t")"),
               R"("name":"areas","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},)");

}  // namespace

TEST_CASE("plain GeoJSON is read as GDAL reads it", "[io][oracle]") {
  const testing::ScratchFolder folder;
  const std::string path = (folder.path() / "a.geojson").string();
  const auto check_text = [&](const std::string& text, const Names& columns) {
    testing::write_bytes(folder.path() / "a.geojson", text);
    check_agrees(path, columns);
  };
  check_text(collection(feature(R"("code":"E01")")), {"code"});
  check_text(kSeveral, {"code"});
  check_text(collection(feature(R"("b":"2","a":"Öst")") + "," + feature(R"("a":"1 to 3","b":"x-y")")), {"a", "b"});
  check_text(collection(feature(R"("a":null,"b":"x")") + "," + feature(R"("b":"y")") + "," + feature(R"("a":"z")")),
             {"a", "b"});
}

TEST_CASE("real boundaries are read as GDAL reads them", "[io][oracle]") {
  const char* named = std::getenv("LIBPROFILE_REAL_DATA");
  const std::filesystem::path root =
      named != nullptr ? named : std::filesystem::path(LIBPROFILE_SOURCE_DIR) / ".." / "shared" / "data";
  const std::filesystem::path path = root / "south-yorkshire" / "boundaries" / "lsoa11.geojson";
  if (!std::filesystem::exists(path)) {
    WARN("skipped: no ../shared/data beside the project, nor LIBPROFILE_REAL_DATA");
    return;
  }
  check_agrees(path.string(), {"LSOA11CD", "LSOA11NM", "LADCD_ACTIVE"});
}

TEST_CASE("what is not plain is left to GDAL", "[io][edges]") {
  const std::string code = R"("code":"E01")";
  REQUIRE(plain(collection(feature(code))));
  const auto text = GENERATE_COPY(
      // Columns that are no texts, or might become times; escapes; bytes that are not UTF-8.
      collection(feature(R"("code":7)")), collection(feature(R"("code":"2024-01-31")")),
      collection(feature(R"("code":" 12:30")")), collection(feature("\"code\":\"E\\u0030\"")),
      collection(feature("\"code\":\"\xff\"")), collection(feature("\"code\":\"E\n1\"")),
      collection(feature(R"("code":null)")), collection(feature(R"("other":"E01")")),
      collection(feature(R"("code":"E01","code":"E02")")),
      // Geometries.
      collection(feature(code, "null")), collection(feature(code, R"({"type":"Point","coordinates":[-1.5,53.5]})")),
      collection(feature(code, R"({"coordinates":[[[0,0],[1,0],[1,1],[0,0]]],"type":"Polygon"})")),
      collection(feature(code, R"({"type":"Polygon","coordinates":[[[0,0,5],[1,0,5],[1,1,5],[0,0,5]]]})")),
      collection(feature(code, R"({"type":"Polygon","coordinates":[]})")),
      collection(feature(code, R"({"type":"Polygon","coordinates":[[]]})")),
      collection(feature(code, R"({"type":"Polygon"})")),
      collection(feature(code, R"({"type":"MultiPolygon","coordinates":[]})")),
      collection(feature(code, R"({"type":"Polygon","coordinates":[[[0,1e999],[1,0],[1,1],[0,0]]]})")),
      collection(feature(code, R"({"type":"Polygon","coordinates":[[[0,nan],[1,0],[1,1],[0,0]]]})")),
      collection(feature(code, R"({"type":"Polygon","coordinates":[[[0,-inf],[1,0],[1,1],[0,0]]]})")),
      // Members.
      collection(""), collection(feature(code), R"("bbox":[0,0,1,1],)"),
      collection(feature(code), R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},)"),
      collection(R"({"type":"Feature","id":1,"properties":{"code":"E01"},"geometry":)" + kSquare + "}"),
      collection(R"({"type":"Feature","properties":{"code":"E01"}})"), feature(code), std::string("[]"),
      R"({"type":"Topology","features":[]})" + std::string(), collection(feature(code)) + "x",
      collection(feature(code + R"(,"deep":)" + std::string(40, '[') + std::string(40, ']'))));
  INFO(text);
  CHECK_FALSE(plain(text));
}

TEST_CASE("columns that are not named, and layers that are, are left to GDAL", "[io][edges]") {
  CHECK_FALSE(plain(collection(feature(R"("code":"E01")")), {}));
  const testing::ScratchFolder folder;
  testing::write_bytes(folder.path() / "a.geojson", collection(feature(R"("code":"E01")")));
  io::ReadOptions options = wanted({"code"});
  options.layer = "a";
  CHECK_FALSE(read_plain_geojson((folder.path() / "a.geojson").string(), options));
}

TEST_CASE("no beginning of a plain file is plain", "[io][property]") {
  REQUIRE(plain(kSeveral));
  for (std::size_t length = 0; length < kSeveral.size(); ++length) {
    CHECK_FALSE(plain(kSeveral.substr(0, length)));
  }
}

TEST_CASE("no file with one byte changed does more than be read or not", "[io][property]") {
  for (std::size_t at = 0; at < kSeveral.size(); ++at) {
    for (const char byte : {'"', '[', '}', '\\', '0', '\0'}) {
      std::string text = kSeveral;
      text[at] = byte;
      const auto dataset = plain(text);
      CHECK((!dataset || dataset->table.rows() >= 1));
    }
  }
}

TEST_CASE("text behind the end is not plain, not even behind a NUL", "[io][edges]") {
  const std::string text = collection(feature(R"("code":"E01")"));
  REQUIRE(plain(text + " \n"));
  CHECK_FALSE(plain(text + "}"));
  CHECK_FALSE(plain(text + std::string(1, '\0')));
  CHECK_FALSE(plain(text + std::string(1, '\0') + R"({"more":1})"));
}

TEST_CASE("reading plain GeoJSON stops when it is cancelled", "[io][edges]") {
  const auto token = core::CancellationToken::create();
  token.cancel();
  const core::CancellationScope scope(token);
  CHECK_THROWS_AS(plain(collection(feature(R"("code":"E01")"))), Cancelled);
}
