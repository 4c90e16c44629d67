// SPDX-License-Identifier: MIT
/// @file
/// A01 and A02 for policies that withhold small counts: the audit against 500 hierarchies × categories, with
/// secondary suppression and without.
#include <cstdint>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/disclosure/audit.hpp"
#include "libprofile/disclosure/protect.hpp"

#include "support/suppression_by_definition.hpp"

using namespace libprofile;
using disclosure::CellStatus;
using disclosure::Policy;
using disclosure::Verdict;
using disclosure::Zeros;

namespace {

constexpr std::uint32_t kTables = 500;

disclosure::RoundingTable hierarchy(std::uint32_t seed, std::int64_t threshold) {
  const core::Philox random(seed, core::Stream::testing);
  const auto largest = static_cast<std::uint32_t>(threshold * (1 + random.below(4, 3, 0, 9)));
  return testing::random_table(seed, 4 + random.below(8, 0, 0, 9), 1 + random.below(4, 1, 0, 9),
                               1 + random.below(3, 2, 0, 9), largest);
}

geography::CountTable count_table(const disclosure::RoundingTable& table) {
  geography::CountTable counts{table.rows, table.columns, {}, table.counts, {}, {}, {}};
  for (const auto& level : table.levels) {
    geography::Level named{"district", {}, {}, level.group_of_row};
    for (std::size_t group = 0; group < level.groups; ++group) {
      named.codes.push_back("district " + std::to_string(group));
    }
    named.names = named.codes;
    counts.levels.push_back(named);
  }
  return counts;
}

struct Tally {
  std::size_t hidden = 0;
  std::size_t opened = 0;
};

/// Primary cells that hold somebody, and those of which the attacker is certain that they are small.
Tally attack(const disclosure::RoundingTable& table, const disclosure::Suppression& suppression,
             const disclosure::SuppressionRule& rule) {
  const auto release = testing::suppressed_release(table, suppression, rule.zeros);
  const auto truth = testing::all_sums(table, table.counts);
  const std::size_t width = release.shown.back().size();
  Tally tally;
  for (const auto& cell : disclosure::audit(release, {.threshold = rule.threshold, .base = 1}).cells) {
    const std::size_t at = cell.place.node * width + cell.place.column;
    if (suppression.levels[cell.place.level][at] == CellStatus::primary && truth[cell.place.level][at] > 0) {
      ++tally.hidden;
      tally.opened += cell.verdict == Verdict::certainly_few ? 1 : 0;
    }
  }
  return tally;
}

}  // namespace

TEST_CASE("A01: the audit finds no small cell in what a suppressing policy lets out", "[disclosure][attack]") {
  const std::string preset = GENERATE("dfe_cin", "nhs_hes", "opensafely", "ons_10_5", "acro");
  const Policy policy = Policy::preset(preset);
  std::size_t withheld = 0;
  for (std::uint32_t seed = 0; seed < kTables; ++seed) {
    const auto counts = count_table(hierarchy(seed, policy.fields().threshold));
    const auto table = disclosure::protect(counts, policy, testing::test_key());
    const auto report = disclosure::audit(disclosure::released_table(table, counts), disclosure::audit_options(policy));
    CAPTURE(preset, seed);
    CHECK(report.passed());
    for (const auto& level : table.value().levels) {
      for (const auto& cell : level.cells) {
        withheld += cell.count ? 0 : 1;
      }
    }
  }
  CHECK(withheld > kTables);
}

TEST_CASE("A02: the same attacker opens primary suppression alone, and nothing beside secondary suppression",
          "[disclosure][attack]") {
  const std::string preset = GENERATE("dfe_cin", "nhs_hes", "opensafely", "ons_10_5", "acro");
  const auto rule = disclosure::suppression_rule(Policy::preset(preset));
  Tally alone;
  Tally with_company;
  for (std::uint32_t seed = 0; seed < kTables; ++seed) {
    const auto table = hierarchy(seed, rule.threshold);
    const auto suppression = disclosure::suppress(table, rule);
    const Tally a = attack(table, testing::primary_only(suppression), rule);
    alone = {alone.hidden + a.hidden, alone.opened + a.opened};
    if (seed % 5 == 0) {
      const Tally b = attack(table, suppression, rule);
      with_company = {with_company.hidden + b.hidden, with_company.opened + b.opened};
    }
  }
  CAPTURE(preset, alone.hidden, alone.opened);
  REQUIRE(alone.hidden > 1000);
  CHECK(static_cast<double>(alone.opened) > 0.4 * static_cast<double>(alone.hidden));
  CHECK(with_company.hidden > 200);
  CHECK(with_company.opened == 0);
}
