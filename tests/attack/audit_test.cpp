// SPDX-License-Identifier: MIT
/// @file
/// A01 and A02: an attacker with every sum against 500 hierarchies × categories, as the gate lets them out and as
/// primary suppression alone would.
#include "libprofile/disclosure/audit.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include <catch2/catch.hpp>

#include "libprofile/disclosure/protect.hpp"

#include "support/audit_by_definition.hpp"

using namespace libprofile;
using disclosure::Policy;
using disclosure::Verdict;

namespace {

constexpr std::uint32_t kTables = 500;

disclosure::RoundingTable hierarchy(std::uint32_t seed) {
  const core::Philox random(seed, core::Stream::testing);
  return testing::random_table(seed, 4 + random.below(8, 0, 0, 9), 1 + random.below(4, 1, 0, 9),
                               1 + random.below(3, 2, 0, 9), 3 + random.below(20, 3, 0, 9));
}

/// The same counts as the gate takes them, some units with too few residents to be shown.
geography::CountTable with_residents(const disclosure::RoundingTable& table, std::uint32_t seed) {
  const core::Philox random(seed, core::Stream::testing);
  geography::CountTable counts{table.rows, table.columns, {}, table.counts, {}, {}, {}};
  for (const auto& level : table.levels) {
    geography::Level named{"district", {}, {}, level.group_of_row};
    for (std::size_t group = 0; group < level.groups; ++group) {
      named.codes.push_back("district " + std::to_string(group));
    }
    named.names = named.codes;
    counts.levels.push_back(named);
  }
  for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
    counts.residents.push_back(random.below(5, row, 0, 8) == 0 ? 40.0 : 1500.0);
  }
  return counts;
}

}  // namespace

TEST_CASE("A01: an attacker with every sum finds no small cell in what the gate lets out", "[disclosure][attack]") {
  std::ptrdiff_t withheld = 0;
  for (std::uint32_t seed = 0; seed < kTables; ++seed) {
    const auto counts = with_residents(hierarchy(seed), seed);
    const Policy policy = Policy::preset("partner");
    const auto table = disclosure::protect(counts, policy, testing::test_key());
    auto released = disclosure::released_table(table, counts);
    const auto report = disclosure::audit(released, disclosure::audit_options(policy));
    CAPTURE(seed);
    CHECK(report.passed());
    withheld += std::count(released.shown[0].begin(), released.shown[0].end(), disclosure::kWithheld);
    if (seed % 10 == 0) {
      // What says nothing has every cell searched for in the network of the table.
      released.known = {{{0, 0, 0}, 0.0, std::numeric_limits<double>::infinity()}};
      const auto by_flows = disclosure::audit(released, disclosure::audit_options(policy));
      CHECK(by_flows.solved == by_flows.cells.size());
      CHECK(by_flows.cells == report.cells);
    }
  }
  // There was something to find.
  CHECK(withheld > kTables);
}

TEST_CASE("A02: the same attacker opens primary suppression", "[disclosure][attack]") {
  std::size_t hidden = 0;
  std::size_t opened = 0;
  for (std::uint32_t seed = 0; seed < kTables; ++seed) {
    const auto release = testing::primary_suppression(hierarchy(seed), 5);
    for (const auto& cell : disclosure::audit(release, {.threshold = 5, .base = 1}).cells) {
      const std::size_t width = release.shown.back().size();
      if (release.shown[cell.place.level][cell.place.node * width + cell.place.column] == disclosure::kWithheld) {
        ++hidden;
        opened += cell.verdict == Verdict::certainly_few ? 1 : 0;
      }
    }
  }
  REQUIRE(hidden > 1000);
  CHECK(static_cast<double>(opened) > 0.4 * static_cast<double>(hidden));
}
