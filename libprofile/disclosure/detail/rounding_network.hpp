// SPDX-License-Identifier: MIT
/// @file
/// The cells of a table as arcs of a network, and the cheapest choice of up or down for each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "libprofile/disclosure/controlled_rounding.hpp"
#include "libprofile/disclosure/detail/area_tree.hpp"

namespace libprofile::disclosure::detail {

/// A cell or margin: what flows from `tail` to `head`. At every node as much flows in as out.
struct CellArc {
  std::uint32_t tail;
  std::uint32_t head;
};

/// One arc a cell, in the order of `sums_up`. A row of the table is a node that its margin enters and its cells leave;
/// a column of a group is a node that the cells of its members enter and its own margin leaves; the total closes the
/// circle. Without a column margin every row is the node that closes the circle.
struct TableNetwork {
  std::size_t nodes;
  std::vector<std::vector<CellArc>> levels;
};

[[nodiscard]] TableNetwork make_table_network(const AreaTree& tree, std::size_t columns, ColumnMargin margin);

/// An arc whose flow may be 0 or 1, at a cost for 1.
struct StepArc {
  CellArc arc;
  std::int64_t cost;
};

/// The cheapest flow: which arcs carry 1.
///
/// @param supply  By node, what leaves it minus what enters it; sums to 0.
/// @returns One entry an arc, or nothing where no flow meets the supplies. Costs times nodes must stay below 2^61.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> cheapest_steps(const std::vector<StepArc>& arcs,
                                                                      const std::vector<std::int64_t>& supply);

}  // namespace libprofile::disclosure::detail
