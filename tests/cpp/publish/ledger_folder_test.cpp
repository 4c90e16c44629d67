// SPDX-License-Identifier: MIT
#include "libprofile/publish/ledger_folder.hpp"

#include <optional>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/derive.hpp"
#include "libprofile/publish/ledger_release.hpp"

#include "support/publish_document.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using disclosure::ReleaseState;

namespace {

/// The test document with rows for districts, which are withheld, and for everything: what a ledger takes.
disclosure::Protected<Document> document_of_levels() {
  return disclosure::derive(
      [](const Document& document) {
        Document all = document;
        for (const std::string& code : document.areas.levels.at(0).codes) {
          all.counts.push_back({"district", code, code, "all", std::nullopt});
        }
        all.counts.push_back({"all", "all", "All areas", "all", document.total});
        all.manifest.valid_until = "2019-03-31";
        return all;
      },
      testing::protected_document());
}

}  // namespace

TEST_CASE("a folder is the release that it was entered as, until one byte of it changes", "[publish][attack]") {
  const testing::ScratchFolder scratch;
  const auto out = scratch.path() / "out";
  disclosure::Ledger ledger(scratch.path() / "l.ledger", {.at_utc = "2019-03-31T12:00:00Z"});
  const EnteredProfile entered = enter_profile(document_of_levels(), {}, out, ledger, "A", "profile");
  CHECK(entered.release.id == "R1");
  const Verification found = verify(out);
  CHECK(found.holds());
  CHECK(found.valid_until == "2019-03-31");
  CHECK(release_of(ledger, found.manifest_sha256)->id == "R1");
  CHECK_FALSE(release_of(ledger, std::string(64, 'a')));
  CHECK_FALSE(release_of(ledger, ""));
  CHECK_THROWS_WITH(ledger.advance("R1", ReleaseState::approved, "B"), Catch::Contains("give that folder"));
  const std::string table = testing::read_bytes(out / "tables" / "counts.csv");
  testing::write_bytes(out / "tables" / "counts.csv", table + " ");
  CHECK_THROWS_WITH(advance_with_folder(ledger, "R1", ReleaseState::approved, "B", out),
                    Catch::Contains("tables/counts.csv was changed"));
  testing::write_bytes(out / "tables" / "counts.csv", table);
  testing::write_bytes(out / "more.txt", "x");
  CHECK_THROWS_WITH(advance_with_folder(ledger, "R1", ReleaseState::approved, "B", out),
                    Catch::Contains("more.txt is in no manifest"));
  std::filesystem::remove(out / "more.txt");
  write_profile(document_of_levels(), {}, scratch.path() / "another");
  CHECK_THROWS_WITH(advance_with_folder(ledger, "R1", ReleaseState::approved, "B", scratch.path() / "another"),
                    Catch::Contains("it is another profile, or was changed"));
  const SteppedRelease approved = advance_with_folder(ledger, "R1", ReleaseState::approved, "B", out);
  CHECK(approved.release.state == ReleaseState::approved);
  CHECK(approved.note.empty());
  disclosure::Ledger later(ledger.path(), {.at_utc = "2019-04-01T00:00:00Z"});
  CHECK(advance_with_folder(later, "R1", ReleaseState::released, "A", out).note ==
        "R1 is valid until 2019-03-31, which lies before 2019-04-01: say so to whoever gets it, or make a profile of a "
        "later window");
}

TEST_CASE("what was entered without a folder has none to compare with", "[publish][edges]") {
  const testing::ScratchFolder scratch;
  disclosure::Ledger ledger(scratch.path() / "l.ledger");
  static_cast<void>(ledger.enter(ledger_release(document_of_levels()), "A"));
  write_profile(document_of_levels(), {}, scratch.path() / "out");
  CHECK_THROWS_WITH(advance_with_folder(ledger, "R1", ReleaseState::approved, "B", scratch.path() / "out"),
                    Catch::Contains("was entered without a folder"));
  CHECK(ledger.advance("R1", ReleaseState::approved, "B").state == ReleaseState::approved);
}

TEST_CASE("the last day of validity is valid, the next is past, and none is never past", "[publish][edges]") {
  CHECK(past_its_date("2019-03-31", "2019-03-31T23:59:59Z").empty());
  CHECK_FALSE(past_its_date("2019-03-31", "2019-04-01T00:00:00Z").empty());
  CHECK(past_its_date("", "2019-04-01T00:00:00Z").empty());
}
