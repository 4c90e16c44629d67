// SPDX-License-Identifier: MIT
/// @file
/// A10 through the back door: one rounding is signed and withdrawn, a second of the same counts goes out.
#include <string>
#include <utility>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/ledger.hpp"

#include "support/releases.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using disclosure::Ledger;
using disclosure::Release;
using disclosure::ReleaseState;

namespace {

constexpr std::uint32_t kTables = 20;

/// The same counts under two keys.
std::pair<Release, Release> two_roundings(std::uint32_t seed) {
  const auto table = testing::counts_of(testing::random_counts(seed, 60, 10), 3, 4);
  const auto terms = testing::terms_of("yearly", testing::quarter(0));
  const core::Key other(std::vector<std::uint8_t>(32, 99));
  return {testing::protected_release(table, terms),
          disclosure::make_release(disclosure::protect(table, disclosure::Policy(), other), table, terms)};
}

/// Numbers that both roundings together leave only values from 1 to 4: what whoever has both folders works out.
std::size_t given_away(const Release& a, const Release& b) {
  std::size_t found = 0;
  for (std::size_t l = 0; l < a.levels.size(); ++l) {
    for (std::size_t cell = 0; cell < a.levels[l].cells.size(); ++cell) {
      const auto [low, high] = std::minmax(a.levels[l].cells[cell], b.levels[l].cells[cell]);
      found += high - a.base + 1 >= 1 && low + a.base - 1 < 5 ? 1 : 0;
    }
  }
  return found;
}

bool lets_in(Ledger& ledger, const Release& release) {
  try {
    static_cast<void>(ledger.enter(release, "A"));
    return true;
  } catch (const DisclosureError&) {
    return false;
  }
}

/// Whether the second rounding is let in after the first was taken to `reached` and withdrawn.
bool lets_second_in(std::uint32_t seed, ReleaseState reached, const disclosure::StepOptions& withdrawal) {
  const testing::ScratchFolder folder;
  Ledger ledger(folder.path() / "l.ledger");
  const auto [first, second] = two_roundings(seed);
  static_cast<void>(ledger.enter(first, "A"));
  for (const ReleaseState state : {ReleaseState::reviewed, ReleaseState::approved, ReleaseState::released}) {
    if (state <= reached) {
      static_cast<void>(ledger.advance("R1", state, "B"));
    }
  }
  static_cast<void>(ledger.advance("R1", ReleaseState::withdrawn, "A", withdrawal));
  return lets_in(ledger, second);
}

}  // namespace

TEST_CASE("A10: what was withdrawn still counts, so that no second rounding goes out beside it",
          "[disclosure][attack]") {
  std::size_t different = 0;
  for (std::uint32_t seed = 0; seed < kTables; ++seed) {
    CAPTURE(seed);
    const auto [first, second] = two_roundings(seed);
    // Now and then both keys give the same numbers, which are always allowed.
    const bool is_same = first.levels == second.levels;
    different += is_same ? 0 : 1;
    for (const ReleaseState reached :
         {ReleaseState::draft, ReleaseState::reviewed, ReleaseState::approved, ReleaseState::released}) {
      CHECK(lets_second_in(seed, reached, {.reason = "a mistake in the title"}) == is_same);
    }
  }
  CHECK(different > 15);
}

TEST_CASE("A10, positive control: a false word that the first folder was destroyed gives people away",
          "[disclosure][attack]") {
  std::size_t let_in = 0;
  std::size_t found = 0;
  for (std::uint32_t seed = 0; seed < kTables; ++seed) {
    let_in += lets_second_in(seed, ReleaseState::reviewed, {.destroyed = "A"}) ? 1 : 0;
    const auto [first, second] = two_roundings(seed);
    found += given_away(first, second);
  }
  CHECK(let_in == kTables);
  CHECK(found == 44);
}
