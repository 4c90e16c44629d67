// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <sys/resource.h>
#include <unistd.h>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/ledger.hpp"

#include "support/child_process.hpp"
#include "support/ledgers.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using disclosure::Ledger;
using disclosure::ReleaseState;
using testing::fill_ledger;
using testing::message_of;
using testing::some_release;

TEST_CASE("rows taken out, changed or put in by hand are found", "[disclosure][edges]") {
  const testing::ScratchFolder folder;
  const auto path = folder.path() / "l.ledger";
  const auto after = [&](const std::string& sql) {
    std::filesystem::remove(path);
    fill_ledger(path);
    const std::string drop = "DROP TRIGGER entries_are_kept; DROP TRIGGER entries_stay;";
    const std::string triggers =
        "CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are kept'); END;"
        "CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries stay'); END;";
    const std::string command = "sqlite3 '" + path.string() + "' \"" + drop + sql + ";" + triggers + "\"";
    REQUIRE(std::system(command.c_str()) == 0);
    const std::string listed = message_of([&] { static_cast<void>(Ledger(path).list()); });
    const std::string bytes = testing::read_bytes(path);
    CHECK(message_of([&] { static_cast<void>(Ledger(path).enter(some_release(5), "A")); }) == listed);
    CHECK((listed == "no error") != (testing::read_bytes(path) == bytes));
    return listed;
  };
  CHECK(after("SELECT 1") == "no error");
  CHECK_THAT(after("DELETE FROM entries WHERE number = 7"), Catch::Contains("entry 7 is missing"));
  CHECK_THAT(after("DELETE FROM entries WHERE number = 2"), Catch::Contains("entry 2 is missing"));
  CHECK_THAT(after("UPDATE entries SET head = replace(head, 'B. Approver', 'X. Approver')"),
             Catch::Contains("entry 2 is not what was entered"));
  CHECK_THAT(after("UPDATE entries SET tables = replace(tables, ',5', ',0') WHERE number = 1"),
             Catch::Contains("entry 1 is not what was entered"));
  CHECK_THAT(after("UPDATE entries SET number = 100 WHERE number = 7"), Catch::Contains("entry 7 is missing"));
  CHECK_THAT(after("INSERT INTO entries VALUES (8, 'x', '{}', '', 'y')"), Catch::Contains("entry 8 does not follow"));
  CHECK_THAT(after("CREATE TABLE more (x)"), Catch::Contains("has other tables than a ledger"));
}

TEST_CASE("without its triggers a ledger is not one of ours", "[disclosure][edges]") {
  const testing::ScratchFolder folder;
  const auto path = folder.path() / "l.ledger";
  fill_ledger(path);
  REQUIRE(std::system(("sqlite3 '" + path.string() + "' 'DROP TRIGGER entries_stay'").c_str()) == 0);
  CHECK_THROWS_WITH(Ledger(path).list(), Catch::Contains("has other tables"));
  CHECK(std::system(("sqlite3 '" + path.string() + "' 'DELETE FROM entries' 2> /dev/null").c_str()) != 0);
}

TEST_CASE("any byte that is changed is found, or changes nothing that is read", "[disclosure][property]") {
  const testing::ScratchFolder folder;
  const auto good = folder.path() / "good.ledger";
  const auto bad = folder.path() / "bad.ledger";
  fill_ledger(good);
  const std::string bytes = testing::read_bytes(good);
  const auto content = [](const std::filesystem::path& path) {
    std::string text;
    Ledger ledger(path, {.wait_s = 0.05});
    text += ledger.check().head;
    for (const auto& release : ledger.list()) {
      text += release.id + release.hash + release.author + std::string(to_string(release.state));
    }
    return text;
  };
  const std::string truth = content(good);
  std::size_t found = 0;
  for (std::size_t at = 0; at < bytes.size(); at += at < 108 ? 1 : 29) {
    std::string edited = bytes;
    edited[at] = static_cast<char>(edited[at] ^ 0x21);
    testing::write_bytes(bad, edited);
    std::string read;
    try {
      read = content(bad);
    } catch (const InputError& error) {
      ++found;
      CHECK_THAT(error.what(), Catch::StartsWith(bad.string() + ": "));
      continue;
    }
    CAPTURE(at);
    REQUIRE(read == truth);
  }
  CHECK(found > 100);
}

TEST_CASE("a ledger that is cut off anywhere is found", "[disclosure][edges]") {
  const testing::ScratchFolder folder;
  const auto good = folder.path() / "good.ledger";
  const auto bad = folder.path() / "bad.ledger";
  fill_ledger(good);
  const std::string bytes = testing::read_bytes(good);
  for (std::size_t size = 0; size < bytes.size(); size += 511) {
    testing::write_bytes(bad, bytes.substr(0, size));
    const std::string before = testing::read_bytes(bad);
    CAPTURE(size);
    CHECK_THROWS_AS(Ledger(bad).check(), InputError);
    CHECK_THROWS_AS(Ledger(bad).enter(some_release(5), "A"), InputError);
    CHECK((testing::read_bytes(bad) == before));
  }
}

