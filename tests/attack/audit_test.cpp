// SPDX-License-Identifier: MIT
/// @file
/// A01 and A02: linear programs against 500 hierarchies × categories, as the gate lets them out and as primary
/// suppression alone would.
#include "libprofile/disclosure/audit.hpp"

#include <cstdint>

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

TEST_CASE("A01: linear programs find no small cell in what the gate lets out", "[disclosure][attack]") {
  std::size_t withheld = 0;
  for (std::uint32_t seed = 0; seed < kTables; ++seed) {
    const auto counts = with_residents(hierarchy(seed), seed);
    const Policy policy = Policy::preset("partner");
    const auto table = disclosure::protect(counts, policy, testing::test_key());
    const auto report = disclosure::audit(disclosure::released_table(table, counts), disclosure::audit_options(policy));
    CAPTURE(seed);
    CHECK(report.passed());
    withheld += report.solved;
  }
  // The programs had something to do.
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
