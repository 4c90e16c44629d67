// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/audit_together.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/joint_audit_by_definition.hpp"

using namespace libprofile;
using disclosure::audit_together;
using disclosure::CellAudit;
using disclosure::explain_together;
using disclosure::JointRelease;
using disclosure::JointReport;
using disclosure::kWithheld;
using disclosure::ReleasedTable;
using disclosure::RoundingTable;
using disclosure::TablePlace;
using disclosure::Verdict;

namespace {

constexpr disclosure::AuditOptions kOptions{.threshold = 3, .base = 3};

ReleasedTable list(std::vector<std::int64_t> shown, std::int64_t total, std::int64_t band) {
  ReleasedTable release;
  release.shape.margin = disclosure::ColumnMargin::none;
  release.shape.columns = {"count"};
  for (std::size_t row = 0; row < shown.size(); ++row) {
    release.shape.rows.push_back("row " + std::to_string(row));
  }
  release.shown = {std::move(shown), {total}};
  release.band = band;
  return release;
}

const CellAudit& at(const JointReport& report, const TablePlace& place) {
  const auto& cells = report.tables[place.table].cells;
  return *std::find_if(cells.begin(), cells.end(), [&](const CellAudit& cell) { return cell.place == place.place; });
}

}  // namespace

TEST_CASE("two roundings of one total narrow it, and the audit of each table alone sees nothing",
          "[disclosure][hand]") {
  // The total is above 0 and below 5 in both 0 and 5: 1 to 4.
  const JointRelease release{{{"areas", list({0, 0}, 0, 5), {}}, {"months", list({5, 0}, 5, 5), {}}},
                             {{{0, {1, 0, 0}}, {1, {1, 0, 0}}}}};
  for (const auto& table : release.tables) {
    CHECK(disclosure::audit(table.table, table.options).passed());
  }
  const JointReport report = audit_together(release);
  CHECK(at(report, {0, {1, 0, 0}}) == CellAudit{{1, 0, 0}, 1, 4, Verdict::certainly_few});
  CHECK(at(report, {1, {1, 0, 0}}) == CellAudit{{1, 0, 0}, 1, 4, Verdict::certainly_few});
  CHECK_FALSE(report.passed());
  const auto why = explain_together(release, {0, {1, 0, 0}});
  // Not below 1 because of the months, not above 4 because of the areas.
  CHECK(std::any_of(why.begin(), why.end(), [](const disclosure::JointNarrowing& one) {
    return one.at.table == 1 && one.side == disclosure::Narrowing::Side::least;
  }));
  CHECK(std::any_of(why.begin(), why.end(), [](const disclosure::JointNarrowing& one) {
    return one.at.table == 0 && one.side == disclosure::Narrowing::Side::most;
  }));
}

TEST_CASE("a part withheld in one table is had where another shows it", "[disclosure][hand]") {
  // Exact: 20 in all, 18 shown; the other table shows the part.
  const JointRelease release{{{"a", list({18, kWithheld, kWithheld}, 40, 1), {}}, {"b", list({2, 9}, 11, 1), {}}},
                             {{{0, {0, 1, 0}}, {1, {0, 0, 0}}}}};
  const JointReport report = audit_together(release);
  CHECK(at(report, {0, {0, 1, 0}}) == CellAudit{{0, 1, 0}, 2, 2, Verdict::certainly_few});
  CHECK(at(report, {0, {0, 2, 0}}).least == 20);
}

TEST_CASE("tables that share a number which is shown alike take no programs", "[disclosure][hand]") {
  const JointRelease release{{{"areas", list({5, 10}, 15, 5), {}},
                              {"months", list({0, 15, 0}, 15, 5), {}},
                              {"rows", list({15, 5}, 20, 5), {}}},
                             {{{0, {1, 0, 0}}, {1, {1, 0, 0}}, {2, {0, 0, 0}}}}};
  const JointReport report = audit_together(release);
  CHECK(report.passed());
  CHECK(report.solved == 0);
  CHECK(at(report, {1, {0, 0, 0}}) == CellAudit{{0, 0, 0}, 0, 4, Verdict::safe});
}

