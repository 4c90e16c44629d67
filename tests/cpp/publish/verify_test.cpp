// SPDX-License-Identifier: MIT
#include "libprofile/publish/verify.hpp"

#include <catch2/catch.hpp>

#include "libprofile/core/digest.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/publish/write_profile.hpp"

#include "support/publish_document.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using Paths = std::vector<std::string>;
namespace fs = std::filesystem;

TEST_CASE("missing, changed and extra files are told apart", "[publish][hand]") {
  const testing::ScratchFolder folder;
  const fs::path out = folder.path() / "out";
  write_profile(testing::protected_document(), {}, out);
  CHECK(verify(out).holds());
  CHECK(verify(out).manifest_sha256 == core::to_hex(core::sha256(testing::read_bytes(out / "manifest.json"))));

  fs::remove(out / "layers/clusters.geojson");
  fs::remove(out / "results.json");
  fs::create_symlink("tables/counts.csv", out / "results.json");
  std::string bytes = testing::read_bytes(out / "tables/counts.csv");
  bytes[0] = 'L';
  testing::write_bytes(out / "tables/counts.csv", bytes);
  testing::write_bytes(out / "tables/.hidden", "x");
  const Verification found = verify(out);
  CHECK_FALSE(found.holds());
  CHECK(found.missing == Paths{"layers/clusters.geojson", "results.json"});
  CHECK(found.changed == Paths{"tables/counts.csv"});
  CHECK(found.extra == Paths{"results.json", "tables/.hidden"});
  CHECK(found.matching.size() == 9);
}

TEST_CASE("a checksum that is not that of its file is a change, one that is absent is none", "[publish][edges]") {
  const testing::ScratchFolder folder;
  const fs::path out = folder.path() / "out";
  write_profile(testing::protected_document(), {}, out);
  fs::remove(out / "checksums/tables/counts.csv.txt");
  CHECK(verify(out).holds());
  testing::write_bytes(out / "checksums/layers.gpkg.txt", std::string(64, '0'));
  testing::write_bytes(out / "checksums/manifest.json.txt", "");
  testing::write_bytes(out / "checksums/another.txt", "x");
  const Verification found = verify(out);
  CHECK(found.changed == Paths{"checksums/layers.gpkg.txt", "checksums/manifest.json.txt"});
  CHECK(found.extra == Paths{"checksums/another.txt"});
}

TEST_CASE("what is no manifest of ours is an error that says so", "[publish][edges]") {
  const testing::ScratchFolder folder;
  CHECK_THROWS_WITH(verify(folder.path()), Catch::Contains("is not a profile's folder: it has no manifest.json"));
  CHECK_THROWS_AS(verify(folder.path() / "absent"), InputError);
  const std::string start = R"({"artefacts":[{"bytes":1,"sha256":"x","path":)";
  const Paths bad{"",
                  "{",
                  "[]",
                  R"({"artefacts":{}})",
                  R"({"artefacts":[1]})",
                  R"({"artefacts":[{"path":"a","bytes":"1","sha256":""}]})",
                  start + R"("../a"}]})",
                  start + R"("a/../../b"}]})",
                  start + R"("/etc/passwd"}]})",
                  start + R"(""}]})"};
  for (const std::string& text : bad) {
    INFO(text);
    testing::write_bytes(folder.path() / "manifest.json", text);
    CHECK_THROWS_WITH(verify(folder.path()), Catch::Contains("is no manifest of a profile"));
  }
}
