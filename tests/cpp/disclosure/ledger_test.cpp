// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/ledger.hpp"

#include <catch2/catch.hpp>
#include <sys/resource.h>
#include <unistd.h>

#include "libprofile/core/error.hpp"

#include "support/child_process.hpp"
#include "support/releases.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using disclosure::Ledger;
using disclosure::LedgerRelation;
using disclosure::Release;
using disclosure::ReleaseState;
using testing::quarter;

namespace {

constexpr const char* kNoHash = "0000000000000000000000000000000000000000000000000000000000000000";

geography::CountTable some_counts(std::uint32_t seed = 1) {
  return testing::counts_of(testing::random_counts(seed, 24, 30), 3, 2);
}

Release some_release(int number, const std::string& stream = "quarterly") {
  return testing::protected_release(some_counts(static_cast<std::uint32_t>(number)),
                                    testing::terms_of(stream, quarter(number)));
}

template <class Call>
std::string message_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

/// A ledger of three releases, one in each of three states.
void fill(const std::filesystem::path& path) {
  Ledger ledger(path, {.at_utc = "2026-01-01T00:00:00Z"});
  static_cast<void>(ledger.release(some_release(0), "A. Author", "B. Approver"));
  static_cast<void>(ledger.enter(some_release(1), "A. Author"));
  static_cast<void>(ledger.enter(some_release(2), "A. Author"));
  static_cast<void>(ledger.advance("R2", ReleaseState::reviewed, "C. Reviewer"));
}

}  // namespace

TEST_CASE("a release goes from draft to released, and its entries stay", "[disclosure][hand]") {
  const testing::ScratchFolder folder;
  Ledger ledger(folder.path() / "l.ledger", {.at_utc = "2026-01-01T00:00:00Z"});
  auto terms = testing::terms_of("quarterly", quarter(0));
  terms.parameters = {{"base", "5"}};
  const auto entered = ledger.enter(testing::protected_release(some_counts(), terms), "A. Author");
  CHECK(entered.id == "R1");
  CHECK(entered.state == ReleaseState::draft);
  CHECK(entered.approver.empty());
  CHECK(to_string(entered.next) == "2018-04-01 to 2018-06-30");
  CHECK(ledger.advance("R1", ReleaseState::reviewed, "C. Reviewer").state == ReleaseState::reviewed);
  CHECK(ledger.advance("R1", ReleaseState::approved, "B. Approver").approver == "B. Approver");
  CHECK(ledger.advance("R1", ReleaseState::released, "A. Author").state == ReleaseState::released);
  CHECK(ledger.advance("R1", ReleaseState::withdrawn, "A. Author").state == ReleaseState::withdrawn);
  const auto all = ledger.list();
  REQUIRE(all.size() == 1);
  CHECK(all[0].terms == terms);
  CHECK(all[0].author == "A. Author");
  CHECK(all[0].entered_utc == "2026-01-01T00:00:00Z");
  const auto summary = ledger.check();
  CHECK(summary.entries == 5);
  CHECK(summary.releases == 1);
  CHECK(ledger.check(summary.head).head == summary.head);
  CHECK(ledger.check(all[0].hash).head == summary.head);
  CHECK(folder.entries() == 1);
}

TEST_CASE("all steps in one call, and approving a draft reviews it", "[disclosure][hand]") {
  const testing::ScratchFolder folder;
  Ledger ledger(folder.path() / "l.ledger");
  const auto released = ledger.release(some_release(0), "A. Author", "B. Approver");
  CHECK(released.state == ReleaseState::released);
  CHECK(released.approver == "B. Approver");
  static_cast<void>(ledger.enter(some_release(1), "A. Author"));
  CHECK(ledger.advance("R2", ReleaseState::approved, "B. Approver").state == ReleaseState::approved);
  CHECK(ledger.check().entries == 7);
}

