// SPDX-License-Identifier: MIT
/// @file
/// The hierarchy of a table as a tree, and sums up it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/disclosure/controlled_rounding.hpp"

namespace libprofile::disclosure::detail {

/// Nodes by level: rows first, then each level, last the one node over everything.
struct AreaTree {
  std::vector<std::size_t> sizes;
  /// `parents[l][n]` is the node of level l + 1 that node n of level l lies in; none for the last level. A group
  /// without rows lies in node 0.
  std::vector<std::vector<std::uint32_t>> parents;

  [[nodiscard]] std::size_t levels() const { return sizes.size(); }
};

/// @throws InvalidArgument  where a group is out of range, lengths differ or levels do not nest, naming the level.
[[nodiscard]] AreaTree make_area_tree(std::size_t rows, std::span<const RoundingTable::Level> levels);

/// Sums of rows × columns up the tree: for each level of the tree, row-major. With `ColumnMargin::sum` a row ends with
/// the sum over its columns.
[[nodiscard]] std::vector<std::vector<std::int64_t>> sums_up(const AreaTree& tree, std::span<const std::int64_t> counts,
                                                             std::size_t columns, ColumnMargin margin);

}  // namespace libprofile::disclosure::detail
