// SPDX-License-Identifier: MIT
/// @file
/// Controlled rounding of a table with a hierarchy on both sides, such as areas × months.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/core/key.hpp"
#include "libprofile/disclosure/controlled_rounding.hpp"

namespace libprofile::disclosure {

/// One side of a table: leaves in a tree.
struct Side {
  /// Distinct, in any order.
  std::vector<std::string> labels{};
  /// Nearest first, each nested in the next, as in `RoundingTable`. The sum over everything is not among them.
  std::vector<RoundingTable::Level> levels{};
};

/// A table whose rows and columns both form a tree. Every node of the one by every node of the other is a cell or
/// margin.
struct CrossedTable {
  /// What the table holds: part of what ties are broken by.
  std::string name{};
  Side rows{};
  Side columns{};
  /// Row-major, 0 or more.
  std::vector<std::int64_t> counts{};
};

/// How a crossed table was rounded.
enum class RoundingWay : std::uint8_t {
  /// One of its sides has no levels: a network flow.
  network,
  /// A linear program, with branching where its solution was not in whole numbers.
  program,
  /// No such rounding exists, or none was found within the limits: the levels of the columns are left out, and what is
  /// left is a network flow.
  without_column_levels,
};

/// "network", "program", "without column levels".
[[nodiscard]] std::string_view to_string(RoundingWay way);

struct CrossedRoundingOptions {
  /// Largest number of inner cells that are not multiples of the base for which a program is tried. At least 0.
  std::size_t largest_program = 30'000;
  /// Most nodes of the search by branching. At least 0.
  int most_branches = 2'000;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const CrossedRoundingOptions& options);

struct CrossedRounding {
  RoundingWay way = RoundingWay::network;
  /// By level of the rows and level of the columns (leaves, levels nearest first, everything): row-major, a row a node
  /// of the rows. Empty for the levels that were left out.
  std::vector<std::vector<std::vector<std::int64_t>>> levels{};
  /// Sum over all cells and margins that are there of |rounded - true|; the least possible for them.
  std::int64_t deviation = 0;
};

/// As `controlled_rounding` for a hierarchy on both sides: every cell and margin becomes the multiple of `base` just
/// below or just above it, or itself where it is one; all sums hold; the sum of |rounded - true| over all of them is
/// the least possible; ties are broken by keyed weights, whatever order labels come in.
///
/// Two hierarchies are no network. A linear program over the inner cells mostly has a solution in whole numbers; else
/// branching looks for one. There are tables for which none exists. Then, and beyond the limits, the levels of the
/// columns are left out: rows of every level by leaves of the columns and their sum, which always can be rounded. That
/// releases fewer numbers, each with the same band, and nothing else, so it is never less safe. All limits are counted
/// in cells and nodes, never in time: a rerun gives the same bytes.
///
/// @param base  As in `controlled_rounding`.
/// @throws InvalidArgument  where labels repeat, lengths do not fit, a count is negative or above 10^9, or levels do
///                          not nest.
///
/// Method: Causey, Cox and Ernst (1985), JASA 80, pages 903-909, who also give tables without a controlled rounding.
[[nodiscard]] CrossedRounding crossed_rounding(const CrossedTable& table, std::int64_t base, const core::Key& key,
                                               const CrossedRoundingOptions& options = {});

}  // namespace libprofile::disclosure
