// SPDX-License-Identifier: MIT
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/parallel.hpp"
#include "libprofile/disclosure/audit_together.hpp"

#include "support/joint_audit_by_definition.hpp"

using namespace libprofile;
using disclosure::audit_together;
using disclosure::CellAudit;
using disclosure::JointRelease;
using disclosure::JointReport;
using disclosure::kWithheld;
using disclosure::ReleasedTable;
using disclosure::RoundingTable;

namespace {

constexpr disclosure::AuditOptions kOptions{.threshold = 3, .base = 3};

/// The same sums by rows, or the same total, in other columns or rows: what two tables of the same records look like.
RoundingTable regrouped(const RoundingTable& table, std::uint32_t seed, bool keeps_rows) {
  const core::Philox random(seed, core::Stream::testing);
  RoundingTable other{.name = "other", .rows = {"x", "y"}, .columns = {"p", "q"}};
  other.counts.assign(4, 0);
  const std::size_t columns = table.columns.size();
  for (std::uint32_t cell = 0; cell < table.counts.size(); ++cell) {
    const auto row = static_cast<std::uint32_t>(cell / columns);
    for (std::uint32_t one = 0; one < table.counts[cell]; ++one) {
      const std::uint32_t to = keeps_rows ? row % 2 : random.below(2, cell, one, 1);
      ++other.counts[2 * to + random.below(2, cell, one, 2)];
    }
  }
  return other;
}

/// Rounded, some inner cells withheld. Where the seed says so, rounded apart from the other table, as nobody should.
ReleasedTable released(RoundingTable table, std::uint32_t seed, std::vector<RoundingTable::Pin> pins) {
  const core::Philox random(seed, core::Stream::testing);
  if (random.below(3, 0, 0, 9) != 0) {
    table.pins = std::move(pins);
  }
  ReleasedTable release{
      table,
      disclosure::controlled_rounding(table, 3, testing::test_key(static_cast<std::uint8_t>(seed % 7))).levels,
      3,
      {}};
  const std::size_t width = release.shown.back().size();
  for (std::uint32_t cell = 0; cell < release.shown[0].size(); ++cell) {
    if (cell % width < table.columns.size() && random.below(4, cell, 0, 8) == 0) {
      release.shown[0][cell] = kWithheld;
    }
  }
  return release;
}

/// Two tables that share their total, or the sum of each row.
JointRelease random_pair(std::uint32_t seed) {
  const bool shares_rows = seed % 2 == 1;
  const RoundingTable first = seed % 3 == 0 ? testing::random_table(seed, 2, 2, 1, 1)
                                            : testing::random_table(seed, 2, 1, 1, seed % 5 == 0 ? 4 : 2);
  const RoundingTable second = regrouped(first, seed, shares_rows);
  const std::size_t margin = first.columns.size();
  const ReleasedTable a = released(first, 2 * seed, {});
  JointRelease release;
  std::vector<RoundingTable::Pin> pins;
  if (shares_rows) {
    for (std::size_t row = 0; row < 2; ++row) {
      release.shared.push_back({{0, {0, row, margin}}, {1, {0, row, 2}}});
      pins.push_back({row, 2, a.shown[0][row * (margin + 1) + margin]});
    }
  } else {
    release.shared.push_back({{0, {1, 0, margin}}, {1, {1, 0, 2}}});
    pins.push_back({2, 2, a.shown[1][margin]});
  }
  release.tables = {{"first", a, kOptions}, {"second", released(second, 2 * seed + 1, pins), kOptions}};
  return release;
}

/// Every number rounded for itself, up or down.
ReleasedTable one_way(const RoundingTable& table, std::int64_t add) {
  ReleasedTable release{table, testing::all_sums(table, table.counts), 3, {}};
  for (auto& level : release.shown) {
    std::transform(level.begin(), level.end(), level.begin(), [add](auto count) { return (count + add) / 3 * 3; });
  }
  return release;
}

/// Records and persons: the second table counts no more than the first, in each of its rows or in all, and nothing of
/// it is pinned.
JointRelease random_unequal_pair(std::uint32_t seed) {
  const core::Philox random(seed, core::Stream::testing);
  const RoundingTable records = testing::random_table(seed, 2, 1 + seed % 2, 1, 3);
  RoundingTable persons = records;
  persons.name = "persons";
  for (std::uint32_t cell = 0; cell < persons.counts.size(); ++cell) {
    const bool is_repeated = random.below(4, cell, 0, 3) == 0;
    persons.counts[cell] -=
        is_repeated ? random.below(static_cast<std::uint32_t>(records.counts[cell] + 1), cell, 0, 4) : 0;
  }
  const std::size_t margin = records.columns.size();
  JointRelease release;
  release.tables = {{"records", released(records, 2 * seed, {}), kOptions},
                    {"persons", released(persons, 2 * seed + 1, {}), kOptions}};
  if (seed % 4 == 0) {
    release.tables[0].table = one_way(records, 0);
    release.tables[1].table = one_way(persons, 2);
  }
  if (seed % 3 == 0) {
    release.at_least = {{{0, {0, 0, margin}}, {1, {0, 0, margin}}}, {{0, {0, 1, margin}}, {1, {0, 1, margin}}}};
  } else {
    release.at_least = {{{0, {1, 0, margin}}, {1, {1, 0, margin}}}};
  }
  return release;
}

bool check_pair(const JointRelease& release, std::uint32_t seed) {
  const auto expected = testing::joint_ranges_by_definition(release, 8);
  const JointReport report = audit_together(release);
  bool is_narrowed = false;
  for (std::size_t t = 0; t < 2; ++t) {
    const auto alone = disclosure::audit(release.tables[t].table, kOptions);
    const std::size_t width = release.tables[t].table.shown.back().size();
    for (std::size_t i = 0; i < report.tables[t].cells.size(); ++i) {
      const CellAudit& cell = report.tables[t].cells[i];
      const auto& range = expected[t][cell.place.level][cell.place.node * width + cell.place.column];
      CAPTURE(seed, t, cell.place.level, cell.place.node, cell.place.column);
      CHECK(cell.least == static_cast<double>(range.least));
      CHECK(cell.most == static_cast<double>(range.most));
      is_narrowed = is_narrowed || cell.least > alone.cells[i].least || cell.most < alone.cells[i].most;
    }
  }
  return is_narrowed;
}

}  // namespace

