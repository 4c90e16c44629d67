// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/ledger.hpp"

#include <catch2/catch.hpp>
#include <sys/resource.h>
#include <unistd.h>

#include "libprofile/core/error.hpp"

#include "support/child_process.hpp"
#include "support/ledgers.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using disclosure::Ledger;
using disclosure::LedgerRelation;
using disclosure::Release;
using disclosure::ReleaseState;
using testing::fill_ledger;
using testing::message_of;
using testing::quarter;
using testing::some_counts;
using testing::some_release;

namespace {

constexpr const char* kNoHash = "0000000000000000000000000000000000000000000000000000000000000000";

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

TEST_CASE("what was withdrawn counts, unless it was never approved and its folder is said to be destroyed",
          "[disclosure][hand]") {
  const testing::ScratchFolder folder;
  Ledger ledger(folder.path() / "l.ledger");
  auto changed = some_counts(0);
  changed.counts[0] += 10;
  const Release other = testing::protected_release(changed, testing::terms_of("quarterly", quarter(0)));
  static_cast<void>(ledger.enter(some_release(0), "A"));
  static_cast<void>(ledger.advance("R1", ReleaseState::withdrawn, "A", {.reason = "wrong title"}));
  CHECK(ledger.list()[0].counts);
  CHECK_THROWS_AS(ledger.enter(other, "A"), DisclosureError);
  // The word on the folder may come later, and only once.
  CHECK_FALSE(ledger.advance("R1", ReleaseState::withdrawn, "A", {.destroyed = "C. Keeper"}).counts);
  CHECK_THROWS_AS(ledger.advance("R1", ReleaseState::withdrawn, "A", {.destroyed = "C. Keeper"}), DisclosureError);
  static_cast<void>(ledger.release(other, "A", "B"));
  CHECK_THROWS_WITH(ledger.advance("R2", ReleaseState::withdrawn, "A", {.destroyed = "C. Keeper"}),
                    Catch::Contains("R2: was approved, and counts for ever"));
  CHECK(ledger.advance("R2", ReleaseState::withdrawn, "A").counts);
  CHECK_THROWS_AS(ledger.enter(some_release(0), "A"), DisclosureError);
}

TEST_CASE("who took a release to which state, when and why stays", "[disclosure][hand]") {
  const testing::ScratchFolder folder;
  const std::string day = "2026-11-28T00:00:00Z";
  Ledger ledger(folder.path() / "l.ledger", {.at_utc = day});
  static_cast<void>(ledger.enter(some_release(0), "A"));
  for (const auto& [state, by] :
       {std::pair{ReleaseState::reviewed, "R"}, {ReleaseState::approved, "B"}, {ReleaseState::released, "C"}}) {
    static_cast<void>(ledger.advance("R1", state, by));
  }
  CHECK_THROWS_AS(ledger.advance("R1", ReleaseState::released, "C", {.reason = "x"}), InvalidArgument);
  CHECK_THROWS_AS(ledger.advance("R1", ReleaseState::withdrawn, "C", {.reason = "x\n"}), InvalidArgument);
  static_cast<void>(ledger.advance("R1", ReleaseState::withdrawn, "D", {.reason = "a wrong name"}));
  const auto release = ledger.list().at(0);
  CHECK(release.steps == std::vector<disclosure::LedgerStep>{{ReleaseState::draft, "A", day},
                                                             {ReleaseState::reviewed, "R", day},
                                                             {ReleaseState::approved, "B", day},
                                                             {ReleaseState::released, "C", day},
                                                             {ReleaseState::withdrawn, "D", day, "a wrong name"}});
  CHECK(state_in_words(release) == "withdrawn, was released 2026-11-28");
  CHECK(step_to(release, ReleaseState::reviewed)->by == "R");
  static_cast<void>(ledger.enter(some_release(1), "A"));
  CHECK(state_in_words(ledger.list().at(1)) == "draft");
  CHECK(step_to(ledger.list().at(1), ReleaseState::released) == nullptr);
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
  fill_ledger(a);
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
