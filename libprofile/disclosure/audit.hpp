// SPDX-License-Identifier: MIT
/// @file
/// What an attacker learns at most about each cell of a table that is to be released.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "libprofile/disclosure/policy.hpp"
#include "libprofile/disclosure/released_table.hpp"

namespace libprofile::disclosure {

/// What is said of a cell.
enum class Verdict : std::uint8_t {
  /// The attacker cannot tell that a few are there, and is left with as many possible values as the base.
  safe,
  /// Certainly somebody, and certainly fewer than the threshold.
  certainly_few,
  /// Fewer possible values than the base.
  too_narrow,
  /// A contributor to the cell, who knows of one, is certain of others, and that they are fewer than the threshold.
  few_beside_oneself,
  /// Time ran out before the limits were found.
  not_proved,
};

/// "safe", "certainly few", "too narrow", "few beside oneself", "not proved".
[[nodiscard]] std::string_view to_string(Verdict verdict);

/// What an attacker can work out about one cell.
struct CellAudit {
  CellPlace place;
  double least;
  double most;
  Verdict verdict;

  friend bool operator==(const CellAudit&, const CellAudit&) = default;
};

/// A published number that keeps a cell from being less, or more, than it can be.
struct Narrowing {
  CellPlace place;
  /// Which of the cell's limits it holds.
  enum class Side : std::uint8_t { least, most } side;
};

struct AuditOptions {
  /// Fewest persons that may be known to be in a cell, unless none are. At least 1.
  std::int64_t threshold = 5;

  /// Possible values that each released cell must keep. At least 1.
  std::int64_t base = 5;

  /// For all of it, in seconds of wall time. Above 0.
  double time_limit_s = 60.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const AuditOptions& options);

struct AuditReport {
  /// Every cell and margin, by level, node and column.
  std::vector<CellAudit> cells;
  /// Cells of each verdict other than `safe`.
  std::size_t refused = 0;
  /// Cells whose limits were searched for in the network of the table: all but empty ones, or none.
  std::size_t solved = 0;

  [[nodiscard]] bool passed() const { return refused == 0; }
};

/// The attacker's limits of every cell and margin, and whether the policy can bear them.
///
/// The attacker knows the release, the base, that all sums hold and that no count is below 0. Refused: a cell that
/// certainly holds 1 to threshold - 1; a withheld or rounded cell with fewer possible values than `options.base`; a
/// cell one of whose contributors can say so of the others. Exact numbers of at least the threshold, and exact zeros,
/// are no finding: to show them was the choice of whoever chose a band of 1, or to withhold small counts.
///
/// Where the shown numbers add up, and places are shown or withheld as a whole, limits passed up and down the tree are
/// exact. Otherwise every table that fits is a flow in the network of the table, and the limits of a cell are the least
/// and the greatest flow through it. Both are exact for a table of any size, whether or not its numbers add up.
///
/// @throws InvalidArgument  where lengths do not fit, a number is above 10^12, or no table fits all that is shown.
///
/// Time about linear in the cells where groups are small; see docs/methods/audit.md.
[[nodiscard]] AuditReport audit(const ReleasedTable& table, const AuditOptions& options);

/// Which shown numbers hold the limits of one cell where they are: those without which it would be less narrow.
[[nodiscard]] std::vector<Narrowing> explain(const ReleasedTable& table, const CellPlace& place,
                                             const AuditOptions& options);

/// The limits that a policy asks for.
[[nodiscard]] AuditOptions audit_options(const Policy& policy);

}  // namespace libprofile::disclosure
