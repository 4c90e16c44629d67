// SPDX-License-Identifier: MIT
#include "libprofile/io/read_areas.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/scratch_folder.hpp"

using namespace libprofile;
using Catch::Contains;
using io::read_areas;

namespace {

std::string put(const testing::ScratchFolder& folder, const std::string& name, const std::string& bytes) {
  testing::write_bytes(folder.path() / name, bytes);
  return (folder.path() / name).string();
}

std::string feature(const std::string& code, const std::string& geometry, const std::string& parent = "P") {
  return R"({"type":"Feature","properties":{"code":)" + code + R"(,"name":"Area","parent":")" + parent +
         R"("},"geometry":)" + geometry + "}";
}

/// A square of a hundredth of a degree with its south-west corner at these.
std::string square(const std::string& lon, const std::string& lat) {
  const std::string east = std::to_string(std::stod(lon) + 0.01);
  const std::string north = std::to_string(std::stod(lat) + 0.01);
  return R"({"type":"Polygon","coordinates":[[[)" + lon + "," + lat + "],[" + east + "," + lat + "],[" + east + "," +
         north + "],[" + lon + "," + north + "],[" + lon + "," + lat + "]]]}";
}

std::string collection(const std::vector<std::string>& features) {
  std::string text = R"({"type":"FeatureCollection","features":[)";
  for (std::size_t i = 0; i < features.size(); ++i) {
    text += (i == 0 ? "" : ",") + features[i];
  }
  return text + "]}";
}

io::AreaSource source(const std::string& path) {
  io::AreaSource areas;
  areas.files = {path};
  areas.code = "code";
  areas.name = "name";
  areas.parents = {"parent"};
  return areas;
}

const std::string kTwo =
    collection({feature("\"E02\"", square("-1.50", "53.5")), feature("\"E01\"", square("-1.40", "53.5"))});

}  // namespace

TEST_CASE("areas come in order of code, on the plane and with their own degrees", "[io][hand]") {
  const testing::ScratchFolder folder;
  const io::AreasRead read = read_areas(source(put(folder, "a.geojson", kTwo)), "EPSG:27700");
  CHECK(read.areas.codes == std::vector<std::string>{"E01", "E02"});
  CHECK(read.areas.levels.front().codes == std::vector<std::string>{"P"});
  CHECK(read.areas.population.empty());
  CHECK(read.transformation.accuracy_m == 2.0);
  // The file's own vertices to a centimetre.
  CHECK(read.areas.lonlat_deg[0] == Approx(-1.40).margin(1e-7));
  CHECK(read.areas.lonlat_deg[1] == Approx(53.5).margin(1e-7));
  CHECK(read.areas.polygons.xy[0] == Approx(439876.0).margin(200.0));
}

TEST_CASE("residents are joined by code; what has no partner is named", "[io][hand]") {
  const testing::ScratchFolder folder;
  io::AreaSource areas = source(put(folder, "a.geojson", kTwo));
  areas.population = io::PopulationSource{put(folder, "p.csv", "code,n,u\nE09,1,0\nE02,1500,200\n"), "code", "n", "u"};
  const io::AreasRead read = read_areas(areas, "EPSG:27700");
  CHECK(std::isnan(read.areas.population[0]));
  CHECK(read.areas.population[1] == 1500.0);
  CHECK(read.areas.under_18[1] == 200.0);
  REQUIRE(read.warnings.size() == 2);
  CHECK_THAT(read.warnings[0], Contains("1 area has no row (E01)"));
  CHECK_THAT(read.warnings[1], Contains("1 row is of no area (1)"));
}

