// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/audit.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/audit_by_definition.hpp"

using namespace libprofile;
using disclosure::audit;
using disclosure::AuditReport;
using disclosure::CellAudit;
using disclosure::CellPlace;
using disclosure::kWithheld;
using disclosure::ReleasedTable;
using disclosure::Verdict;

namespace {

const CellAudit& at(const AuditReport& report, const CellPlace& place) {
  return *std::find_if(report.cells.begin(), report.cells.end(),
                       [&](const CellAudit& cell) { return cell.place == place; });
}

void check_against_definition(const ReleasedTable& release, std::int64_t largest) {
  const auto expected = testing::ranges_by_definition(release, largest);
  const AuditReport report = audit(release, {.threshold = 3, .base = 3});
  const std::size_t width = release.shown.back().size();
  for (const CellAudit& cell : report.cells) {
    const auto& range = expected[cell.place.level][cell.place.node * width + cell.place.column];
    CAPTURE(cell.place.level, cell.place.node, cell.place.column);
    CHECK(cell.least == static_cast<double>(range.least));
    CHECK(cell.most == static_cast<double>(range.most));
  }
}

/// Small enough that every table that could be it can be tried: 2 × 2 with larger counts, or more rows with smaller.
disclosure::RoundingTable tiny_table(std::uint32_t seed) {
  switch (seed % 3) {
    case 0:
      return testing::random_table(seed, 2, 2, 1, 4);
    case 1:
      return testing::random_table(seed, 4, 1, 2, 3);
    default:
      return testing::random_table(seed, 3, 2, 2, 1);
  }
}

/// Rows of one column in one group.
ReleasedTable column(const std::vector<std::int64_t>& shown, std::int64_t total, std::int64_t band) {
  ReleasedTable release;
  release.shape.margin = disclosure::ColumnMargin::none;
  release.shape.columns = {"all kinds"};
  for (std::size_t row = 0; row < shown.size(); ++row) {
    release.shape.rows.push_back("unit " + std::to_string(row));
  }
  release.shown = {shown, {total}};
  release.band = band;
  return release;
}

}  // namespace

TEST_CASE("one withheld part of an exact sum is had by subtraction", "[disclosure][hand]") {
  const auto report = audit(column({7, kWithheld, 9}, 18, 1), {});
  CHECK(at(report, {0, 1, 0}) == CellAudit{{0, 1, 0}, 2, 2, Verdict::certainly_few});
  CHECK(at(report, {0, 0, 0}).verdict == Verdict::safe);
  CHECK(report.refused == 1);
  CHECK_FALSE(report.passed());
}

TEST_CASE("two withheld parts of an exact sum hide each other as far as it goes", "[disclosure][hand]") {
  // Together 12: each may be 0 to 12.
  const auto report = audit(column({7, kWithheld, kWithheld}, 19, 1), {});
  CHECK(at(report, {0, 1, 0}) == CellAudit{{0, 1, 0}, 0, 12, Verdict::safe});
  CHECK(report.passed());
  // Together 3: each may be 0 to 3, fewer than five values.
  CHECK(at(audit(column({7, kWithheld, kWithheld}, 10, 1), {}), {0, 2, 0}).verdict == Verdict::too_narrow);
}

TEST_CASE("a rounded cell is within its band, whatever the others are", "[disclosure][hand]") {
  const auto report = audit(column({5, 0, 10}, 15, 5), {});
  CHECK(at(report, {0, 0, 0}) == CellAudit{{0, 0, 0}, 1, 9, Verdict::safe});
  CHECK(at(report, {0, 1, 0}) == CellAudit{{0, 1, 0}, 0, 4, Verdict::safe});
  CHECK(at(report, {1, 0, 0}) == CellAudit{{1, 0, 0}, 11, 19, Verdict::safe});
  CHECK(report.solved == 0);
}

TEST_CASE("parts and sum rounded each for itself narrow one another", "[disclosure][hand]") {
  // Three times 0 means at most 4 each; a total of 15 means at least 11: each is 3 or 4.
  const auto report = audit(column({0, 0, 0}, 15, 5), {});
  CHECK(at(report, {0, 0, 0}) == CellAudit{{0, 0, 0}, 3, 4, Verdict::certainly_few});
  CHECK(report.solved == 4);
}

