// SPDX-License-Identifier: MIT
/// @file
/// Rounding of a table to a base so that every margin is rounded too and everything still adds up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/core/key.hpp"

namespace libprofile::disclosure {

/// Whether a table has a margin over its columns (categories add up) or not (columns are different measures).
enum class ColumnMargin { sum, none };

/// A table to round: leaves of a tree × columns.
struct RoundingTable {
  /// What the table holds: part of what ties are broken by.
  std::string name{};
  /// Labels of the leaves and of the columns. Distinct, in any order.
  std::vector<std::string> rows{};
  std::vector<std::string> columns{};
  ColumnMargin margin = ColumnMargin::sum;
  /// One step up the tree: each row lies in one of `groups` groups, numbered from 0.
  struct Level {
    std::size_t groups = 0;
    std::vector<std::uint32_t> group_of_row{};
  };
  /// Nearest first; each level nests in the next. The total over everything is not among them.
  std::vector<Level> levels{};
  /// Row-major, 0 or more.
  std::vector<std::int64_t> counts{};

  /// A cell that must come out with a given value. `node` is a row, `rows.size()` being the total over everything;
  /// `column` = `columns.size()` is the margin over columns.
  struct Pin {
    std::size_t node;
    std::size_t column;
    std::int64_t value;
  };
  std::vector<Pin> pins{};
};

/// A rounded table: all cells and margins, level by level.
struct RoundedTable {
  /// Nearest first: rows, levels, everything. Row-major; a row has the columns and, with `ColumnMargin::sum`, the
  /// margin.
  std::vector<std::vector<std::int64_t>> levels{};
  /// Sum over all cells and margins of |rounded - true|.
  std::int64_t deviation = 0;
};

/// Controlled rounding, zero-restricted: every inner cell and every margin becomes the multiple of `base` just below or
/// just above it, or itself where it is a multiple; all sums hold; and the sum of |rounded - true| over all cells and
/// margins is the least possible.
///
/// Among the tables that reach the least sum, the one with the least sum of keyed weights is taken: a function of key,
/// table name, labels and values alone. So reruns repeat to the byte, and the order of rows and columns does not
/// matter.
///
/// The tree × columns is one network whose arcs are the cells, each with a capacity of 0 or 1 steps of the base; a
/// network simplex gives a whole-number optimum, and a solution always exists.
///
/// @param base  At least 1; 1 gives the table itself. Above 2^20 is refused.
/// @throws InvalidArgument  where labels repeat, lengths do not fit, a count is negative, levels do not nest, a pinned
/// value
///                          is not the cell's true value rounded up or down, or pins contradict each other.
///
/// Time about linear in the cells that are not multiples of the base; see docs/methods/controlled_rounding.md.
/// Method: Cox and Ernst (1982), INFOR 20, pages 423-432; Cox (1987), JASA 82, pages 520-524.
[[nodiscard]] RoundedTable controlled_rounding(const RoundingTable& table, std::int64_t base, const core::Key& key);

}  // namespace libprofile::disclosure
