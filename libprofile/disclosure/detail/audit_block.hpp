// SPDX-License-Identifier: MIT
/// @file
/// A part of a released table, and what it says of the counts below it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/disclosure/audit.hpp"
#include "libprofile/disclosure/detail/area_tree.hpp"
#include "libprofile/disclosure/detail/knowledge.hpp"
#include "libprofile/disclosure/released_table.hpp"

namespace libprofile::disclosure::detail {

/// A released table with its tree, and places by number.
struct AuditedTree {
  explicit AuditedTree(const ReleasedTable& released);

  const ReleasedTable* table;
  AreaTree tree;
  std::size_t columns;
  /// Cells of a node: the columns, and their sum where there is one.
  std::size_t width;
  /// By level and node: rows below it, ascending.
  std::vector<std::vector<std::vector<std::uint32_t>>> rows_below;

  [[nodiscard]] std::int64_t shown(const CellPlace& place) const {
    return table->shown[place.level][place.node * width + place.column];
  }
  [[nodiscard]] bool is_shown(std::size_t level, std::size_t node) const;
  /// The lowest node at or above a node all of whose cells are shown; everything where none is.
  [[nodiscard]] CellPlace nearest_shown(std::size_t level, std::size_t node) const;
};

/// Whether shown numbers are multiples of the band, and each is the sum of its parts where all of them are shown.
[[nodiscard]] bool adds_up(const AuditedTree& audited);

/// The unknown counts of all rows below a node, as deviations from what is shown of them, and all that is known.
struct AuditBlock {
  /// `band`: how far a true number may lie from the shown one, exclusive, as in `ReleasedTable`.
  AuditBlock(const AuditedTree& audited, std::size_t level, std::size_t node, std::int64_t band);

  /// The unknowns that a cell is the sum of. The cell lies in the block.
  [[nodiscard]] std::vector<std::uint32_t> unknowns_of(const CellPlace& place) const;
  /// What has to be added to a sum of deviations of these unknowns.
  [[nodiscard]] double offset(const std::vector<std::uint32_t>& unknowns) const;

  Knowledge knowledge;
  /// Which cell each known sum is.
  std::vector<CellPlace> places;

 private:
  void add_shown(std::size_t level, std::size_t node, double reach);
  void add(const CellPlace& place, double least, double most);

  const AuditedTree* audited_;
  std::vector<std::uint32_t> rows_;
  std::vector<double> offsets_;
};

}  // namespace libprofile::disclosure::detail