TEST_CASE("newer versions, other files, folders and nothing at all are errors with a remedy", "[disclosure][edges]") {
  const testing::ScratchFolder folder;
  const auto path = folder.path() / "l.ledger";
  const std::string at = path.string();
  CHECK_THAT(message_of([&] { static_cast<void>(Ledger(path).list()); }),
             Catch::StartsWith(at + ": no such ledger: check the path"));
  testing::write_bytes(path, "text");
  CHECK_THAT(message_of([&] { static_cast<void>(Ledger(path).enter(some_release(0), "A")); }),
             Catch::StartsWith(at + ": is not a ledger of libprofile"));
  CHECK(testing::read_bytes(path) == "text");
  std::filesystem::remove(path);
  fill_ledger(path);
  std::string bytes = testing::read_bytes(path);
  bytes[63] = 2;
  testing::write_bytes(path, bytes);
  CHECK(message_of([&] { static_cast<void>(Ledger(path).advance("R1", ReleaseState::withdrawn, "A")); }) ==
        at + ": is a ledger of version 2, and this libprofile knows version 1: use a newer libprofile; nothing was "
             "entered");
  CHECK((testing::read_bytes(path) == bytes));
  CHECK_THAT(message_of([&] { static_cast<void>(Ledger(folder.path()).list()); }), Catch::Contains("is not a file"));
  CHECK_THAT(message_of([&] { static_cast<void>(Ledger(folder.path() / "no" / "l").enter(some_release(0), "A")); }),
             Catch::Contains("no such folder"));
  CHECK_THROWS_AS(Ledger(""), InvalidArgument);
  CHECK_THROWS_AS(Ledger(path, {.time_limit_s = 0.0}), InvalidArgument);
  CHECK_THROWS_AS(Ledger(path, {.wait_s = -1.0}), InvalidArgument);
}

TEST_CASE("a path with signs that mean something in addresses", "[disclosure][edges]") {
  const testing::ScratchFolder folder;
  const auto path = folder.path() / "a ?b#c%20'.ledger";
  fill_ledger(path);
  CHECK(Ledger(path).check().entries == 7);
  CHECK(folder.entries() == 1);
}

TEST_CASE("a read-only ledger is read, and not written", "[disclosure][edges]") {
  const testing::ScratchFolder folder;
  const auto path = folder.path() / "l.ledger";
  fill_ledger(path);
  namespace fs = std::filesystem;
  fs::permissions(folder.path(), fs::perms(0755));
  fs::permissions(path, fs::perms(0444));
  const std::string bytes = testing::read_bytes(path);
  const bool is_root = geteuid() == 0;
  REQUIRE((!is_root || seteuid(65534) == 0));
  const std::string read = message_of([&] { static_cast<void>(Ledger(path).check()); });
  const std::string written = message_of([&] { static_cast<void>(Ledger(path).enter(some_release(5), "A")); });
  REQUIRE((!is_root || seteuid(0) == 0));
  CHECK(read == "no error");
  CHECK_THAT(written, Catch::StartsWith(path.string() + ": cannot be written: permission denied"));
  CHECK((testing::read_bytes(path) == bytes));
  CHECK(folder.entries() == 1);
}

TEST_CASE("child: enters until the disk is full", "[.][child]") {
  const std::filesystem::path folder = std::getenv(testing::kChildFolder);
  Ledger ledger(folder / "l.ledger");
  std::string message = "no error";
  for (int number = 3; number < 200 && message == "no error"; ++number) {
    message = message_of([&] { static_cast<void>(ledger.enter(some_release(number), "A")); });
  }
  testing::write_bytes(folder / "message", message);
}

TEST_CASE("a full disk is an error, and the ledger stays whole", "[disclosure][edges]") {
  const testing::ScratchFolder folder;
  const auto path = folder.path() / "l.ledger";
  fill_ledger(path);
  const auto child = testing::start_child("child: enters until the disk is full", folder.path(), 100'000);
  REQUIRE(testing::wait_for(child) == 0);
  const std::string message = testing::read_bytes(folder.path() / "message");
  CHECK_THAT(message, Catch::StartsWith(path.string() + ": cannot be written: "));
  CHECK_THAT(message, Catch::Contains("full") || Catch::Contains("larger than files may be"));
  const auto whole = Ledger(path).check();
  CHECK(whole.entries > 7);
  static_cast<void>(Ledger(path).enter(some_release(250), "A"));
  CHECK(Ledger(path).check().entries == whole.entries + 1);
}
