// SPDX-License-Identifier: MIT
/// @file
/// Sums of a table over every node of two trees, and one order for tables that hold the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/disclosure/crossed_rounding.hpp"
#include "libprofile/disclosure/detail/area_tree.hpp"

namespace libprofile::disclosure::detail {

/// By level of the rows, level of the columns and node × node, row-major.
using CrossedSums = std::vector<std::vector<std::vector<std::int64_t>>>;

/// For each level of each side, the node that each leaf lies in.
struct CrossedTrees {
  std::vector<std::vector<std::uint32_t>> row_nodes;
  std::vector<std::vector<std::uint32_t>> column_nodes;
  std::vector<std::size_t> row_sizes;
  std::vector<std::size_t> column_sizes;
};

/// @throws InvalidArgument  where levels do not fit or nest.
[[nodiscard]] CrossedTrees crossed_trees(const CrossedTable& table);

[[nodiscard]] CrossedSums crossed_sums(const CrossedTrees& trees, std::span<const std::int64_t> counts);

/// For each cell and margin, which of `cells` it is the sum of, by position in `cells`.
[[nodiscard]] std::vector<std::vector<std::vector<std::vector<std::uint32_t>>>> crossed_members(
    const CrossedTrees& trees, std::span<const std::uint32_t> cells);

/// A table in ascending order of labels on both sides, and where its nodes were: by level and node.
struct CanonicalCrossed {
  CrossedTable table;
  std::vector<std::vector<std::size_t>> rows;
  std::vector<std::vector<std::size_t>> columns;
};

/// @throws InvalidArgument  as `crossed_rounding`.
[[nodiscard]] CanonicalCrossed make_canonical(const CrossedTable& table);

[[nodiscard]] CrossedSums restore_order(const CanonicalCrossed& canonical, const CrossedSums& levels);

}  // namespace libprofile::disclosure::detail
