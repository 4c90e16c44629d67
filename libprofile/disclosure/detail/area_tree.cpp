// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/area_tree.hpp"

#include <limits>
#include <string>

#include "libprofile/core/error.hpp"

namespace libprofile::disclosure::detail {
namespace {

constexpr std::uint32_t kNoParent = std::numeric_limits<std::uint32_t>::max();

void require_level(const RoundingTable::Level& level, std::size_t rows) {
  require(level.group_of_row.size() == rows, "group_of_row", level.group_of_row.size(), "one group for each row");
  for (const std::uint32_t group : level.group_of_row) {
    require(group < level.groups, "group_of_row", std::size_t{group}, "below the number of groups of its level");
  }
}

/// Parents of the groups of one level in the next, from the rows that lie in both.
std::vector<std::uint32_t> parents_of_groups(const RoundingTable::Level& lower, const RoundingTable::Level& upper,
                                             std::size_t number) {
  std::vector<std::uint32_t> parents(lower.groups, kNoParent);
  for (std::size_t row = 0; row < lower.group_of_row.size(); ++row) {
    std::uint32_t& parent = parents[lower.group_of_row[row]];
    const std::uint32_t group = upper.group_of_row[row];
    require(parent == kNoParent || parent == group, "level", number,
            "nested in the next: a group of it lies in two groups of the next");
    parent = group;
  }
  for (std::uint32_t& parent : parents) {
    parent = parent == kNoParent ? 0 : parent;
  }
  return parents;
}

}  // namespace

AreaTree make_area_tree(std::size_t rows, std::span<const RoundingTable::Level> levels) {
  AreaTree tree;
  tree.sizes.push_back(rows);
  for (std::size_t l = 0; l < levels.size(); ++l) {
    require_level(levels[l], rows);
    tree.sizes.push_back(levels[l].groups);
    tree.parents.push_back(l == 0 ? levels[l].group_of_row : parents_of_groups(levels[l - 1], levels[l], l - 1));
  }
  tree.parents.emplace_back(tree.sizes.back(), 0U);
  tree.sizes.push_back(1);
  return tree;
}

std::vector<std::vector<std::int64_t>> sums_up(const AreaTree& tree, std::span<const std::int64_t> counts,
                                               std::size_t columns, ColumnMargin margin) {
  const std::size_t width = columns + (margin == ColumnMargin::sum ? 1 : 0);
  std::vector<std::vector<std::int64_t>> sums(tree.levels());
  for (std::size_t l = 0; l < tree.levels(); ++l) {
    sums[l].assign(tree.sizes[l] * width, 0);
  }
  for (std::size_t row = 0; row < tree.sizes[0]; ++row) {
    for (std::size_t c = 0; c < columns; ++c) {
      const std::int64_t count = counts[row * columns + c];
      sums[0][row * width + c] = count;
      if (margin == ColumnMargin::sum) {
        sums[0][row * width + columns] += count;
      }
    }
  }
  for (std::size_t l = 0; l + 1 < tree.levels(); ++l) {
    for (std::size_t node = 0; node < tree.sizes[l]; ++node) {
      for (std::size_t c = 0; c < width; ++c) {
        sums[l + 1][tree.parents[l][node] * width + c] += sums[l][node * width + c];
      }
    }
  }
  return sums;
}

}  // namespace libprofile::disclosure::detail
