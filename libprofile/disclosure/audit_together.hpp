// SPDX-License-Identifier: MIT
/// @file
/// What an attacker learns from several tables of one release together, where they share numbers.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "libprofile/disclosure/audit.hpp"
#include "libprofile/disclosure/released_table.hpp"

namespace libprofile::disclosure {

/// One table of a release, and what its numbers may tell.
struct NamedTable {
  /// For reports and messages: "counts", "months". Distinct in one release.
  std::string name;
  ReleasedTable table;
  /// `time_limit_s` is not looked at.
  AuditOptions options{};
};

/// A cell of one of the tables.
struct TablePlace {
  std::size_t table = 0;
  CellPlace place{};

  friend bool operator==(const TablePlace&, const TablePlace&) = default;
};

/// Two true numbers, of different tables, of which one is never below the other: records and the persons who have them.
struct AtLeast {
  TablePlace more{};
  TablePlace less{};
};

/// Tables that leave together. Each entry of `shared` is one true number that stands in several places, of different
/// tables: the total of months is that of areas.
struct JointRelease {
  std::vector<NamedTable> tables;
  std::vector<std::vector<TablePlace>> shared;
  std::vector<AtLeast> at_least = {};
};

struct JointReport {
  /// One a table, in order.
  std::vector<AuditReport> tables;
  /// Cells of all tables whose verdict is not `safe`.
  std::size_t refused = 0;
  /// Cells whose limits took linear programs over several tables.
  std::size_t solved = 0;

  [[nodiscard]] bool passed() const { return refused == 0; }
};

/// A published number of some table that keeps a cell from being less, or more, than it can be.
struct JointNarrowing {
  TablePlace at;
  Narrowing::Side side{};
};

/// The limits of every cell of every table, by all that all of them say.
///
/// Tables are apart unless a shared number, or one that is never below another, connects them. Where connected tables
/// and what connects them form no circle, a table sees of the others the limits of the numbers that it shares (of one
/// that is never below another: the least of that one, and its most the other way), and no more: each table is audited
/// as by `audit`, with the limits that others give of those numbers, until none moves. That is exact, because a number
/// of a table takes every whole value between its limits. Limits that
/// others narrow are rare: a shared number is released once.
///
/// Where they form a circle, as two tables of the same areas do that share every area's sum, nothing is narrowed if
/// every table adds up, all is shown, shared numbers are shown alike, every inner cell can be moved together with inner
/// cells of the others so that shared numbers move alike, and numbers that are never below others are so by what is
/// shown of them alone. Else linear programs go over all connected tables.
///
/// Where time runs out before that is known, every cell of those tables is `not_proved`.
///
/// @throws InvalidArgument  where a table breaks the contract of `audit`, names repeat, a place is none, a shared
///                          number or a pair of `at_least` has two places in one table, or no numbers fit all that is
///                          shown.
///
/// Time that of `audit` for each table, where shared numbers are shown alike.
[[nodiscard]] JointReport audit_together(const JointRelease& release, double time_limit_s = 60.0);

/// Which shown numbers, of which tables, hold the limits of one cell where they are.
///
/// @throws InvalidArgument  as `audit_together`.
[[nodiscard]] std::vector<JointNarrowing> explain_together(const JointRelease& release, const TablePlace& cell,
                                                           double time_limit_s = 60.0);

}  // namespace libprofile::disclosure
