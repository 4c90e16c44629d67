// SPDX-License-Identifier: MIT
#include "tools/config.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/scratch_folder.hpp"

using namespace libprofile;
using Catch::Contains;

namespace {

const std::string kProfile =
    "[profile]\ntitle = \"T\"\ntier = \"partner\"\nseed = 3\n"
    "window = { start = 2018-01-01, end = 2018-12-31 }\n";
const std::string kIncidents =
    "[incidents]\nfiles = [\"crimes/*.csv\"]\ncrs = \"EPSG:4326\"\nx = \"Longitude\"\ny = \"Latitude\"\n"
    "columns = { id = \"Crime ID\", start = \"Month\", category = \"Crime type\" }\n";
const std::string kAreas = "[areas]\nfiles = [\"a.geojson\"]\ncode = \"code\"\nparent = [\"ward\", \"district\"]\n";
const std::string kPremises =
    "[premises]\nfiles = [\"p.csv\"]\ncrs = \"EPSG:4326\"\nx = \"lon\"\ny = \"lat\"\n"
    "columns = { id = \"id\", type = \"type\" }\ncrosswalk = \"fhrs\"\nradius_m = 150\n";

struct Folder : testing::ScratchFolder {
  Folder() {
    std::filesystem::create_directory(path() / "crimes");
    testing::write_bytes(path() / "crimes" / "2.csv", "a\n");
    testing::write_bytes(path() / "crimes" / "1.csv", "a\n");
  }

  tools::Config read(const std::string& text) const {
    testing::write_bytes(path() / "profile.toml", text);
    return tools::read_config(path() / "profile.toml", {});
  }
};

}  // namespace

TEST_CASE("a configuration is read whole, with paths relative to it", "[tools][hand]") {
  const Folder folder;
  const tools::Config config = folder.read(kProfile + kIncidents + kAreas + kPremises);
  CHECK(config.options.title == "T");
  CHECK(config.options.seed == 3);
  CHECK(config.options.window->start == "2018-01-01");
  CHECK(config.options.window->end == "2018-12-31");
  CHECK(config.crs == "EPSG:27700");
  REQUIRE(config.incidents.size() == 1);
  CHECK(config.incidents[0].files ==
        std::vector<std::string>{(folder.path() / "crimes/1.csv").string(), (folder.path() / "crimes/2.csv").string()});
  CHECK(config.incidents[0].mapping.columns.at("start") == "Month");
  CHECK(config.areas.parents == std::vector<std::string>{"ward", "district"});
  CHECK(config.premises->mapping.crosswalk == "fhrs");
  CHECK(config.options.premises_radius_m == 150.0);
}

TEST_CASE("several sources of incidents each have their own columns", "[tools][hand]") {
  const Folder folder;
  std::string source = kIncidents;
  source.replace(0, 11, "[[incidents]]");
  const tools::Config config = folder.read(kProfile + source + source + kAreas);
  REQUIRE(config.incidents.size() == 2);
  CHECK(config.incidents[1].name == "incidents 2");
  CHECK_THROWS_WITH(
      folder.read(kProfile + source + "counts = \"records\"\n" + source + "counts = \"persons\"\n" + kAreas),
      Contains("must be the same for all sources"));
}

TEST_CASE("a key that is not known is an error with its line and the nearest one", "[tools][edges]") {
  const Folder folder;
  CHECK_THROWS_WITH(folder.read(kProfile + "titl = \"x\"\n" + kIncidents + kAreas),
                    Contains("line 6, [profile]: 'titl' is not a key that is known; did you mean title?"));
  CHECK_THROWS_WITH(folder.read(kProfile + kIncidents + kAreas + "[premisses]\nx = 1\n"),
                    Contains("[premisses] is not a table") && Contains("premises?"));
  CHECK_THROWS_WITH(folder.read(kProfile + kIncidents + kAreas +
                                "[areas.population]\nfile = \"p.csv\"\ncode = \"c\"\n"
                                "count = \"n\"\nunder18 = \"u\"\n"),
                    Contains("[areas.population]: 'under18'") && Contains("under_18?"));
}