TEST_CASE("a contributor who knows of one learns of the others", "[disclosure][hand]") {
  // 2 to 5 without more: with oneself, 1 to 4 others.
  ReleasedTable release = column({kWithheld, kWithheld}, 9, 1);
  release.known = {{{0, 0, 0}, 2, 5}};
  const auto report = audit(release, {.threshold = 5, .base = 1});
  CHECK(at(report, {0, 0, 0}) == CellAudit{{0, 0, 0}, 2, 5, Verdict::few_beside_oneself});
}

TEST_CASE("what everybody knows anyway narrows what is released", "[disclosure][hand]") {
  // At most 2 premises of the kind exist there.
  ReleasedTable release = column({kWithheld, kWithheld}, 9, 1);
  release.known = {{{0, 0, 0}, 0, 2}};
  const auto report = audit(release, {});
  CHECK(at(report, {0, 1, 0}) == CellAudit{{0, 1, 0}, 7, 9, Verdict::too_narrow});
}

TEST_CASE("rows, columns and groups that are absent are nobody", "[disclosure][edges]") {
  CHECK(audit(column({}, 0, 5), {}).passed());
  ReleasedTable release = column({5, 5}, 10, 5);
  release.shape.levels = {{2, {0, 0}}};
  release.shown = {{5, 5}, {10, 0}, {10}};
  const auto report = audit(release, {});
  CHECK(at(report, {1, 1, 0}) == CellAudit{{1, 1, 0}, 0, 0, Verdict::safe});
}

TEST_CASE("tables that are none are refused", "[disclosure][edges]") {
  CHECK_THROWS_AS(audit(column({5}, 50, 5), {}), InvalidArgument);
  CHECK_THROWS_AS(audit(column({5}, 5, 0), {}), InvalidArgument);
  CHECK_THROWS_AS(audit(column({-2}, 5, 5), {}), InvalidArgument);
  CHECK_THROWS_AS(audit(column({5}, 5, 5), {.threshold = 0}), InvalidArgument);
  CHECK_THROWS_AS(audit(column({5}, 5, 5), {.time_limit_s = 0.0}), InvalidArgument);
  ReleasedTable short_of_cells = column({5, 5}, 10, 5);
  short_of_cells.shown[0].pop_back();
  CHECK_THROWS_AS(audit(short_of_cells, {}), InvalidArgument);
}

TEST_CASE("time that has run out is never a pass", "[disclosure][edges]") {
  // A place withheld in part takes a search.
  ReleasedTable release{{.name = "t", .rows = {"u", "v"}, .columns = {"a", "b"}}, {}, 1};
  release.shown = {{kWithheld, 4, 10, kWithheld, 8, 15}, {13, 12, 25}};
  const auto report = audit(release, {.time_limit_s = 1e-9});
  CHECK(at(report, {0, 1, 0}).verdict == Verdict::not_proved);
  CHECK_FALSE(report.passed());
}

TEST_CASE("limits are those of all tables that fit: exact numbers, any cells withheld", "[disclosure][oracle]") {
  const auto seed = GENERATE(range(1U, 501U));
  const auto table = tiny_table(seed);
  ReleasedTable release = testing::exact_release(table);
  const core::Philox random(seed, core::Stream::testing);
  for (std::uint32_t l = 0; l < release.shown.size(); ++l) {
    for (std::uint32_t cell = 0; cell < release.shown[l].size(); ++cell) {
      if (random.below(5, l, cell, 1) < 2 && l + 1 < release.shown.size()) {
        release.shown[l][cell] = kWithheld;
      }
    }
  }
  check_against_definition(release, std::max<std::int64_t>(1, release.shown.back().back()));
}

TEST_CASE("limits are those of all tables that fit: controlled rounding, any places withheld", "[disclosure][oracle]") {
  const auto seed = GENERATE(range(1U, 501U));
  const auto table = tiny_table(seed);
  ReleasedTable release{table, disclosure::controlled_rounding(table, 3, testing::test_key()).levels, 3, {}};
  const core::Philox random(seed, core::Stream::testing);
  const std::size_t width = release.shown.back().size();
  for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
    if (random.below(2, row, 0, 2) == 0) {
      std::fill_n(release.shown[0].begin() + static_cast<std::ptrdiff_t>(row * width), width, kWithheld);
    }
  }
  check_against_definition(release, release.shown.back().back() + 2);
}

