// SPDX-License-Identifier: MIT
#include "libprofile/core/atomic_write.hpp"

#include <fstream>
#include <iterator>
#include <string>

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "libprofile/core/error.hpp"

using libprofile::InputError;
using libprofile::InvalidArgument;
using libprofile::core::AtomicFolder;
using libprofile::core::IfPresent;
using libprofile::core::Readers;
using libprofile::core::write_file_atomically;

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

TEST_CASE("a file is written whole, refused where one lies, and replaced where asked", "[core][edges]") {
  const Scratch scratch;
  const fs::path target = scratch.path / "a.txt";
  write_file_atomically(target, "one");
  CHECK_THROWS_AS(write_file_atomically(target, "two"), InputError);
  CHECK(bytes_of(target) == "one");
  write_file_atomically(target, "two", {.if_present = IfPresent::replace, .readers = Readers::owner});
  CHECK(bytes_of(target) == "two");
  CHECK(mode(target) == 0600U);
  CHECK_THROWS_AS(write_file_atomically(scratch.path, "x", {.if_present = IfPresent::replace}), InputError);
  CHECK_THROWS_AS(write_file_atomically(scratch.path / "absent" / "a.txt", "x"), InputError);
  CHECK(entries(scratch.path) == 1);
}

TEST_CASE("a full disk is an error that names the file", "[core][edges]") {
  if (!fs::exists("/dev/full")) {
    WARN("skipped: no /dev/full here");
    return;
  }
  // A link to the device stands where the file would be: the write itself fails, as on a full disk.
  const Scratch scratch;
  AtomicFolder folder(scratch.path / "out");
  fs::create_symlink("/dev/full", folder.path() / "a.txt");
  CHECK_THROWS_AS(folder.write("a.txt", "bytes"), InputError);
}
