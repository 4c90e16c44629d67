// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/person_name.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/ledgers.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using disclosure::detail::require_person;
using disclosure::detail::same_person;

TEST_CASE("spaces, signs, case and letters that look alike do not make somebody else", "[disclosure][hand]") {
  const std::string author = "A. Analyst";
  for (const char* name :
       {"A. Analyst", "A.Analyst", " a.  ANALYST ", "A.\u00A0Analyst", "A. Ana\u200Blyst", "A. Ana\u00ADlyst",
        "A. Analyst\uFEFF", "\uFF21. \uFF21\uFF4E\uFF41\uFF4C\uFF59\uFF53\uFF54", "\u00C1. Analyst", "A\u0301. Analyst",
        "A. Ana1yst", "A. AnaIyst", "A, Analyst!", "\U0001D400. Analyst", "\u202EA. Analyst"}) {
    CAPTURE(name);
    CHECK(same_person(author, name));
  }
  CHECK(same_person("Jos\u00E9 M", "Jose\u0301 M"));
  CHECK(same_person("Stra\u00DFe", "STRASSE"));
  // All of one script, and like the other: no mixture shows it.
  CHECK(same_person("A. Cox", "\u0410. \u0421\u043E\u0445"));
  CHECK(same_person("\u039A. \u0391", "K. A"));
}

TEST_CASE("other people are other people", "[disclosure][hand]") {
  for (const auto& [a, b] : {std::pair{"A. Analyst", "B. Analyst"},
                             {"A. Analyst", "A. Analysts"},
                             {"Analyst 2", "Analyst 3"},
                             {"\u738B\u82B3", "\u738B\u4F1F"},
                             {"\u0418\u0432\u0430\u043D", "\u041F\u0435\u0442\u0440"},
                             {"M. \u00D8sterg\u00E5rd", "M. Ostlund"}}) {
    CAPTURE(a, b);
    CHECK_FALSE(same_person(a, b));
  }
}

TEST_CASE("names that mix scripts, or have no letter, are refused; names of one are taken", "[disclosure][edges]") {
  for (const char* name : {"\u0410. Analyst", "A. An\u03B1lyst", "A. An\u0251lyst", "\u13AA. Analyst", "...", "\u200B",
                           " ", "", "A\n", "\xC3"}) {
    CAPTURE(name);
    CHECK_THROWS_AS(require_person(name, "by"), InvalidArgument);
  }
  for (const char* name : {"A. Analyst", "Jos\u00E9", "\u0418\u0432\u0430\u043D 2", "\u0391\u03BD\u03BD\u03B1",
                           "\u738B Wei", "\uAE40 Kim", "O\u2019Brien", "\u05D3\u05E0\u05D4", "7"}) {
    CAPTURE(name);
    CHECK_NOTHROW(require_person(name, "by"));
  }
}

TEST_CASE("whoever approves is not the author by another spelling, and what is refused is not written",
          "[disclosure][attack]") {
  const testing::ScratchFolder folder;
  disclosure::Ledger ledger(folder.path() / "l.ledger");
  static_cast<void>(ledger.enter(testing::some_release(0), "A. Analyst"));
  for (const char* name : {"A.Analyst", "A.\u00A0Analyst", "A. Ana\u200Blyst", "\u00C1. Analyst"}) {
    CHECK_THROWS_AS(ledger.advance("R1", disclosure::ReleaseState::approved, name), DisclosureError);
    CHECK_THROWS_AS(ledger.release(testing::some_release(1), "A. Analyst", name), DisclosureError);
  }
  CHECK_THROWS_AS(ledger.advance("R1", disclosure::ReleaseState::approved, "\u0410. Analyst"), InvalidArgument);
  CHECK_THROWS_AS(ledger.enter(testing::some_release(1), "\u0410. Analyst"), InvalidArgument);
  CHECK(ledger.check().entries == 1);
}

TEST_CASE("a review may be the author's own, as the rule asks for two people and no third", "[disclosure][hand]") {
  const testing::ScratchFolder folder;
  disclosure::Ledger ledger(folder.path() / "l.ledger");
  static_cast<void>(ledger.enter(testing::some_release(0), "A. Analyst"));
  CHECK_NOTHROW(ledger.advance("R1", disclosure::ReleaseState::reviewed, "A. Analyst"));
  CHECK(ledger.advance("R1", disclosure::ReleaseState::approved, "B. Manager").approver == "B. Manager");
}
