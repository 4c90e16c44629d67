// SPDX-License-Identifier: MIT
/// @file
/// A03, A04, A05 and A10 over the ledger: what two releases give away that one does not.
#include "libprofile/disclosure/ledger.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/cross_release.hpp"

#include "support/releases.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using disclosure::check_across;
using disclosure::CrossVerdict;
using disclosure::EarlierRelease;
using disclosure::Ledger;
using disclosure::Policy;
using disclosure::Release;
using testing::quarter;
using testing::terms_of;

namespace {

constexpr std::uint32_t kNeighbours = 200;

/// A table, and the same with one child more in one cell.
std::pair<geography::CountTable, geography::CountTable> neighbours(std::uint32_t seed) {
  const auto counts = testing::random_counts(seed, 36, 12);
  auto table = testing::counts_of(counts, 3, 4);
  auto more = table;
  ++more.counts[core::Philox(seed, core::Stream::testing).below(36, 0, 0, 5)];
  return {table, more};
}

/// Cells of two releases, each within `band` of its count, that show one to four for certain: all of them, all but
/// some, or those some, by what one pair of numbers tells of the other.
std::size_t few_by_pairs(const Release& all, const Release& fewer, std::int64_t band) {
  std::size_t found = 0;
  for (std::size_t l = 0; l < all.levels.size(); ++l) {
    for (std::size_t cell = 0; cell < all.levels[l].cells.size(); ++cell) {
      const std::int64_t a = all.levels[l].cells[cell];
      const std::int64_t b = fewer.levels[l].cells[cell];
      const std::int64_t least_part = std::max<std::int64_t>(0, b - band);
      const std::int64_t most_part = std::min(a, b) + band;
      const std::int64_t least_whole = std::max(a - band, least_part);
      const std::int64_t most_whole = a + band;
      const auto is_few = [](std::int64_t least, std::int64_t most) { return least >= 1 && most <= 4; };
      found += is_few(least_part, most_part) || is_few(least_whole, most_whole) ||
                       is_few(least_whole - most_part, most_whole - least_part)
                   ? 1
                   : 0;
    }
  }
  return found;
}

/// A release whose filter lets in everybody but the one child: known to be a part of the other.
Release without_child(Release release) {
  release.terms.filter = {{"token", {"everybody else"}}};
  return release;
}

std::string message_of(Ledger& ledger, const Release& release) {
  try {
    static_cast<void>(ledger.enter(release, "A"));
  } catch (const DisclosureError& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("A03: of 200 neighbouring data sets no second release that is let in gives the child away",
          "[disclosure][attack]") {
  std::size_t changed = 0;
  std::size_t refused = 0;
  std::size_t given_away = 0;
  for (std::uint32_t seed = 0; seed < kNeighbours; ++seed) {
    const auto [table, more] = neighbours(seed);
    const Release all = testing::protected_release(more, terms_of("all", quarter(0)));
    const Release fewer = without_child(testing::protected_release(table, terms_of("fewer", quarter(0))));
    const bool is_same = all.levels == fewer.levels;
    changed += is_same ? 0 : 1;
    const auto report = check_across(fewer, std::vector<EarlierRelease>{{"R1", &all}});
    refused += report.verdict == CrossVerdict::safe ? 0 : 1;
    given_away += few_by_pairs(all, fewer, 4) > 0 ? 1 : 0;
    CAPTURE(seed, report.reason);
    if (report.verdict == CrossVerdict::safe) {
      REQUIRE(few_by_pairs(all, fewer, 4) == 0);
    }
    // In one stream the second is a rerun, or refused by its window.
    if (seed % 10 != 0) {
      continue;
    }
    const testing::ScratchFolder folder;
    Ledger ledger(folder.path() / "l.ledger");
    CHECK(message_of(ledger, testing::protected_release(table, terms_of("s", quarter(0)))) == "no error");
    const std::string again = message_of(ledger, testing::protected_release(more, terms_of("s", quarter(0))));
    CHECK((again == "no error") == is_same);
  }
  CHECK(changed > 20);
  CHECK(changed < kNeighbours);
  CHECK(refused > 0);
  // Without the ledger some pairs of releases, each of them safe by itself, give a few away.
  CHECK(given_away > 0);
}

TEST_CASE("A03, positive control: without the gate all 200 give the child away, and the ledger says so",
          "[disclosure][attack]") {
  std::size_t found = 0;
  for (std::uint32_t seed = 0; seed < kNeighbours; ++seed) {
    const auto [table, more] = neighbours(seed);
    const Release all = testing::exact_release(more, terms_of("all", quarter(0)));
    const Release fewer = without_child(testing::exact_release(table, terms_of("fewer", quarter(0))));
    const auto report = check_across(fewer, std::vector<EarlierRelease>{{"R1", &all}});
    found += report.verdict == CrossVerdict::certainly_few && few_by_pairs(all, fewer, 0) > 0 ? 1 : 0;
  }
  CHECK(found == kNeighbours);
}

TEST_CASE("A04: of windows that roll over 36 months only those that do not overlap are let in",
          "[disclosure][attack]") {
  const testing::ScratchFolder folder;
  Ledger ledger(folder.path() / "l.ledger");
  std::size_t let_in = 0;
  std::size_t not_aligned = 0;
  std::size_t rolling = 0;
  auto month = testing::window_of("2018-01-01", "2018-01-31");
  for (int number = 0; number < 36; ++number, month = disclosure::next_window(month)) {
    disclosure::ReleaseWindow year = month;
    for (auto last = month; year.end_day - year.start_day < 364; last = disclosure::next_window(last)) {
      year.end_day = last.end_day;
    }
    const auto counts = testing::counts_of(testing::random_counts(static_cast<std::uint32_t>(number), 36, 12), 3, 4);
    const std::string message = message_of(ledger, testing::protected_release(counts, terms_of("yearly", year)));
    CAPTURE(to_string(year), message);
    let_in += message == "no error" ? 1 : 0;
    not_aligned += message.find("whole calendar quarters") != std::string::npos ? 1 : 0;
    rolling += message.find("it rolls") != std::string::npos ? 1 : 0;
  }
  CHECK(let_in == 3);
  CHECK(not_aligned == 24);
  CHECK(rolling == 9);
  CHECK(ledger.list().back().next == testing::window_of("2021-01-01", "2021-12-31"));
}

TEST_CASE("A04, positive control: two exact years, a quarter apart, give a small quarter away",
          "[disclosure][attack]") {
  const auto exact = [](std::vector<std::int64_t> counts, const char* start, const char* end) {
    return testing::exact_release(testing::counts_of(counts, 1, 1), terms_of(start, testing::window_of(start, end)));
  };
  const Release first = exact({40}, "2018-01-01", "2018-12-31");
  const Release quarter_of_both = exact({37}, "2018-04-01", "2018-12-31");
  const auto report = check_across(quarter_of_both, std::vector<EarlierRelease>{{"R1", &first}});
  CHECK(report.verdict == CrossVerdict::certainly_few);
  CHECK(report.with == std::vector<std::string>{"R1"});
}

namespace {

/// Counts on 24 smallest areas "p0" ... in units of `size` of them, from `shift` on: the units overlap those of others.
geography::CountTable units_of(const std::vector<std::int64_t>& smallest, const std::string& name, std::size_t size,
                               std::size_t shift, std::vector<disclosure::ReleaseParts>& parts) {
  geography::CountTable table;
  table.categories = {"x"};
  for (std::size_t i = 0; i < smallest.size(); ++i) {
    if (i == 0 || (i + shift) % size == 0) {
      table.units.push_back(name + std::to_string(table.units.size()));
      table.counts.push_back(0);
      parts.push_back({table.units.back(), {}});
    }
    table.counts.back() += smallest[i];
    parts.back().parts.push_back("p" + std::to_string(i));
  }
  return table;
}

/// Three partitions of the same ground, one after the other; the verdict of the first that is refused, or safe.
CrossVerdict overlapping(std::uint32_t seed, const Policy& policy) {
  const auto smallest = testing::random_counts(seed, 24, 9);
  std::vector<Release> released;
  const std::vector<std::tuple<const char*, std::size_t, std::size_t>> partitions{
      {"lsoa", 3, 0}, {"ward", 6, 0}, {"grid", 4, 2}};
  for (const auto& [name, size, shift] : partitions) {
    auto terms = terms_of(name, quarter(0));
    terms.partition = name;
    const auto table = units_of(smallest, name, size, shift, terms.area_parts);
    const bool is_exact = policy.fields().tier == disclosure::Tier::internal;
    const Release release =
        is_exact ? testing::exact_release(table, terms) : testing::protected_release(table, terms, policy);
    std::vector<EarlierRelease> earlier;
    for (const Release& one : released) {
      earlier.push_back({"R" + std::to_string(earlier.size() + 1), &one});
    }
    const auto report = check_across(release, earlier);
    if (report.verdict != CrossVerdict::safe) {
      return report.verdict;
    }
    released.push_back(release);
  }
  return CrossVerdict::safe;
}

}  // namespace

TEST_CASE("A05: overlapping areas are let in only where no part of them is certainly few", "[disclosure][attack]") {
  std::size_t safe = 0;
  std::size_t refused = 0;
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    const CrossVerdict verdict = overlapping(seed, Policy());
    CHECK(verdict != CrossVerdict::not_proved);
    CHECK(verdict != CrossVerdict::unknown_overlap);
    (verdict == CrossVerdict::safe ? safe : refused) += 1;
  }
  CHECK(safe > 0);
  CHECK(refused > 0);
}

TEST_CASE("A05, positive control: exact numbers of overlapping areas give small parts away", "[disclosure][attack]") {
  std::size_t found = 0;
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    found += overlapping(seed, Policy::preset("internal")) == CrossVerdict::certainly_few ? 1 : 0;
  }
  CHECK(found > 80);
}

TEST_CASE(
    "A10: 52 releases of one table are the same numbers; another rounding under another key is refused everywhere",
    "[disclosure][attack]") {
  const testing::ScratchFolder folder;
  Ledger ledger(folder.path() / "l.ledger");
  const auto table = testing::counts_of(testing::random_counts(5, 60, 10), 3, 4);
  const auto terms = terms_of("weekly", quarter(0));
  const Release first = testing::protected_release(table, terms);
  CHECK(message_of(ledger, first) == "no error");
  std::size_t refused = 0;
  std::size_t entries = 1;
  for (std::uint8_t week = 1; week < 52; ++week) {
    CHECK(message_of(ledger, testing::protected_release(table, terms)) == "no error");
    const core::Key key(std::vector<std::uint8_t>(32, week));
    const auto rounded = disclosure::protect(table, Policy(), key);
    // In the same stream, and in one of its own: a second rounding of the same counts.
    const Release again = disclosure::make_release(rounded, table, terms);
    const Release apart = disclosure::make_release(rounded, table, terms_of("other", quarter(0)));
    const bool is_other = again.levels != first.levels;
    CHECK((message_of(ledger, again) != "no error") == is_other);
    CHECK((message_of(ledger, apart) != "no error") == is_other);
    refused += is_other ? 1 : 0;
    entries += is_other ? 1 : 3;
  }
  CHECK(refused > 30);
  CHECK(ledger.list().size() == entries);
  const auto all = ledger.list();
  // Nothing was let in but the same numbers, of which the mean is one of them.
  CHECK(std::count_if(all.begin(), all.end(),
                      [](const auto& one) { return one.terms.stream == "weekly" && one.repeats != "R1"; }) == 1);
}
