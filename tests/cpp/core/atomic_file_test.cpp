// SPDX-License-Identifier: MIT
#include <atomic>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "libprofile/core/atomic_write.hpp"
#include "libprofile/core/error.hpp"

#include "support/child_process.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using libprofile::core::IfPresent;
using libprofile::core::Readers;
using libprofile::core::write_file_atomically;
namespace fs = std::filesystem;

namespace {

const core::WriteOptions kReplace{.if_present = IfPresent::replace};

mode_t mode_of(const fs::path& path) {
  struct stat status {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777U;
}

/// Writes as nobody while it lives, where the tests run as root: root may write to a read-only folder.
class AsNobody {
 public:
  AsNobody() : is_root_(geteuid() == 0) {
    if (is_root_) {
      REQUIRE(seteuid(65534) == 0);
    }
  }
  ~AsNobody() {
    if (is_root_) {
      static_cast<void>(seteuid(0));
    }
  }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;

 private:
  bool is_root_;
};

}  // namespace

TEST_CASE("a file is written, written over, and nothing else is left", "[core][hand]") {
  const testing::ScratchFolder folder;
  const fs::path path = folder.path() / "a.txt";
  for (const std::string& bytes :
       {std::string("one"), std::string("two, longer"), std::string(), std::string("\0x", 2)}) {
    write_file_atomically(path, bytes, kReplace);
    CHECK(testing::read_bytes(path) == bytes);
    CHECK(folder.entries() == 1);
  }
}

TEST_CASE("modes follow the umask, or are for the owner alone", "[core][hand]") {
  const testing::ScratchFolder folder;
  const mode_t before = umask(022);
  write_file_atomically(folder.path() / "open", "x");
  write_file_atomically(folder.path() / "private", "x", {.readers = Readers::owner});
  umask(before);
  CHECK(mode_of(folder.path() / "open") == 0644);
  CHECK(mode_of(folder.path() / "private") == 0600);
}

TEST_CASE("a path that cannot be written is an error that names it and a remedy", "[core][edges]") {
  const testing::ScratchFolder folder;
  testing::write_bytes(folder.path() / "file", "x");
  fs::create_directory(folder.path() / "folder");
  const auto message = [](const fs::path& path) {
    try {
      write_file_atomically(path, "x", kReplace);
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string("no error");
  };
  const std::string at = folder.path().string();
  CHECK(message(folder.path() / "absent/a") ==
        at + "/absent/a: cannot be written: no such folder: make it first (mkdir -p)");
  CHECK(message(folder.path() / "file/a") ==
        at + "/file/a: cannot be written: part of the path is a file: choose another folder");
  CHECK(message(folder.path() / "folder") == at + "/folder: cannot be written: it is a folder: name a file");
  CHECK(message(at + "/folder/") == at + "/folder/: cannot be written: it is a folder: name a file");
  CHECK(folder.entries() == 2);
}

TEST_CASE("a read-only folder is an error, and stays as it was", "[core][edges]") {
  const testing::ScratchFolder folder;
  fs::permissions(folder.path(),
                  fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_all & ~fs::perms::others_write);
  {
    const AsNobody nobody;
    CHECK_THROWS_WITH(write_file_atomically(folder.path() / "a", "x"), Catch::Contains("permission denied"));
  }
  CHECK(folder.entries() == 0);
}

TEST_CASE("what a killed process left is removed by the next write, what a living one holds is not", "[core][edges]") {
  const testing::ScratchFolder folder;
  const fs::path abandoned = folder.path() / ".a.partial-1-0";
  const fs::path held = folder.path() / ".a.partial-2-0";
  const fs::path other = folder.path() / ".b.partial-1-0";
  for (const fs::path& path : {abandoned, held, other}) {
    testing::write_bytes(path, "half");
  }
  const int descriptor = open(held.c_str(), O_RDONLY);
  REQUIRE(flock(descriptor, LOCK_EX | LOCK_NB) == 0);
  write_file_atomically(folder.path() / "a", "whole");
  close(descriptor);
  CHECK_FALSE(fs::exists(abandoned));
  CHECK(fs::exists(held));
  CHECK(fs::exists(other));
}

TEST_CASE("many threads that write one path leave one of their files, whole", "[core][property]") {
  const testing::ScratchFolder folder;
  std::vector<std::thread> threads;
  for (char c = 'a'; c < 'a' + 8; ++c) {
    threads.emplace_back([&folder, c] {
      for (int i = 0; i < 20; ++i) {
        write_file_atomically(folder.path() / "x", std::string(10'000, c), kReplace);
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  const std::string bytes = testing::read_bytes(folder.path() / "x");
  CHECK(bytes == std::string(10'000, bytes.at(0)));
  CHECK(folder.entries() == 1);
}

TEST_CASE("child: writes a megabyte over a file", "[.child]") {
  const fs::path folder = std::getenv(testing::kChildFolder);
  CHECK_THROWS_WITH(write_file_atomically(folder / "a", std::string(1'000'000, 'x'), kReplace),
                    Catch::Contains("larger than files may be here"));
}

TEST_CASE("a file that does not fit leaves the old one and nothing else", "[core][edges]") {
  const testing::ScratchFolder folder;
  testing::write_bytes(folder.path() / "a", "old");
  CHECK(testing::wait_for(testing::start_child("child: writes a megabyte over a file", folder.path(), 65536)) == 0);
  CHECK(testing::read_bytes(folder.path() / "a") == "old");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a file that is there is refused unless it may be replaced", "[core][edges]") {
  const testing::ScratchFolder folder;
  const fs::path path = folder.path() / "a";
  write_file_atomically(path, "one");
  CHECK_THROWS_WITH(
      write_file_atomically(path, "two"),
      path.string() + ": cannot be written: it is already there: choose another name, or replace it (--replace)");
  CHECK(testing::read_bytes(path) == "one");
  CHECK(folder.entries() == 1);
}

TEST_CASE("many threads that may not replace a file: one of them writes it", "[core][property]") {
  const testing::ScratchFolder folder;
  std::atomic<int> written{0};
  std::vector<std::thread> threads;
  for (char c = 'a'; c < 'a' + 8; ++c) {
    threads.emplace_back([&folder, &written, c] {
      try {
        write_file_atomically(folder.path() / "x", std::string(10'000, c));
        ++written;
      } catch (const InputError&) {
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  CHECK(written == 1);
  CHECK(folder.entries() == 1);
}

TEST_CASE("a symbolic link is followed and stays", "[core][edges]") {
  const testing::ScratchFolder folder;
  testing::write_bytes(folder.path() / "a", "old");
  fs::create_symlink("a", folder.path() / "link");
  write_file_atomically(folder.path() / "link", "new", kReplace);
  CHECK(fs::is_symlink(folder.path() / "link"));
  CHECK(testing::read_bytes(folder.path() / "a") == "new");
}
