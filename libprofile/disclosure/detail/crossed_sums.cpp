// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/crossed_sums.hpp"

#include <utility>

#include "libprofile/disclosure/detail/canonical_table.hpp"

namespace libprofile::disclosure::detail {
namespace {

void add_side(const Side& side, std::vector<std::vector<std::uint32_t>>& nodes, std::vector<std::size_t>& sizes) {
  const std::size_t leaves = side.labels.size();
  sizes = make_area_tree(leaves, side.levels).sizes;
  nodes.emplace_back(leaves);
  for (std::uint32_t leaf = 0; leaf < leaves; ++leaf) {
    nodes.back()[leaf] = leaf;
  }
  for (const RoundingTable::Level& level : side.levels) {
    nodes.push_back(level.group_of_row);
  }
  nodes.emplace_back(leaves, 0U);
}

/// Calls `visit(row level, column level, node, cell)` for every cell and margin that each of the cells is part of.
template <class Visit>
void for_each_sum(const CrossedTrees& trees, std::size_t cells, const Visit& visit) {
  const std::size_t columns = trees.column_sizes.front();
  for (std::size_t cell = 0; cell < cells; ++cell) {
    for (std::size_t r = 0; r < trees.row_nodes.size(); ++r) {
      const std::size_t row = trees.row_nodes[r][cell / columns];
      for (std::size_t c = 0; c < trees.column_nodes.size(); ++c) {
        visit(r, c, row * trees.column_sizes[c] + trees.column_nodes[c][cell % columns], cell);
      }
    }
  }
}

template <class Value>
auto by_node(const CrossedTrees& trees) {
  std::vector<std::vector<std::vector<Value>>> values(trees.row_sizes.size());
  for (std::size_t r = 0; r < values.size(); ++r) {
    for (const std::size_t size : trees.column_sizes) {
      values[r].emplace_back(trees.row_sizes[r] * size);
    }
  }
  return values;
}

/// One side as a table of one column, which `make_canonical` knows how to order.
CanonicalTable ordered_side(const Side& side) {
  RoundingTable table;
  table.rows = side.labels;
  table.columns = {"count"};
  table.levels = side.levels;
  table.counts.assign(side.labels.size(), 0);
  return make_canonical(table);
}

std::vector<std::vector<std::size_t>> places(const CanonicalTable& side) {
  std::vector<std::vector<std::size_t>> by_level{side.rows};
  by_level.insert(by_level.end(), side.groups.begin(), side.groups.end());
  by_level.push_back({0});
  return by_level;
}

}  // namespace

CrossedTrees crossed_trees(const CrossedTable& table) {
  CrossedTrees trees;
  add_side(table.rows, trees.row_nodes, trees.row_sizes);
  add_side(table.columns, trees.column_nodes, trees.column_sizes);
  return trees;
}

CrossedSums crossed_sums(const CrossedTrees& trees, std::span<const std::int64_t> counts) {
  CrossedSums sums = by_node<std::int64_t>(trees);
  for_each_sum(trees, counts.size(), [&](std::size_t r, std::size_t c, std::size_t node, std::size_t cell) {
    sums[r][c][node] += counts[cell];
  });
  return sums;
}

std::vector<std::vector<std::vector<std::vector<std::uint32_t>>>> crossed_members(
    const CrossedTrees& trees, std::span<const std::uint32_t> cells) {
  auto members = by_node<std::vector<std::uint32_t>>(trees);
  const std::size_t columns = trees.column_sizes.front();
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    for (std::size_t r = 0; r < trees.row_nodes.size(); ++r) {
      const std::size_t row = trees.row_nodes[r][cells[i] / columns];
      for (std::size_t c = 0; c < trees.column_nodes.size(); ++c) {
        members[r][c][row * trees.column_sizes[c] + trees.column_nodes[c][cells[i] % columns]].push_back(i);
      }
    }
  }
  return members;
}

CanonicalCrossed make_canonical(const CrossedTable& table) {
  require_counts(table.counts);
  CanonicalTable rows = ordered_side(table.rows);
  CanonicalTable columns = ordered_side(table.columns);
  CanonicalCrossed canonical{{table.name, {}, {}, {}}, places(rows), places(columns)};
  for (const std::size_t row : rows.rows) {
    for (const std::size_t column : columns.rows) {
      canonical.table.counts.push_back(table.counts[row * table.columns.labels.size() + column]);
    }
  }
  canonical.table.rows = {std::move(rows.table.rows), std::move(rows.table.levels)};
  canonical.table.columns = {std::move(columns.table.rows), std::move(columns.table.levels)};
  return canonical;
}

CrossedSums restore_order(const CanonicalCrossed& canonical, const CrossedSums& levels) {
  CrossedSums restored = levels;
  for (std::size_t r = 0; r < levels.size(); ++r) {
    for (std::size_t c = 0; c < levels[r].size(); ++c) {
      const std::size_t width = canonical.columns[c].size();
      for (std::size_t node = 0; node < levels[r][c].size(); ++node) {
        restored[r][c][canonical.rows[r][node / width] * width + canonical.columns[c][node % width]] =
            levels[r][c][node];
      }
    }
  }
  return restored;
}

}  // namespace libprofile::disclosure::detail
