// SPDX-License-Identifier: MIT
/// @file
/// Crossed rounding written out: sums by going through all cells, and the best rounding by trying all.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/disclosure/crossed_rounding.hpp"

#include "support/rounding_by_definition.hpp"

namespace libprofile::testing {

using CrossedLevels = std::vector<std::vector<std::vector<std::int64_t>>>;

/// By level, the node of each leaf: leaves, levels, everything.
inline std::vector<std::vector<std::uint32_t>> paths_of(const disclosure::Side& side) {
  std::vector<std::vector<std::uint32_t>> paths(1);
  for (std::uint32_t leaf = 0; leaf < side.labels.size(); ++leaf) {
    paths[0].push_back(leaf);
  }
  for (const auto& level : side.levels) {
    paths.push_back(level.group_of_row);
  }
  paths.emplace_back(side.labels.size(), 0U);
  return paths;
}

inline std::size_t nodes_of(const disclosure::Side& side, std::size_t level) {
  if (level == 0) {
    return side.labels.size();
  }
  return level <= side.levels.size() ? side.levels[level - 1].groups : 1;
}

inline CrossedLevels crossed_by_definition(const disclosure::CrossedTable& table,
                                           const std::vector<std::int64_t>& inner) {
  const auto rows = paths_of(table.rows);
  const auto columns = paths_of(table.columns);
  CrossedLevels sums(rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::size_t width = nodes_of(table.columns, c);
      sums[r].emplace_back(nodes_of(table.rows, r) * width, 0);
      for (std::size_t cell = 0; cell < inner.size(); ++cell) {
        const std::size_t row = rows[r][cell / columns[0].size()];
        sums[r].back()[row * width + columns[c][cell % columns[0].size()]] += inner[cell];
      }
    }
  }
  return sums;
}

/// Every cell and margin that is there is its true value rounded up or down, and is the sum of its inner cells.
inline bool is_valid_crossed(const disclosure::CrossedTable& table, const CrossedLevels& rounded, std::int64_t base) {
  const CrossedLevels truth = crossed_by_definition(table, table.counts);
  const CrossedLevels sums = crossed_by_definition(table, rounded[0][0]);
  for (std::size_t r = 0; r < truth.size(); ++r) {
    for (std::size_t c = 0; c < truth[r].size(); ++c) {
      if (rounded[r][c].empty()) {
        continue;
      }
      if (rounded[r][c] != sums[r][c]) {
        return false;
      }
      for (std::size_t node = 0; node < truth[r][c].size(); ++node) {
        const std::int64_t value = rounded[r][c][node];
        if (value % base != 0 || std::abs(value - truth[r][c][node]) >= base) {
          return false;
        }
      }
    }
  }
  return true;
}

inline std::int64_t crossed_deviation(const CrossedLevels& rounded, const CrossedLevels& truth) {
  std::int64_t sum = 0;
  for (std::size_t r = 0; r < truth.size(); ++r) {
    for (std::size_t c = 0; c < truth[r].size(); ++c) {
      for (std::size_t node = 0; node < rounded[r][c].size(); ++node) {
        sum += std::abs(rounded[r][c][node] - truth[r][c][node]);
      }
    }
  }
  return sum;
}

/// The least deviation of any valid rounding, by trying every choice for the cells that are no multiples; nothing where
/// there is no valid rounding.
inline std::optional<std::int64_t> least_crossed_deviation(const disclosure::CrossedTable& table, std::int64_t base) {
  const CrossedLevels truth = crossed_by_definition(table, table.counts);
  std::vector<std::size_t> free;
  for (std::size_t cell = 0; cell < table.counts.size(); ++cell) {
    if (table.counts[cell] % base != 0) {
      free.push_back(cell);
    }
  }
  std::optional<std::int64_t> best;
  for (std::uint32_t choice = 0; choice < (1U << free.size()); ++choice) {
    std::vector<std::int64_t> inner = table.counts;
    for (std::size_t i = 0; i < free.size(); ++i) {
      inner[free[i]] += ((choice >> i & 1U) != 0 ? base : 0) - inner[free[i]] % base;
    }
    const CrossedLevels rounded = crossed_by_definition(table, inner);
    if (is_valid_crossed(table, rounded, base)) {
      const std::int64_t found = crossed_deviation(rounded, truth);
      best = best ? std::min(*best, found) : found;
    }
  }
  return best;
}

/// Leaves in groups of `size`, and those in groups of `size` again, for as many levels.
inline disclosure::Side side_of(const std::string& name, std::size_t leaves, std::size_t size, std::size_t levels) {
  disclosure::Side side;
  for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
    side.labels.push_back(name + " " + std::to_string(1000 + leaf));
  }
  std::size_t divisor = 1;
  for (std::size_t l = 0; l < levels; ++l) {
    divisor *= size;
    disclosure::RoundingTable::Level level{(leaves + divisor - 1) / divisor, {}};
    for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
      level.group_of_row.push_back(static_cast<std::uint32_t>(leaf / divisor));
    }
    side.levels.push_back(level);
  }
  return side;
}

inline disclosure::CrossedTable random_crossed(std::uint32_t seed, disclosure::Side rows, disclosure::Side columns,
                                               std::uint32_t largest) {
  const core::Philox random(seed, core::Stream::testing);
  disclosure::CrossedTable table{"random", std::move(rows), std::move(columns), {}};
  for (std::uint32_t row = 0; row < table.rows.labels.size(); ++row) {
    for (std::uint32_t column = 0; column < table.columns.labels.size(); ++column) {
      table.counts.push_back(random.below(largest + 1, row, column, 1));
    }
  }
  return table;
}

}  // namespace libprofile::testing