TEST_CASE("records that are never fewer than persons narrow both, and the audit of each alone sees nothing",
          "[disclosure][hand]") {
  // 6 to 14 records of 11 to 19 persons: 11 to 14 of both.
  JointRelease release{{{"records", list({10}, 10, 5), {}}, {"persons", list({15, 0}, 15, 5), {}}}, {}};
  CHECK(audit_together(release).passed());
  release.at_least = {{{0, {1, 0, 0}}, {1, {1, 0, 0}}}};
  const JointReport report = audit_together(release);
  CHECK(at(report, {0, {1, 0, 0}}) == CellAudit{{1, 0, 0}, 11, 14, Verdict::too_narrow});
  CHECK(at(report, {1, {1, 0, 0}}) == CellAudit{{1, 0, 0}, 11, 14, Verdict::too_narrow});
  const auto why = explain_together(release, {1, {1, 0, 0}});
  CHECK(std::any_of(why.begin(), why.end(), [](const auto& one) { return one.at.table == 0; }));
  // As many of both narrow neither.
  release.tables[0].table = list({15}, 15, 5);
  CHECK(audit_together(release).passed());
  CHECK(audit_together(release).solved == 0);
  // Records that are certainly fewer than persons are no release.
  release.tables[0].table = list({5}, 5, 5);
  CHECK_THROWS_AS(audit_together(release), InvalidArgument);
}

TEST_CASE("two large tables of the same areas need no programs where all is shown", "[disclosure][property]") {
  const RoundingTable first = testing::random_table(1, 300, 14, 20, 9);
  RoundingTable second = testing::random_table(1, 300, 3, 20, 9);
  second.name = "second";
  for (std::size_t row = 0; row < 300; ++row) {
    std::int64_t sum = 0;
    for (std::size_t c = 0; c < 14; ++c) {
      sum += first.counts[14 * row + c];
    }
    second.counts[3 * row] = sum / 3;
    second.counts[3 * row + 1] = sum / 2;
    second.counts[3 * row + 2] = sum - sum / 3 - sum / 2;
  }
  const auto rounded = disclosure::controlled_rounding(first, 5, testing::test_key());
  JointRelease release;
  for (std::size_t row = 0; row < 300; ++row) {
    second.pins.push_back({row, 3, rounded.levels[0][15 * row + 14]});
    release.shared.push_back({{0, {0, row, 14}}, {1, {0, row, 3}}});
  }
  release.tables = {
      {"first", {first, rounded.levels, 5, {}}, {}},
      {"second", {second, disclosure::controlled_rounding(second, 5, testing::test_key()).levels, 5, {}}, {}}};
  const JointReport report = audit_together(release);
  CHECK(report.passed());
  CHECK(report.solved == 0);
}

TEST_CASE("an audit that runs out of time while it looks for ways through several tables proves nothing",
          "[disclosure][edges]") {
  // Two numbers that all three share make circles.
  JointRelease release;
  const auto ring = list({5, 10, 5, 10}, 30, 5);
  for (int t = 0; t < 3; ++t) {
    release.tables.push_back({"table " + std::to_string(t), ring, {}});
  }
  for (std::size_t row = 0; row < 2; ++row) {
    release.shared.push_back({{0, {0, row, 0}}, {1, {0, row, 0}}, {2, {0, row, 0}}});
  }
  CHECK(audit_together(release).passed());
  const JointReport late = audit_together(release, 1e-9);
  CHECK_FALSE(late.passed());
  for (const auto& table : late.tables) {
    CHECK(table.refused == table.cells.size());
    CHECK(table.cells.front().verdict == Verdict::not_proved);
  }
}

TEST_CASE("releases of several tables that break their contract are refused", "[disclosure][edges]") {
  const auto a = list({5, 10}, 15, 5);
  const auto refused = [](const JointRelease& release) { CHECK_THROWS_AS(audit_together(release), InvalidArgument); };
  refused({{{"a", a, {}}, {"a", a, {}}}, {}});
  refused({{{"a", a, {}}, {"b", a, {}}}, {{}}});
  refused({{{"a", a, {}}, {"b", a, {}}}, {{{0, {1, 0, 0}}, {2, {1, 0, 0}}}}});
  refused({{{"a", a, {}}, {"b", a, {}}}, {{{0, {1, 0, 0}}, {1, {5, 0, 0}}}}});
  refused({{{"a", a, {}}, {"b", a, {}}}, {{{0, {1, 0, 0}}, {0, {0, 0, 0}}}}});
  refused({{{"a", a, {}}, {"b", a, {}}}, {}, {{{0, {1, 0, 0}}, {0, {0, 0, 0}}}}});
  refused({{{"a", a, {}}, {"b", a, {}}}, {}, {{{0, {1, 0, 0}}, {1, {2, 0, 0}}}}});
  // No number is both.
  refused({{{"a", a, {}}, {"b", list({40}, 40, 5), {}}}, {{{0, {1, 0, 0}}, {1, {1, 0, 0}}}}});
  CHECK(audit_together({}).passed());
}

TEST_CASE("an audit of several tables that has no time proves nothing", "[disclosure][edges]") {
  const JointRelease narrowed{{{"areas", list({0, 0}, 0, 5), {}}, {"months", list({5, 0}, 5, 5), {}}},
                              {{{0, {1, 0, 0}}, {1, {1, 0, 0}}}}};
  CHECK_FALSE(audit_together(narrowed, 1e-9).passed());
}
