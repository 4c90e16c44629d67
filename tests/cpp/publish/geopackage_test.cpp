// SPDX-License-Identifier: MIT
#include "libprofile/publish/geopackage.hpp"

#include <cstdlib>
#include <cstring>

#include <catch2/catch.hpp>
#include <sqlite3.h>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/disclosure/derive.hpp"
#include "libprofile/publish/detail/geopackage_bytes.hpp"
#include "libprofile/publish/detail/geopackage_layer.hpp"
#include "libprofile/publish/detail/qml.hpp"
#include "libprofile/publish/detail/sld.hpp"
#include "libprofile/publish/detail/style.hpp"
#include "libprofile/publish/layers.hpp"

#include "support/publish_document.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using namespace libprofile::publish;

namespace {

using Rows = std::vector<std::vector<std::string>>;

auto protected_layers(const disclosure::Protected<Document>& document) {
  return disclosure::derive([](const Document& d) { return layers(d); }, document);
}

/// Reads a file with SQLite itself: every value as text, blobs as their bytes, NULL as "NULL".
class Reader {
 public:
  explicit Reader(const std::filesystem::path& path) {
    REQUIRE(sqlite3_open_v2(path.c_str(), &database_, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
  }
  ~Reader() { sqlite3_close(database_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  Rows rows(const std::string& sql) const {
    sqlite3_stmt* statement = nullptr;
    INFO(sql);
    REQUIRE(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
    Rows all;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      auto& row = all.emplace_back();
      for (int c = 0; c < sqlite3_column_count(statement); ++c) {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, c));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, c));
        row.push_back(sqlite3_column_type(statement, c) == SQLITE_NULL ? "NULL" : std::string(bytes, size));
      }
    }
    sqlite3_finalize(statement);
    return all;
  }
  std::string one(const std::string& sql) const { return rows(sql).at(0).at(0); }

 private:
  sqlite3* database_ = nullptr;
};

template <class Value>
Value value_at(const std::string& blob, std::size_t offset) {
  Value value;
  REQUIRE(offset + sizeof value <= blob.size());
  std::memcpy(&value, blob.data() + offset, sizeof value);
  return value;
}

bool has_program(const std::string& command) {
  return std::system((command + " >/dev/null 2>&1").c_str()) == 0;
}

}  // namespace

TEST_CASE("the file is a GeoPackage 1.3 whose tables and indexes are whole", "[publish][hand]") {
  const testing::ScratchFolder folder;
  const auto path = folder.path() / "layers.gpkg";
  write_geopackage(protected_layers(testing::protected_document()), path);
  const Reader reader(path);
  CHECK(reader.one("PRAGMA application_id") == "1196444487");
  CHECK(reader.one("PRAGMA user_version") == "10300");
  CHECK(reader.one("PRAGMA integrity_check") == "ok");
  CHECK(reader.rows("PRAGMA foreign_key_check").empty());
  CHECK(reader.rows("SELECT table_name, data_type, last_change, srs_id FROM gpkg_contents ORDER BY 1") ==
        Rows{{"clusters", "features", "2019-01-02T03:04:05.000Z", "4326"},
             {"hotspots", "features", "2019-01-02T03:04:05.000Z", "4326"},
             {"layer_styles", "attributes", "2019-01-02T03:04:05.000Z", "NULL"},
             {"neighbourhoods", "features", "2019-01-02T03:04:05.000Z", "4326"},
             {"premises_types_by_area", "features", "2019-01-02T03:04:05.000Z", "4326"}});
  CHECK(reader.one("SELECT min_x || ' ' || min_y FROM gpkg_contents WHERE table_name = 'hotspots'") == "3.0 54.5");
  CHECK(reader.one("SELECT count(*) FROM rtree_hotspots_geom") == "9");
  CHECK(reader.one("SELECT rtreecheck('rtree_hotspots_geom')") == "ok");
  CHECK(reader.one("SELECT metadata FROM gpkg_metadata").find("marking: OFFICIAL-SENSITIVE") != std::string::npos);
}

