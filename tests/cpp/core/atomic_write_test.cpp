// SPDX-License-Identifier: MIT
#include "libprofile/core/atomic_write.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "libprofile/core/error.hpp"

#include "support/child_process.hpp"

using libprofile::InputError;
using libprofile::InvalidArgument;
using libprofile::core::AtomicFolder;
using libprofile::core::IfPresent;
using libprofile::core::Readers;

namespace fs = std::filesystem;

namespace {

/// An empty folder of this test's own, gone afterwards.
struct Scratch {
  Scratch() {
    std::string pattern = (fs::temp_directory_path() / "libprofile-XXXXXX").string();
    path = ::mkdtemp(pattern.data());
  }
  ~Scratch() { fs::remove_all(path); }
  fs::path path;
};

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

unsigned mode(const fs::path& path) {
  struct stat facts {};
  REQUIRE(::stat(path.c_str(), &facts) == 0);
  return facts.st_mode & 0777U;
}

}  // namespace

TEST_CASE("a folder appears whole when it is committed, and not before", "[core][hand]") {
  const Scratch scratch;
  const fs::path target = scratch.path / "above" / "out";
  AtomicFolder folder(target);
  folder.write("a.txt", "one");
  folder.write("deep/er/b.txt", "");
  CHECK_FALSE(fs::exists(target));
  folder.commit();
  CHECK(bytes_of(target / "a.txt") == "one");
  CHECK(fs::is_empty(target / "deep" / "er" / "b.txt"));
  CHECK(entries(target.parent_path()) == 1);
}

TEST_CASE("a folder that is not committed leaves nothing", "[core][edges]") {
  const Scratch scratch;
  { AtomicFolder(scratch.path / "out").write("a.txt", "one"); }
  CHECK(entries(scratch.path) == 0);
}

TEST_CASE("an empty folder may be filled; one with something in it is refused", "[core][edges]") {
  const Scratch scratch;
  const fs::path target = scratch.path / "out";
  fs::create_directory(target);
  AtomicFolder folder(target);
  folder.write("a.txt", "one");
  folder.commit();
  CHECK_THROWS_AS(AtomicFolder(target), InputError);
  CHECK_THROWS_AS(AtomicFolder(target / "a.txt"), InputError);
  CHECK(bytes_of(target / "a.txt") == "one");
}

TEST_CASE("replacing leaves only the new, and only where the marker lies", "[core][edges]") {
  const Scratch scratch;
  const fs::path target = scratch.path / "out";
  fs::create_directory(target);
  std::ofstream(target / "letter.txt") << "mine";
  CHECK_THROWS_AS(AtomicFolder(target, {.if_present = IfPresent::replace, .marker = "manifest.json"}), InputError);
  CHECK(bytes_of(target / "letter.txt") == "mine");
  std::ofstream(target / "manifest.json") << "{}";
  AtomicFolder folder(target, {.if_present = IfPresent::replace, .marker = "manifest.json"});
  folder.write("new.txt", "new");
  CHECK(bytes_of(target / "letter.txt") == "mine");
  folder.commit();
  CHECK(entries(target) == 1);
  CHECK(bytes_of(target / "new.txt") == "new");
  CHECK(entries(scratch.path) == 1);
}

TEST_CASE("a folder that appears meanwhile is not overwritten", "[core][edges]") {
  const Scratch scratch;
  AtomicFolder folder(scratch.path / "out");
  folder.write("a.txt", "one");
  fs::create_directory(scratch.path / "out");
  std::ofstream(scratch.path / "out" / "b.txt") << "other";
  CHECK_THROWS_AS(folder.commit(), InputError);
  CHECK(entries(scratch.path / "out") == 1);
}

TEST_CASE("names that leave the folder are refused", "[core][edges]") {
  const Scratch scratch;
  AtomicFolder folder(scratch.path / "out");
  CHECK_THROWS_AS(folder.write("../b.txt", ""), InvalidArgument);
  CHECK_THROWS_AS(folder.write("a/../../b.txt", ""), InvalidArgument);
  CHECK_THROWS_AS(folder.write("/b.txt", ""), InvalidArgument);
  CHECK_THROWS_AS(folder.write("", ""), InvalidArgument);
  folder.write("b.txt", "");
  CHECK_THROWS_AS(folder.write("b.txt", ""), InputError);
}

TEST_CASE("what only its owner may read is closed to everybody else, whoever wrote it", "[core][hand]") {
  const Scratch scratch;
  AtomicFolder folder(scratch.path / "out", {.readers = Readers::owner});
  folder.write("deep/a.txt", "one");
  std::ofstream(folder.path() / "by_another.gpkg") << "bytes";
  folder.commit();
  CHECK(mode(scratch.path / "out") == 0700U);
  CHECK(mode(scratch.path / "out" / "deep") == 0700U);
  CHECK(mode(scratch.path / "out" / "deep" / "a.txt") == 0600U);
  CHECK(mode(scratch.path / "out" / "by_another.gpkg") == 0600U);
}

TEST_CASE("what a killed process left is removed by the next folder of that name, what a living one holds is not",
          "[core][edges]") {
  const Scratch scratch;
  const fs::path abandoned = scratch.path / ".out.partial-1-0";
  fs::create_directories(abandoned / "deep");
  std::ofstream(abandoned / "deep" / "a.txt") << "half";
  AtomicFolder living(scratch.path / "out");
  CHECK_FALSE(fs::exists(abandoned));
  AtomicFolder folder(scratch.path / "out");
  CHECK(fs::exists(living.path()));
  CHECK(living.path() != folder.path());
}

TEST_CASE("threads may write files of one folder", "[core][property]") {
  const Scratch scratch;
  AtomicFolder folder(scratch.path / "out");
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&folder, t] {
      for (int i = 0; i < 10; ++i) {
        folder.write("deep/" + std::to_string(i) + "/" + std::to_string(t), std::to_string(t));
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  folder.commit();
  for (int i = 0; i < 10; ++i) {
    CHECK(entries(scratch.path / "out" / "deep" / std::to_string(i)) == 8);
  }
}

TEST_CASE("no folder is written over the root or to no path", "[core][edges]") {
  CHECK_THROWS_AS(AtomicFolder("/"), InputError);
  CHECK_THROWS_AS(AtomicFolder(""), InputError);
}

TEST_CASE("child: writes a folder that does not fit", "[.child]") {
  const fs::path scratch = std::getenv(libprofile::testing::kChildFolder);
  AtomicFolder folder(scratch / "out");
  CHECK_THROWS_WITH(folder.write("deep/a.txt", std::string(1'000'000, 'x')),
                    Catch::StartsWith((scratch / "out/deep/a.txt: cannot be written: it would be larger").string()));
}

TEST_CASE("a folder that does not fit is an error that names the file, and leaves nothing", "[core][edges]") {
  const Scratch scratch;
  const pid_t child = libprofile::testing::start_child("child: writes a folder that does not fit", scratch.path, 65536);
  CHECK(libprofile::testing::wait_for(child) == 0);
  CHECK(entries(scratch.path) == 0);
}
