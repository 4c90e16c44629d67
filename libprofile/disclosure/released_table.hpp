// SPDX-License-Identifier: MIT
/// @file
/// A table as it is to be released, and what everybody knows of it anyway.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/disclosure/controlled_rounding.hpp"
#include "libprofile/disclosure/protect.hpp"
#include "libprofile/geography/count_table.hpp"

namespace libprofile::disclosure {

/// A cell or margin of the table, by the tree's level (0: rows; the last: everything), node and column
/// (`columns.size()`: their sum).
struct CellPlace {
  std::size_t level;
  std::size_t node;
  std::size_t column;

  friend bool operator==(const CellPlace&, const CellPlace&) = default;
};

/// What is shown of a cell that is withheld.
inline constexpr std::int64_t kWithheld = -1;

/// What everybody knows of a cell or margin without the release: nobody lives there, no more premises exist.
struct CommonKnowledge {
  CellPlace place;
  /// Both included; `most` may be infinite.
  double least = 0.0;
  double most;
};

/// What hides small counts in a table.
enum class SmallCounts : std::uint8_t {
  /// Every number is rounded; a shown one must not be narrowed either.
  rounded,
  /// They are withheld; a shown number is 0 or large enough, and was meant to be known.
  withheld,
};

/// A table as it is to be released: the shape of a `RoundingTable`, and what is shown of each cell and margin.
struct ReleasedTable {
  /// Rows, columns and levels; counts are not looked at.
  RoundingTable shape;
  /// By level and cell, as in `RoundedTable`: what is shown, or `kWithheld`.
  std::vector<std::vector<std::int64_t>> shown;
  /// A shown number c stands for a true one strictly between c - band and c + band. 1: shown numbers are exact.
  std::int64_t band = 1;
  std::vector<CommonKnowledge> known{};
  SmallCounts small_counts = SmallCounts::rounded;
};

/// What a protected table shows, for the audit. `counts` gives the hierarchy; its numbers are not looked at.
///
/// Of a table whose small counts are withheld it is commonly known what a shown number was rounded from, that it is not
/// below the threshold unless it is 0, and, where zeros are shown, that a withheld number is at least 1. The last is
/// not known of a place that is withheld as a whole, as one with few residents is, where the policy has such a minimum.
///
/// @throws InvalidArgument  where units, categories or levels are not those of the protected table.
[[nodiscard]] ReleasedTable released_table(const Protected<ProtectedTable>& table, const geography::CountTable& counts);

}  // namespace libprofile::disclosure