TEST_CASE("keys that are missing or of another type name their line", "[tools][edges]") {
  const Folder folder;
  CHECK_THROWS_WITH(folder.read(kProfile + kAreas), Contains("[incidents] is missing"));
  CHECK_THROWS_WITH(folder.read(kProfile + kIncidents), Contains("[areas] is missing"));
  CHECK_THROWS_WITH(folder.read(kIncidents + kAreas), Contains("[profile] is missing"));
  CHECK_THROWS_WITH(folder.read("[profile]\nseed = \"one\"\n" + kIncidents + kAreas),
                    Contains("line 2, [profile] seed: must be a whole number"));
  CHECK_THROWS_WITH(folder.read("[profile]\nseed = -1\n" + kIncidents + kAreas), Contains("must be at least 0"));
  CHECK_THROWS_WITH(folder.read("[profile]\ntier = \"secret\"\n" + kIncidents + kAreas),
                    Contains("must be \"internal\""));
  CHECK_THROWS_WITH(folder.read(kProfile + kIncidents + "[areas]\nfiles = [1]\n"),
                    Contains("files: must be a list of texts"));
  CHECK_THROWS_WITH(folder.read(kProfile + kIncidents + kAreas +
                                "[premises]\nfiles = [\"p.csv\"]\nradius_m = 0\n"
                                "columns = { type = \"t\" }\n"),
                    Contains("radius_m: must be above 0"));
  CHECK_THROWS_WITH(folder.read("[profile]\nwindow = { start = 5, end = 2018-12-31 }\n" + kIncidents + kAreas),
                    Contains("must be a date"));
}

TEST_CASE("what is no TOML, no file or a folder is told apart", "[tools][edges]") {
  const Folder folder;
  CHECK_THROWS_WITH(folder.read("[profile\n"), Contains("profile.toml, line 1") && Contains("is not TOML"));
  CHECK_THROWS_WITH(tools::read_config(folder.path() / "none.toml", {}), Contains("no such file"));
  CHECK_THROWS_WITH(tools::read_config(folder.path(), {}), Contains("is a folder"));
}

TEST_CASE("a mapping that cannot be is refused before any file is opened", "[tools][edges]") {
  const Folder folder;
  const std::string head = "[incidents]\nfiles = [\"none.csv\"]\n";
  CHECK_THROWS_WITH(folder.read(kProfile + head + "columns = { strat = \"Month\" }\n" + kAreas), Contains("strat"));
  CHECK_THROWS_WITH(folder.read(kProfile + head + "x = \"a\"\ncolumns = { start = \"Month\" }\n" + kAreas),
                    Contains("y"));
  CHECK_THROWS_AS(
      folder.read(kProfile + head + "columns = { start = \"Date\", category = \"Self-defined ethnicity\" }\n" + kAreas),
      InputError);
  CHECK_THROWS_WITH(folder.read(kProfile + head + "counts = \"persons\"\ncolumns = { start = \"Month\" }\n" + kAreas),
                    Contains("must map person"));
  CHECK_THROWS_WITH(folder.read(kProfile + kIncidents + "[areas]\nfiles = [\"no-*.geojson\"]\ncode = \"c\"\n"),
                    Contains("no-*.geojson: no file matches"));
}

TEST_CASE("a policy is made stricter, never laxer", "[tools][edges]") {
  const Folder folder;
  const std::string all = kProfile + kIncidents + kAreas;
  CHECK(folder.read(all + "[policy]\nthreshold = 10\n").options.policy.fields().threshold == 10);
  CHECK_THROWS_AS(folder.read(all + "[policy]\nthreshold = 1\n"), DisclosureError);
  CHECK_THROWS_WITH(folder.read(all + "[policy]\ntreshold = 10\n"), Contains("threshold?"));
}

TEST_CASE("a key file that others may read is refused", "[tools][edges]") {
  const Folder folder;
  testing::write_bytes(folder.path() / "k", std::string(32, 'k'));
  std::filesystem::permissions(folder.path() / "k", std::filesystem::perms(0644));
  const std::string text = "[profile]\nkey = \"k\"\n" + kIncidents + kAreas;
  CHECK_THROWS_AS(folder.read(text), InputError);
  std::filesystem::permissions(folder.path() / "k", std::filesystem::perms(0600));
  CHECK(folder.read(text).options.key.has_value());
}