TEST_CASE("a count of residents that is none is named by file, row and column, without its value", "[io][edges]") {
  const testing::ScratchFolder folder;
  io::AreaSource areas = source(put(folder, "a.geojson", kTwo));
  for (const std::string bad : {"-7319", "unbekannt", "infinity", "1 500"}) {
    areas.population = io::PopulationSource{put(folder, "p.csv", "code,n\nE01,5\nE02," + bad + "\n"), "code", "n", ""};
    CHECK_THROWS_WITH(read_areas(areas, "EPSG:27700"), Contains("p.csv, row 2, column 'n': must be") && !Contains(bad));
  }
  areas.population = io::PopulationSource{put(folder, "q.csv", "code,n\nE01,5\nE01,6\n"), "code", "n", ""};
  CHECK_THROWS_WITH(read_areas(areas, "EPSG:27700"), Contains("q.csv, row 2, column 'code': its code is there twice"));
  areas.population = io::PopulationSource{put(folder, "r.csv", "code,n\nE01,0\nE02,\n"), "code", "n", ""};
  const io::AreasRead read = read_areas(areas, "EPSG:27700");
  CHECK(read.areas.population[0] == 0.0);
  CHECK(std::isnan(read.areas.population[1]));
}

TEST_CASE("outlines that are none, mixed or invalid are named by code", "[io][edges]") {
  const testing::ScratchFolder folder;
  const auto reading = [&](const std::string& text) {
    return read_areas(source(put(folder, "a.geojson", text)), "EPSG:27700");
  };
  const std::string good = feature("\"E01\"", square("-1.40", "53.5"));
  CHECK_THROWS_WITH(reading(collection({good, feature("\"E02\"", "null")})), Contains("E02"));
  CHECK_THROWS_WITH(reading(collection({good, feature("\"E02\"", R"({"type":"Point","coordinates":[-1.4,53.5]})")})),
                    Contains("E02") && Contains("polygon"));
  const std::string bow =
      R"({"type":"Polygon","coordinates":[[[-1.5,53.5],[-1.4,53.6],[-1.4,53.5],[-1.5,53.6],[-1.5,53.5]]]})";
  CHECK_THROWS_WITH(reading(collection({feature("\"E02\"", bow)})), Contains("E02") && Contains("repair"));
  io::AreaSource repaired = source(put(folder, "b.geojson", collection({feature("\"E02\"", bow)})));
  repaired.repair = io::Repair::make_valid;
  CHECK(read_areas(repaired, "EPSG:27700").areas.repaired == std::vector<std::string>{"E02"});
}

TEST_CASE("codes that are absent or there twice are refused", "[io][edges]") {
  const testing::ScratchFolder folder;
  const auto reading = [&](const std::string& text) {
    return read_areas(source(put(folder, "a.geojson", text)), "EPSG:27700");
  };
  const std::string good = feature("\"E01\"", square("-1.40", "53.5"));
  CHECK_THROWS_WITH(reading(collection({good, feature("null", square("-1.5", "53.5"))})),
                    Contains("row 2, column 'code'"));
  CHECK_THROWS_WITH(reading(collection({good, good})), Contains("E01"));
}

TEST_CASE("overlapping areas are read and remarked on", "[io][edges]") {
  const testing::ScratchFolder folder;
  const io::AreasRead read = read_areas(source(put(folder, "a.geojson",
                                                   collection({feature("\"E01\"", square("-1.400", "53.5")),
                                                               feature("\"E02\"", square("-1.405", "53.5"))}))),
                                        "EPSG:27700");
  REQUIRE(read.warnings.size() == 1);
  CHECK_THAT(read.warnings[0], Contains("E01 and E02 overlap"));
}

TEST_CASE("a file without areas gives an empty set; a table is no source of areas", "[io][edges]") {
  const testing::ScratchFolder folder;
  CHECK_THROWS_WITH(read_areas(source(put(folder, "a.csv", "code,name,parent\nE01,a,b\n")), "EPSG:27700"),
                    Contains("holds no outlines"));
  CHECK_THROWS_AS(read_areas(source(put(folder, "a.geojson", kTwo)), "EPSG:4326"), CrsError);
  io::AreaSource other = source(put(folder, "b.geojson", kTwo));
  other.crs = "EPSG:27700";
  CHECK_THROWS_WITH(read_areas(other, "EPSG:27700"), Contains("is in EPSG:4326, but its configuration says"));
}