TEST_CASE("whoever approves is somebody else, and states follow each other", "[disclosure][hand]") {
  const testing::ScratchFolder folder;
  Ledger ledger(folder.path() / "l.ledger");
  CHECK_THROWS_WITH(ledger.release(some_release(0), "A. Author", " a.  author"),
                    Catch::Contains("must be somebody else than the author"));
  CHECK(folder.entries() == 0);
  static_cast<void>(ledger.enter(some_release(0), "A. Author"));
  CHECK_THROWS_AS(ledger.advance("R1", ReleaseState::approved, "A. AUTHOR"), DisclosureError);
  CHECK(ledger.check().entries == 1);
  CHECK_THROWS_WITH(ledger.advance("R1", ReleaseState::released, "B"),
                    "R1: is draft and cannot become released; the order is draft, reviewed, approved, released, and "
                    "withdrawn from any");
  static_cast<void>(ledger.advance("R1", ReleaseState::withdrawn, "B"));
  for (const ReleaseState state : {ReleaseState::reviewed, ReleaseState::approved, ReleaseState::released,
                                   ReleaseState::withdrawn, ReleaseState::draft}) {
    CHECK_THROWS_AS(ledger.advance("R1", state, "B"), DisclosureError);
  }
  CHECK_THROWS_WITH(ledger.advance("R7", ReleaseState::reviewed, "B"),
                    "release = R7: must be one of the ledger, R1 to R1");
  CHECK_THROWS_AS(ledger.advance("R1", ReleaseState::reviewed, " "), InvalidArgument);
  CHECK_THROWS_AS(ledger.enter(some_release(1), ""), InvalidArgument);
  CHECK(ledger.check().entries == 2);
}

TEST_CASE("windows of a stream: too short, overlapping and rolling ones are refused with the next",
          "[disclosure][hand]") {
  const testing::ScratchFolder folder;
  Ledger ledger(folder.path() / "l.ledger");
  const auto enter = [&](const char* start, const char* end, const std::string& stream = "s") {
    return message_of([&] {
      static_cast<void>(ledger.enter(
          testing::protected_release(some_counts(3), testing::terms_of(stream, testing::window_of(start, end))), "A"));
    });
  };
  CHECK(enter("2018-01-01", "2018-12-31") == "no error");
  CHECK_THAT(enter("2019-01-01", "2019-01-31"), Catch::Contains("must be whole calendar quarters"));
  CHECK_THAT(enter("2018-02-01", "2019-01-31"), Catch::Contains("must be whole calendar quarters"));
  CHECK(enter("2018-04-01", "2019-03-31") ==
        "window = 2018-04-01 to 2019-03-31: must not overlap R1 of stream 's', 2018-01-01 to 2018-12-31: it rolls, and "
        "the difference of two rolling windows gives their ends away. The next window of this stream is 2019-01-01 to "
        "2019-12-31");
  CHECK_THAT(enter("2018-10-01", "2018-12-31"), Catch::Contains("gives away what only one of them has"));
  CHECK(enter("2019-01-01", "2019-12-31") == "no error");
  CHECK(enter("2017-01-01", "2017-12-31") == "no error");
  CHECK_THAT(enter("2018-01-01", "2019-12-31"), Catch::Contains("is 2020-01-01 to 2020-12-31"));
  CHECK(ledger.list().size() == 3);
}

TEST_CASE("the same numbers again are allowed, others of the same window are not", "[disclosure][hand]") {
  const testing::ScratchFolder folder;
  Ledger ledger(folder.path() / "l.ledger");
  static_cast<void>(ledger.enter(some_release(0), "A"));
  const auto again = ledger.enter(some_release(0), "B");
  CHECK(again.id == "R2");
  CHECK(again.repeats == "R1");
  auto changed = some_counts(0);
  changed.counts[0] += 10;
  CHECK_THROWS_WITH(ledger.enter(testing::protected_release(changed, testing::terms_of("quarterly", quarter(0))), "A"),
                    Catch::Contains("must not overlap R1") && Catch::Contains("two roundings of one table"));
}

TEST_CASE("what was withdrawn before anybody had it does not count, what was released does", "[disclosure][hand]") {
  const testing::ScratchFolder folder;
  Ledger ledger(folder.path() / "l.ledger");
  auto changed = some_counts(0);
  changed.counts[0] += 10;
  const Release other = testing::protected_release(changed, testing::terms_of("quarterly", quarter(0)));
  static_cast<void>(ledger.enter(some_release(0), "A"));
  static_cast<void>(ledger.advance("R1", ReleaseState::withdrawn, "A"));
  static_cast<void>(ledger.release(other, "A", "B"));
  static_cast<void>(ledger.advance("R2", ReleaseState::withdrawn, "A"));
  CHECK_THROWS_AS(ledger.enter(some_release(0), "A"), DisclosureError);
}