TEST_CASE("limits of records and persons are those of all pairs that are possible", "[disclosure][oracle]") {
  int narrowed = 0;
  for (std::uint32_t seed = 0; seed < 90; ++seed) {
    narrowed += check_pair(random_unequal_pair(seed), seed) ? 1 : 0;
  }
  CHECK(narrowed > 10);
}

TEST_CASE("limits of pairs are those of all pairs that are possible", "[disclosure][oracle]") {
  int narrowed = 0;
  for (std::uint32_t seed = 0; seed < 240; ++seed) {
    narrowed += check_pair(random_pair(seed), seed) ? 1 : 0;
  }
  // Else nothing would have been tried.
  CHECK(narrowed > 10);
}

TEST_CASE("limits of thousands of pairs are those of all that are possible", "[.][thousands]") {
  for (std::uint32_t seed = 240; seed < 5000; ++seed) {
    static_cast<void>(check_pair(random_pair(seed), seed));
    static_cast<void>(check_pair(random_unequal_pair(seed), seed));
  }
}

TEST_CASE("threads change nothing", "[disclosure][property]") {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const JointRelease release = random_pair(seed);
    const JointReport one = [&] {
      const core::ThreadLimit limit(1);
      return audit_together(release);
    }();
    for (const int threads : {2, 8}) {
      const core::ThreadLimit limit(threads);
      const JointReport many = audit_together(release);
      CHECK(many.tables[0].cells == one.tables[0].cells);
      CHECK(many.tables[1].cells == one.tables[1].cells);
    }
  }
}