TEST_CASE("rows hold the layer's values, in its order, absent ones as NULL", "[publish][hand]") {
  const testing::ScratchFolder folder;
  const auto path = folder.path() / "layers.gpkg";
  const auto document = testing::protected_document();
  write_geopackage(protected_layers(document), path);
  const Reader reader(path);
  const auto rows = reader.rows("SELECT fid, unit, count, reliability FROM neighbourhoods ORDER BY fid");
  REQUIRE(rows.size() == 9);
  for (std::size_t i = 0; i < 9; ++i) {
    const auto& row = document.value().neighbourhoods[i];
    CHECK(rows[i] == std::vector<std::string>{std::to_string(i + 1), document.value().areas.codes[i],
                                              row.count ? std::to_string(*row.count) : "NULL",
                                              std::string(to_string(row.reliability))});
  }
  CHECK(reader.one("SELECT units FROM clusters") == "X01000000;X01000001");
  CHECK(reader.one("SELECT typeof(rate_per_1000) FROM neighbourhoods WHERE fid = 5") == "null");
}

// OGC 12-128r17, section 2.1.3, and OGC 06-103r4, section 8: the layout of the bytes.
TEST_CASE("a geometry is a header with its envelope and a little-endian multipolygon", "[publish][golden]") {
  const testing::ScratchFolder folder;
  const auto path = folder.path() / "layers.gpkg";
  write_geopackage(protected_layers(testing::protected_document()), path);
  const std::string blob = Reader(path).one("SELECT geom FROM clusters");
  CHECK(blob.substr(0, 4) == std::string("GP\0\x03", 4));
  CHECK(value_at<std::int32_t>(blob, 4) == 4326);
  CHECK(value_at<double>(blob, 8) == 3.0);
  CHECK(value_at<double>(blob, 16) == 3.125);
  CHECK(value_at<double>(blob, 24) == 54.5);
  CHECK(value_at<double>(blob, 32) == 54.625);
  CHECK(value_at<std::uint8_t>(blob, 40) == 1);
  CHECK(value_at<std::uint32_t>(blob, 41) == 6);
  CHECK(value_at<std::uint32_t>(blob, 45) == 1);
  CHECK(value_at<std::uint32_t>(blob, 50) == 3);
  CHECK(value_at<std::uint32_t>(blob, 54) == 1);
  CHECK(value_at<std::uint32_t>(blob, 58) == 5);
  CHECK(value_at<double>(blob, 62) == 3.0);
  CHECK(value_at<double>(blob, 70) == 54.5);
  CHECK(value_at<double>(blob, 78) == 3.125);
  CHECK(blob.size() == 62 + 5 * 16);
}

TEST_CASE("GDAL opens every layer, and its validator finds nothing", "[publish][oracle]") {
  const testing::ScratchFolder folder;
  const auto path = folder.path() / "layers.gpkg";
  write_geopackage(protected_layers(testing::protected_document()), path);
  const std::string quoted = "'" + path.string() + "'";
  if (!has_program("ogrinfo --version")) {
    WARN("skipped: no ogrinfo here");
    return;
  }
  for (const char* const layer : {"neighbourhoods", "hotspots", "clusters", "premises_types_by_area"}) {
    CHECK(has_program("ogrinfo -ro -al -so " + quoted + " " + layer + " | grep -q 'Geometry: Multi Polygon'"));
  }
  CHECK(has_program("ogrinfo -ro " + quoted + " -spat 3 54.5 3.001 54.501 hotspots | grep -q 'Feature Count: 1$'"));
  const std::string validator = "/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg ";
  if (!has_program("/usr/bin/python3 -c 'import osgeo_utils.samples.validate_gpkg'")) {
    WARN("skipped: GDAL's Python samples are not installed");
    return;
  }
  CHECK(has_program(validator + quoted));
}

TEST_CASE("the same layers give the same bytes, for any number of threads", "[publish][property]") {
  const auto all = protected_layers(testing::protected_document({.side = 20}));
  const std::string first = geopackage(all);
  CHECK(first == geopackage(all));
  for (const int threads : {1, 2, 8}) {
    const core::ThreadLimit limit(threads);
    CHECK(first == geopackage(all));
  }
}