TEST_CASE("the internal tier and bases below the policy's have no place in a ledger", "[disclosure][edges]") {
  const testing::ScratchFolder folder;
  Ledger ledger(folder.path() / "l.ledger");
  const auto terms = testing::terms_of("s", quarter(0));
  const disclosure::Policy internal = disclosure::Policy::preset("internal");
  CHECK_THROWS_WITH(ledger.enter(testing::protected_release(some_counts(), terms, internal), "A"),
                    Catch::Contains("never released"));
  CHECK_THROWS_WITH(ledger.enter(testing::exact_release(some_counts(), terms), "A"), Catch::Contains("base = 1"));
  CHECK(ledger.list().empty());
  CHECK(ledger.check().head == kNoHash);
}

TEST_CASE("a manifest gets its place before it is entered, and a failing one leaves the ledger as it was",
          "[disclosure][hand]") {
  const testing::ScratchFolder folder;
  Ledger ledger(folder.path() / "l.ledger");
  const auto first = ledger.enter(some_release(0), "A");
  disclosure::LedgerPlace place;
  const std::string digest(64, 'a');
  const auto second = ledger.enter(some_release(1), "A", [&](const disclosure::LedgerPlace& given) {
    place = given;
    return digest;
  });
  CHECK(place == disclosure::LedgerPlace{"R2", first.hash});
  CHECK(second.terms.manifest_sha256 == digest);
  CHECK_THROWS_AS(ledger.enter(some_release(2), "A",
                               [](const disclosure::LedgerPlace&) -> std::string { throw InputError("full"); }),
                  InputError);
  CHECK_THROWS_AS(ledger.enter(some_release(2), "A", [](const auto&) { return std::string("x"); }), InvalidArgument);
  CHECK(ledger.check().entries == 2);
}

TEST_CASE("two copies: ahead, behind, the same, forked", "[disclosure][hand]") {
  const testing::ScratchFolder folder;
  const auto a = folder.path() / "a.ledger";
  const auto b = folder.path() / "b.ledger";
  fill(a);
  std::filesystem::copy_file(a, b);
  Ledger ours(a);
  Ledger copy(b);
  CHECK(ours.compare(copy).relation == LedgerRelation::same);
  const std::string before = ours.check().head;
  static_cast<void>(ours.advance("R3", ReleaseState::reviewed, "C"));
  CHECK(ours.compare(copy).relation == LedgerRelation::ahead);
  CHECK(copy.compare(ours).relation == LedgerRelation::behind);
  CHECK(copy.compare(ours).common == 7);
  CHECK(ours.check(before).entries == 8);
  static_cast<void>(copy.advance("R3", ReleaseState::withdrawn, "C"));
  CHECK(ours.compare(copy).relation == LedgerRelation::forked);
  CHECK_THROWS_WITH(copy.check(ours.check().head), Catch::Contains("forked"));
}

TEST_CASE("rows taken out, changed or put in by hand are found", "[disclosure][edges]") {
  const testing::ScratchFolder folder;
  const auto path = folder.path() / "l.ledger";
  const auto after = [&](const std::string& sql) {
    std::filesystem::remove(path);
    fill(path);
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
  fill(path);
  REQUIRE(std::system(("sqlite3 '" + path.string() + "' 'DROP TRIGGER entries_stay'").c_str()) == 0);
  CHECK_THROWS_WITH(Ledger(path).list(), Catch::Contains("has other tables"));
  CHECK(std::system(("sqlite3 '" + path.string() + "' 'DELETE FROM entries' 2> /dev/null").c_str()) != 0);
}

TEST_CASE("any byte that is changed is found, or changes nothing that is read", "[disclosure][property]") {
  const testing::ScratchFolder folder;
  const auto good = folder.path() / "good.ledger";
  const auto bad = folder.path() / "bad.ledger";
  fill(good);
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
  fill(good);
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
  fill(path);
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
  fill(path);
  CHECK(Ledger(path).check().entries == 7);
  CHECK(folder.entries() == 1);
}

TEST_CASE("a read-only ledger is read, and not written", "[disclosure][edges]") {
  const testing::ScratchFolder folder;
  const auto path = folder.path() / "l.ledger";
  fill(path);
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
  fill(path);
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