TEST_CASE("places and groups withheld as a whole have the limits that flows give", "[disclosure][oracle]") {
  const auto seed = GENERATE(range(1U, 61U));
  const auto table = testing::random_table(seed, 12, 3, 4, 9);
  ReleasedTable release{table, disclosure::controlled_rounding(table, 5, testing::test_key()).levels, 5, {}};
  const core::Philox random(seed, core::Stream::testing);
  const std::size_t width = release.shown.back().size();
  for (std::uint32_t level = 0; level + 1 < release.shown.size(); ++level) {
    for (std::uint32_t node = 0; node < release.shown[level].size() / width; ++node) {
      if (random.below(3, node, level, 4) == 0) {
        std::fill_n(release.shown[level].begin() + static_cast<std::ptrdiff_t>(node * width), width, kWithheld);
      }
    }
  }
  const AuditReport without_search = audit(release, {});
  REQUIRE(without_search.solved == 0);
  // What says nothing has every cell searched for in the network of the table.
  release.known = {{{0, 0, 0}, 0.0, std::numeric_limits<double>::infinity()}};
  const AuditReport by_flows = audit(release, {});
  REQUIRE(by_flows.solved == by_flows.cells.size());
  CHECK(without_search.cells == by_flows.cells);
}

TEST_CASE("limits are those of all tables that fit: each number rounded for itself", "[disclosure][oracle]") {
  const auto seed = GENERATE(range(1U, 101U));
  const auto table = tiny_table(seed);
  ReleasedTable release{table, testing::all_sums(table, table.counts), 3, {}};
  for (auto& level : release.shown) {
    for (std::int64_t& shown : level) {
      shown = (shown + 1) / 3 * 3;
    }
  }
  release.known = {{{0, seed % 2, 0}, 0, 3}};
  // What is known must be true.
  const auto truth = testing::all_sums(table, table.counts);
  const std::size_t width = release.shown.back().size();
  release.known[0].most = std::max(3.0, static_cast<double>(truth[0][seed % 2 * width]));
  REQUIRE(testing::fits(release, truth));
  check_against_definition(release, 8);
}

TEST_CASE("the audit is the same for any number of threads", "[disclosure][property]") {
  const auto table = testing::random_table(9, 60, 4, 6, 9);
  ReleasedTable release{table, disclosure::controlled_rounding(table, 5, testing::test_key()).levels, 5, {}};
  for (std::size_t row = 0; row < table.rows.size(); row += 7) {
    std::fill_n(release.shown[0].begin() + static_cast<std::ptrdiff_t>(row * 5), 5, kWithheld);
  }
  std::vector<AuditReport> reports;
  for (const int threads : {1, 2, 8}) {
    const core::ThreadLimit limit(threads);
    reports.push_back(audit(release, {}));
  }
  CHECK(reports[0].cells == reports[1].cells);
  CHECK(reports[0].cells == reports[2].cells);
}

TEST_CASE("it is said which shown numbers narrow a cell", "[disclosure][hand]") {
  // Two groups: what is shown of the second has no part in it.
  ReleasedTable release = column({7, kWithheld, 9, 4, 6}, 28, 1);
  release.shape.levels = {{2, {0, 0, 0, 1, 1}}};
  release.shown = {{7, kWithheld, 9, 4, 6}, {18, 10}, {28}};
  const auto narrowings = disclosure::explain(release, {0, 1, 0}, {});
  const auto names = [&](const CellPlace& place) {
    return std::any_of(narrowings.begin(), narrowings.end(), [&](const auto& one) { return one.place == place; });
  };
  CHECK(names({1, 0, 0}));
  CHECK(names({0, 0, 0}));
  CHECK(names({0, 2, 0}));
  CHECK_FALSE(names({1, 1, 0}));
  CHECK_FALSE(names({0, 3, 0}));
  CHECK_FALSE(names({2, 0, 0}));
  CHECK_THROWS_AS(disclosure::explain(release, {5, 0, 0}, {}), InvalidArgument);
}

TEST_CASE("verdicts have names", "[disclosure]") {
  CHECK(to_string(Verdict::safe) == "safe");
  CHECK(to_string(Verdict::certainly_few) == "certainly few");
  CHECK(to_string(Verdict::too_narrow) == "too narrow");
  CHECK(to_string(Verdict::few_beside_oneself) == "few beside oneself");
  CHECK(to_string(Verdict::not_proved) == "not proved");
}
