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

/// A table as it is to be released: the shape of a `RoundingTable`, and what is shown of each cell and margin.
struct ReleasedTable {
  /// Rows, columns and levels; counts are not looked at.
  RoundingTable shape;
  /// By level and cell, as in `RoundedTable`: what is shown, or `kWithheld`.
  std::vector<std::vector<std::int64_t>> shown;
  /// A shown number c stands for a true one strictly between c - band and c + band. 1: shown numbers are exact.
  std::int64_t band = 1;
  std::vector<CommonKnowledge> known;
};

/// What a protected table shows, for the audit. `counts` gives the hierarchy; its numbers are not looked at.
///
/// @throws InvalidArgument  where units, categories or levels are not those of the protected table.
[[nodiscard]] ReleasedTable released_table(const Protected<ProtectedTable>& table, const geography::CountTable& counts);

}  // namespace libprofile::disclosure
