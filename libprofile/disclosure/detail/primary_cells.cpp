// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/primary_cells.hpp"

#include <algorithm>
#include <cmath>

namespace libprofile::disclosure::detail {
namespace {

/// What one cell holds, and what its two largest contributors hold of it.
struct CellContent {
  std::int64_t count;
  std::int64_t largest;
  std::int64_t second;
};

/// Room for a count that is too small: it may be the threshold.
Room small_room(std::int64_t count, const SuppressionRule& rule) {
  return {rule.threshold - count, 0, rule.threshold - 1};
}

/// By how much a dominated cell must be uncertain so that nobody estimates the largest contribution better than the
/// rules allow: Hundepool and others (2012), table 4.2. At most 0 for a cell that is not dominated.
double excess(const CellContent& cell, const SuppressionRule& rule) {
  const auto count = static_cast<double>(cell.count);
  const auto largest = static_cast<double>(cell.largest);
  const auto second = static_cast<double>(cell.second);
  return std::max({largest / rule.dominance - count, (largest + second) / rule.pair_dominance - count,
                   rule.p_ratio * largest - (count - largest - second)});
}

/// Which nodes have rows below them.
std::vector<std::vector<std::uint8_t>> inhabited(const AreaTree& tree) {
  std::vector<std::vector<std::uint8_t>> has_rows{std::vector<std::uint8_t>(tree.sizes[0], 1)};
  for (std::size_t l = 0; l + 1 < tree.levels(); ++l) {
    has_rows.emplace_back(tree.sizes[l + 1], std::uint8_t{0});
    for (std::size_t node = 0; node < tree.sizes[l]; ++node) {
      has_rows[l + 1][tree.parents[l][node]] |= has_rows[l][node];
    }
  }
  return has_rows;
}

Room room_of(const CellContent& cell, const SuppressionRule& rule) {
  if (cell.count == 0) {
    return rule.zeros == Zeros::withheld ? small_room(0, rule) : Room{};
  }
  if (cell.count < rule.threshold) {
    return small_room(cell.count, rule);
  }
  const double missing = excess(cell, rule);
  if (!(missing > 0.0)) {
    return {};
  }
  const auto room = static_cast<std::int64_t>(std::ceil(missing));
  return {room, std::min(room, cell.count - 1), rule.threshold - 1};
}

}  // namespace

Room company_room(const SuppressionRule& rule) {
  return {0, 0, rule.threshold - 1};
}

Rooms rooms_of(const AreaTree& tree, const SuppressionRule& rule, const std::vector<std::vector<std::int64_t>>& sums,
               const std::vector<std::vector<std::int64_t>>& largest,
               const std::vector<std::vector<std::int64_t>>& second,
               const std::vector<std::vector<std::uint8_t>>& withheld_nodes) {
  const auto has_rows = inhabited(tree);
  Rooms rooms(sums.size());
  for (std::size_t l = 0; l < sums.size(); ++l) {
    const std::size_t width = tree.sizes[l] == 0 ? 1 : sums[l].size() / tree.sizes[l];
    for (std::size_t cell = 0; cell < sums[l].size(); ++cell) {
      const CellContent content{sums[l][cell], largest.empty() ? 0 : largest[l][cell],
                                second.empty() ? 0 : second[l][cell]};
      Room room = has_rows[l][cell / width] == 0 ? Room{} : room_of(content, rule);
      const bool must_go = !withheld_nodes.empty() && withheld_nodes[l][cell / width] != 0;
      if (must_go && !room.is_needed()) {
        room = company_room(rule);
      }
      rooms[l].push_back(room);
    }
  }
  return rooms;
}

}  // namespace libprofile::disclosure::detail
