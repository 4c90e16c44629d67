// SPDX-License-Identifier: MIT
/// @file
/// Controlled rounding written out: what makes a rounding valid, and the best one by trying all.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include "libprofile/core/random.hpp"
#include "libprofile/disclosure/controlled_rounding.hpp"

namespace libprofile::testing {

using Sums = std::vector<std::vector<std::int64_t>>;

/// All cells and margins of a table, level by level, from its inner cells.
inline Sums all_sums(const disclosure::RoundingTable& table, const std::vector<std::int64_t>& inner) {
  const bool has_margin = table.margin == disclosure::ColumnMargin::sum;
  const std::size_t columns = table.columns.size();
  const std::size_t width = columns + (has_margin ? 1 : 0);
  Sums sums;
  const auto add_level = [&](std::size_t groups, auto group_of) {
    sums.emplace_back(groups * width, 0);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      for (std::size_t c = 0; c < columns; ++c) {
        sums.back()[group_of(row) * width + c] += inner[row * columns + c];
        if (has_margin) {
          sums.back()[group_of(row) * width + columns] += inner[row * columns + c];
        }
      }
    }
  };
  add_level(table.rows.size(), [](std::size_t row) { return row; });
  for (const auto& level : table.levels) {
    add_level(level.groups, [&](std::size_t row) { return std::size_t{level.group_of_row[row]}; });
  }
  add_level(1, [](std::size_t) { return std::size_t{0}; });
  return sums;
}

inline std::vector<std::int64_t> inner_cells(const disclosure::RoundingTable& table, const Sums& sums) {
  const std::size_t columns = table.columns.size();
  const std::size_t width = columns + (table.margin == disclosure::ColumnMargin::sum ? 1 : 0);
  std::vector<std::int64_t> inner;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    for (std::size_t c = 0; c < columns; ++c) {
      inner.push_back(sums[0][row * width + c]);
    }
  }
  return inner;
}

/// Every cell and margin is its true value rounded up or down to the base, and all sums hold.
inline bool is_valid_rounding(const disclosure::RoundingTable& table, const Sums& rounded, std::int64_t base) {
  const Sums truth = all_sums(table, table.counts);
  if (rounded != all_sums(table, inner_cells(table, rounded))) {
    return false;
  }
  for (std::size_t l = 0; l < truth.size(); ++l) {
    for (std::size_t cell = 0; cell < truth[l].size(); ++cell) {
      if (rounded[l][cell] % base != 0 || std::abs(rounded[l][cell] - truth[l][cell]) >= base) {
        return false;
      }
    }
  }
  return true;
}

inline std::int64_t deviation(const Sums& a, const Sums& b) {
  std::int64_t sum = 0;
  for (std::size_t l = 0; l < a.size(); ++l) {
    for (std::size_t cell = 0; cell < a[l].size(); ++cell) {
      sum += std::abs(a[l][cell] - b[l][cell]);
    }
  }
  return sum;
}

/// The least deviation of any valid rounding, by trying every choice of up and down for the inner cells.
inline std::int64_t least_deviation_by_definition(const disclosure::RoundingTable& table, std::int64_t base) {
  const Sums truth = all_sums(table, table.counts);
  std::int64_t best = std::numeric_limits<std::int64_t>::max();
  for (std::uint32_t choice = 0; choice < (1U << table.counts.size()); ++choice) {
    std::vector<std::int64_t> inner = table.counts;
    for (std::size_t i = 0; i < inner.size(); ++i) {
      inner[i] = (inner[i] / base + ((choice >> i & 1U) != 0 ? 1 : 0)) * base;
    }
    const Sums rounded = all_sums(table, inner);
    if (is_valid_rounding(table, rounded, base)) {
      best = std::min(best, deviation(rounded, truth));
    }
  }
  return best;
}

/// A table of `rows` × `columns` with counts in 0 to `largest`, rows in `groups` groups in turn.
inline disclosure::RoundingTable random_table(std::uint32_t seed, std::size_t rows, std::size_t columns,
                                              std::size_t groups, std::uint32_t largest) {
  const core::Philox random(seed, core::Stream::testing);
  disclosure::RoundingTable table;
  table.name = "random";
  disclosure::RoundingTable::Level level{groups, {}};
  for (std::size_t row = 0; row < rows; ++row) {
    table.rows.push_back("unit " + std::to_string(1000 + row));
    level.group_of_row.push_back(static_cast<std::uint32_t>(row % groups));
    for (std::size_t c = 0; c < columns; ++c) {
      table.counts.push_back(
          random.below(largest + 1, static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(c), 0));
    }
  }
  for (std::size_t c = 0; c < columns; ++c) {
    table.columns.push_back("category " + std::to_string(c));
  }
  if (groups > 1) {
    table.levels.push_back(level);
  }
  return table;
}

inline core::Key test_key(std::uint8_t byte = 7) {
  return core::Key(std::vector<std::uint8_t>(32, byte));
}

}  // namespace libprofile::testing
