// SPDX-License-Identifier: MIT
#include "libprofile/publish/write_profile.hpp"

#include <chrono>
#include <map>
#include <thread>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sys/mount.h>
#include <sys/stat.h>

#include "libprofile/core/digest.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/publish/verify.hpp"

#include "support/child_process.hpp"
#include "support/publish_document.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using namespace libprofile::publish;
namespace fs = std::filesystem;

namespace {

std::map<std::string, std::string> files_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files[entry.path().lexically_relative(folder).string()] = testing::read_bytes(entry.path());
    }
  }
  return files;
}

mode_t mode_of(const fs::path& path) {
  struct stat status {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777U;
}

std::string message_of(const fs::path& directory, const WriteProfileOptions& options = {}) {
  try {
    write_profile(testing::protected_document(), {}, directory, options);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

const WriteProfileOptions kReplace{.existing = Existing::replace};

}  // namespace

TEST_CASE("a profile's folder has every file, and its manifest knows them", "[publish][hand]") {
  const testing::ScratchFolder folder;
  const fs::path out = folder.path() / "out";
  const auto document = testing::protected_document();
  const auto artefacts = write_profile(document, {render_page(document, Audience::outreach)}, out);
  std::vector<std::string> paths;
  std::vector<std::string> checksums;
  for (const auto& [path, bytes] : files_of(out)) {
    (path.starts_with("checksums/") ? checksums : paths).push_back(path);
  }
  CHECK(paths == std::vector<std::string>{
                     "data-quality.json", "layers.gpkg", "layers/clusters.geojson", "layers/hotspots.geojson",
                     "layers/neighbourhoods.geojson", "layers/premises_types_by_area.geojson", "manifest.json",
                     "report-outreach.html", "report-sign.html", "results.json", "tables/counts.csv",
                     "tables/premises_comparisons.csv", "tables/premises_steadied.csv", "tables/premises_types.csv"});
  CHECK(artefacts.size() == 13);
  const Verification found = verify(out);
  CHECK(found.holds());
  CHECK(found.matching.size() == 13);
  CHECK(checksums.size() == paths.size());
  for (const std::string& path : paths) {
    INFO(path);
    CHECK(testing::read_bytes(out / checksum_path(path)) ==
          core::to_hex(core::sha256(testing::read_bytes(out / path))));
  }
  CHECK(folder.entries() == 1);
}

TEST_CASE("results.json has every file of the folder but itself", "[publish][hand]") {
  const testing::ScratchFolder folder;
  const auto document = testing::protected_document();
  write_profile(document, {render_page(document, Audience::analyst)}, folder.path() / "out");
  auto files = files_of(folder.path() / "out");
  const auto json = nlohmann::json::parse(files["results.json"]);
  std::map<std::string, std::string> status;
  for (const auto& output : json["results"]) {
    status[output["files"][0]["name"]] = output["status"];
  }
  files.erase("results.json");
  std::erase_if(files, [](const auto& file) { return file.first.starts_with("checksums/"); });
  CHECK(status.size() == files.size());
  for (const auto& [path, bytes] : files) {
    CHECK(status.count(path) == 1);
  }
  CHECK(status["data-quality.json"] == "pass");
  CHECK(status["manifest.json"] == "review");
}

TEST_CASE("the same document gives the same folder, for any number of threads", "[publish][property]") {
  const testing::ScratchFolder folder;
  const auto document = testing::protected_document({.side = 20});
  for (const int threads : {1, 2, 8}) {
    const core::ThreadLimit limit(threads);
    write_profile(document, {}, folder.path() / std::to_string(threads));
  }
  const auto first = files_of(folder.path() / "1");
  CHECK(first == files_of(folder.path() / "2"));
  CHECK(first == files_of(folder.path() / "8"));
}

TEST_CASE("an empty folder is used, one with files is refused and kept", "[publish][edges]") {
  const testing::ScratchFolder folder;
  const fs::path out = folder.path() / "out";
  fs::create_directory(out);
  CHECK(message_of(out.string() + "/") == "no error");
  const auto before = files_of(out);
  CHECK(message_of(out) ==
        out.string() + ": cannot be written: it is not empty: choose another folder, or replace it (--replace)");
  CHECK(before == files_of(out));
  CHECK(folder.entries() == 1);
}

TEST_CASE("an old profile is replaced whole, whatever was changed in it", "[publish][hand]") {
  const testing::ScratchFolder folder;
  const fs::path out = folder.path() / "out";
  write_profile(testing::protected_document({.side = 2}), {}, out);
  testing::write_bytes(out / "tables/counts.csv", "changed");
  testing::write_bytes(out / "layers.gpkg-wal", "left by a viewer");
  write_profile(testing::protected_document({.side = 4}), {}, out, kReplace);
  CHECK(verify(out).holds());
  CHECK(files_of(out)["tables/counts.csv"].find("X01000015") != std::string::npos);
  CHECK(folder.entries() == 1);
}

TEST_CASE("what somebody else put into a folder is never replaced", "[publish][edges]") {
  const testing::ScratchFolder folder;
  const fs::path out = folder.path() / "out";
  fs::create_directory(out);
  testing::write_bytes(out / "notes.txt", "mine");
  CHECK(message_of(out, kReplace) ==
        out.string() +
            ": cannot be replaced: it holds files and no manifest of a profile: move that away, or choose another "
            "folder");
  fs::remove(out / "notes.txt");
  write_profile(testing::protected_document(), {}, out);
  testing::write_bytes(out / "notes.txt", "mine");
  CHECK_THAT(message_of(out, kReplace), Catch::Contains("notes.txt, which its manifest does not name"));
  CHECK(testing::read_bytes(out / "notes.txt") == "mine");
}

TEST_CASE("a target that is no folder, or has no parent, is refused", "[publish][edges]") {
  const testing::ScratchFolder folder;
  testing::write_bytes(folder.path() / "file", "x");
  CHECK_THAT(message_of(folder.path() / "file"), Catch::Contains("part of the path is a file"));
  CHECK_THAT(message_of(folder.path() / "absent/out"), Catch::Contains("make it first"));
  CHECK_THAT(message_of("/"), Catch::Contains("root of a file system"));
  CHECK_THAT(message_of(""), Catch::Contains("no such folder"));
  CHECK(folder.entries() == 1);
}

TEST_CASE("the internal tier is for its owner alone and marked in every file", "[publish][hand]") {
  const testing::ScratchFolder folder;
  const fs::path out = folder.path() / "out";
  write_profile(testing::protected_document({}, disclosure::Policy::preset("internal")), {}, out);
  CHECK(mode_of(out) == 0700);
  CHECK(mode_of(out / "layers") == 0700);
  for (const auto& [path, bytes] : files_of(out)) {
    INFO(path);
    CHECK(mode_of(out / path) == 0600);
    CHECK(bytes.find("OFFICIAL-SENSITIVE") != std::string::npos);
  }
}

TEST_CASE("the other tiers follow the umask", "[publish][hand]") {
  const testing::ScratchFolder folder;
  const mode_t before = umask(022);
  write_profile(testing::protected_document(), {}, folder.path() / "out");
  umask(before);
  CHECK(mode_of(folder.path() / "out") == 0755);
  CHECK(mode_of(folder.path() / "out/tables/counts.csv") == 0644);
}

TEST_CASE("cancelled work leaves nothing", "[publish][edges]") {
  const testing::ScratchFolder folder;
  const auto document = testing::protected_document();
  const auto token = core::CancellationToken::create();
  token.cancel();
  const core::CancellationScope scope(token);
  CHECK_THROWS_AS(write_profile(document, {}, folder.path() / "out"), Cancelled);
  CHECK(folder.entries() == 0);
}

TEST_CASE("child: writes a profile that does not fit", "[.child]") {
  const fs::path folder = std::getenv(testing::kChildFolder);
  CHECK_THROWS_AS(write_profile(testing::protected_document(), {}, folder / "out"), InputError);
}

TEST_CASE("a profile that does not fit leaves nothing", "[publish][edges]") {
  const testing::ScratchFolder folder;
  CHECK(testing::wait_for(testing::start_child("child: writes a profile that does not fit", folder.path(), 4096)) == 0);
  CHECK(folder.entries() == 0);
}

TEST_CASE("a full disk leaves what was there and says so", "[publish][edges]") {
  const testing::ScratchFolder folder;
  if (mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=128k") != 0) {
    WARN("skipped: this process may not mount a small disk");
    return;
  }
  testing::write_bytes(folder.path() / "note", "kept");
  const std::string message = message_of(folder.path() / "out");
  const std::size_t entries = folder.entries();
  umount(folder.path().c_str());
  CHECK_THAT(message, Catch::Contains("the disk is full"));
  CHECK(entries == 1);
}

TEST_CASE("child: writes a large profile", "[.child]") {
  const fs::path folder = std::getenv(testing::kChildFolder);
  write_profile(testing::protected_document({.side = 120, .vertices = 20}), {}, folder / "out");
}

TEST_CASE("a process that is killed while it writes leaves no profile, and the next run sweeps", "[publish][edges]") {
  const testing::ScratchFolder folder;
  const pid_t child = testing::start_child("child: writes a large profile", folder.path());
  for (int i = 0; i < 5000 && folder.entries() == 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  kill(child, SIGKILL);
  REQUIRE(testing::wait_for(child) == -SIGKILL);
  CHECK_FALSE(fs::exists(folder.path() / "out"));
  CHECK(folder.entries() == 1);
  write_profile(testing::protected_document(), {}, folder.path() / "out");
  CHECK(folder.entries() == 1);
  CHECK(verify(folder.path() / "out").holds());
}