TEST_CASE("what cannot be a GeoPackage is refused", "[publish][edges]") {
  const auto document = testing::protected_document();
  auto all = layers(document.value());
  SECTION("no layer") {
    all.clear();
  }
  SECTION("a table") {
    all[0].geometry = nullptr;
  }
  SECTION("two layers of one name") {
    all[1].name = all[0].name;
  }
  SECTION("a layer that is not valid") {
    all[0].outlines.pop_back();
  }
  CHECK_THROWS_AS(publish::detail::geopackage_bytes(all), InvalidArgument);
}

TEST_CASE("an empty layer has no extent, and an area without polygons an empty geometry", "[publish][edges]") {
  const testing::ScratchFolder folder;
  geography::Polygons nothing;
  nothing.area_polygons.push_back(0);
  const Layer empty{.name = "it's \"empty\"",
                    .columns = {{"a \"b\"", TextColumn{"x"}}},
                    .outlines = {0},
                    .geometry = std::make_shared<const Outlines>(nothing),
                    .provenance = {}};
  testing::write_bytes(folder.path() / "x.gpkg", publish::detail::geopackage_bytes({empty}));
  const Reader reader(folder.path() / "x.gpkg");
  CHECK(reader.one("SELECT min_x FROM gpkg_contents") == "NULL");
  CHECK(reader.one("SELECT geom FROM \"it's \"\"empty\"\"\"").size() == 8 + 9);
  CHECK(reader.one("SELECT count(*) FROM \"rtree_it's \"\"empty\"\"_geom\"") == "0");
  CHECK(reader.one("PRAGMA integrity_check") == "ok");
}

TEST_CASE("every layer has one default style, whose rules speak of its own fields", "[publish][hand]") {
  const auto document = testing::protected_document();
  for (const Layer& layer : layers(document.value())) {
    const auto style = publish::detail::style_of(layer);
    REQUIRE(style.has_value());
    for (const auto& group : style->groups) {
      CHECK(group.heading.find(layer.provenance.counts) != std::string::npos);
      for (const auto& rule : group.rules) {
        for (const auto& condition : rule.conditions) {
          CHECK(std::any_of(layer.columns.begin(), layer.columns.end(),
                            [&](const Column& c) { return c.name == condition.field; }));
        }
      }
    }
  }
  Layer other = layers(document.value())[0];
  other.name = "other";
  CHECK_FALSE(publish::detail::style_of(other).has_value());
}

TEST_CASE("class limits have two digits, rise, and lie within the values", "[publish][hand]") {
  using publish::detail::class_limits;
  CHECK(class_limits({}, 5).empty());
  CHECK(class_limits({testing::kNaN}, 5).empty());
  CHECK(class_limits({3.0, 3.0, 3.0}, 5).empty());
  CHECK(class_limits({1.0, 2.0, 3.0, 4.0, 5.0}, 5) == std::vector<double>{2.0, 3.0, 4.0, 5.0});
  CHECK(class_limits({1.0, 123.4, 999.0, 1400.0}, 2) == std::vector<double>{1000.0});
}

TEST_CASE("styles are well-formed XML with quotes escaped", "[publish][edges]") {
  publish::detail::Style style{.title = "a & b", .groups = {}, .label_field = "x"};
  style.groups.push_back({"<1>", {}, publish::detail::StyleGroup::Visibility::shown, {}});
  style.groups[0].rules.push_back({"it's", {{"f\"g", publish::detail::Comparison::equals, "o'c\\d"}}, {}});
  const std::string qml = publish::detail::qml_of(style);
  CHECK(publish::detail::qgis_expression(style.groups[0].rules[0].conditions) == "\"f\"\"g\" = 'o''c\\\\d'");
  CHECK(qml.find("label=\"&lt;1&gt;\"") != std::string::npos);
  CHECK(qml.find("filter=\"&quot;f&quot;&quot;g&quot; = &apos;o&apos;&apos;c\\\\d&apos;\"") != std::string::npos);
  CHECK(publish::detail::sld_of(style, "n").find("<se:Title>a &amp; b</se:Title>") != std::string::npos);
}

TEST_CASE("times have milliseconds", "[publish][hand]") {
  CHECK(publish::detail::geopackage_time("2018-01-01T00:00:00Z") == "2018-01-01T00:00:00.000Z");
  CHECK(publish::detail::geopackage_time("2018-01-01T00:00:00.500Z") == "2018-01-01T00:00:00.500Z");
}
