// SPDX-License-Identifier: MIT
// What a ledger says has changed since the last release of a stream.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/disclosure/ledger.hpp"

#include "support/ledgers.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using disclosure::kWithheld;
using disclosure::Ledger;
using disclosure::Release;
using disclosure::ReleaseState;
using disclosure::SinceLast;
using testing::some_release;

namespace {

/// What the place of a new draft says of the last release.
std::optional<SinceLast> since_of(Ledger& ledger, const Release& release) {
  std::optional<SinceLast> since;
  static_cast<void>(ledger.enter(release, "A. Author", [&](const disclosure::LedgerPlace& place) {
    since = place.since;
    return std::string(64, 'a');
  }));
  return since;
}

std::int64_t sum_of(const Release& release, std::size_t level, std::size_t unit) {
  return release.levels[level].cells[(unit + 1) * (release.categories.size() + 1) - 1];
}

/// Whether every true count that `a` can stand for is above every one that `b` can, tried one by one.
bool certainly_above(std::int64_t a, std::int64_t b, std::int64_t base) {
  for (std::int64_t x = std::max<std::int64_t>(0, a - base + 1); x < a + base; ++x) {
    for (std::int64_t y = std::max<std::int64_t>(0, b - base + 1); y < b + base; ++y) {
      if (x <= y) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace

TEST_CASE("the first release of a stream has none before it, and drafts do not count", "[disclosure][edges]") {
  const testing::ScratchFolder folder;
  Ledger ledger(folder.path() / "l.ledger");
  CHECK_FALSE(since_of(ledger, some_release(0)));
  CHECK_FALSE(since_of(ledger, some_release(1)));
  const disclosure::StepOptions same_folder{.manifest_sha256 = std::string(64, 'a')};
  static_cast<void>(ledger.advance("R1", ReleaseState::approved, "B. Approver", same_folder));
  CHECK_FALSE(since_of(ledger, some_release(2)));
  static_cast<void>(ledger.advance("R1", ReleaseState::released, "A. Author", same_folder));
  const auto since = since_of(ledger, some_release(3));
  REQUIRE(since);
  CHECK(since->release == "R1");
  CHECK(since->window == some_release(0).terms.window);
  CHECK_FALSE(since_of(ledger, some_release(4, "another")));
}

TEST_CASE("the newest release that was published is the last, withdrawn or not", "[disclosure][edges]") {
  const testing::ScratchFolder folder;
  Ledger ledger(folder.path() / "l.ledger");
  static_cast<void>(ledger.release(some_release(0), "A. Author", "B. Approver"));
  static_cast<void>(ledger.release(some_release(1), "A. Author", "B. Approver"));
  static_cast<void>(ledger.advance("R2", ReleaseState::withdrawn, "A. Author"));
  CHECK(since_of(ledger, some_release(2))->release == "R2");
}

TEST_CASE("a public release tells nothing of what partners hold", "[disclosure][attack]") {
  const testing::ScratchFolder folder;
  Ledger ledger(folder.path() / "l.ledger");
  const auto of_year = [](const char* tier, const char* first, const char* last) {
    return testing::protected_release(testing::some_counts(),
                                      testing::terms_of("yearly", testing::window_of(first, last)),
                                      disclosure::Policy::preset(tier));
  };
  static_cast<void>(ledger.release(of_year("partner", "2018-01-01", "2018-12-31"), "A. Author", "B. Approver"));
  CHECK_FALSE(since_of(ledger, of_year("public", "2019-01-01", "2019-12-31")));
  // The control: to partners it is told.
  CHECK(since_of(ledger, of_year("partner", "2020-01-01", "2020-12-31"))->release == "R1");
}

TEST_CASE("areas are certainly higher or lower where no rounding explains it", "[disclosure][oracle]") {
  for (int seed = 0; seed < 12; ++seed) {
    const testing::ScratchFolder folder;
    Ledger ledger(folder.path() / "l.ledger");
    const Release then = some_release(2 * seed);
    Release now = some_release(2 * seed + 1);
    static_cast<void>(ledger.release(then, "A. Author", "B. Approver"));
    const auto since = since_of(ledger, now);
    REQUIRE(since);
    SinceLast expected{.release = "R1", .window = then.terms.window};
    expected.total_then = sum_of(then, then.levels.size() - 1, 0);
    expected.total_now = sum_of(now, now.levels.size() - 1, 0);
    for (std::size_t unit = 0; unit < now.levels[0].units.size(); ++unit) {
      REQUIRE(now.levels[0].units[unit] == then.levels[0].units[unit]);
      const std::int64_t a = sum_of(now, 0, unit);
      const std::int64_t b = sum_of(then, 0, unit);
      if (a != kWithheld && b != kWithheld) {
        ++expected.compared;
        expected.more += certainly_above(a, b, now.base) ? 1 : 0;
        expected.fewer += certainly_above(b, a, now.base) ? 1 : 0;
      }
    }
    CHECK(*since == expected);
  }
}
