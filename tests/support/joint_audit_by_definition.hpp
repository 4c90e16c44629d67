// SPDX-License-Identifier: MIT
/// @file
/// The attacker of several tables written out: all tables of whole numbers that fit each, and which of them go
/// together.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "libprofile/disclosure/audit_together.hpp"

#include "support/audit_by_definition.hpp"

namespace libprofile::testing {

/// Every table of whole numbers, inner cells 0 to `largest`, that fits a release.
inline std::vector<Sums> all_that_fit(const disclosure::ReleasedTable& release, std::int64_t largest) {
  std::vector<Sums> tables;
  std::vector<std::int64_t> inner(release.shape.rows.size() * release.shape.columns.size(), 0);
  while (true) {
    Sums table = all_sums(release.shape, inner);
    if (fits(release, table)) {
      tables.push_back(std::move(table));
    }
    std::size_t digit = 0;
    while (digit < inner.size() && inner[digit] == largest) {
      inner[digit++] = 0;
    }
    if (digit == inner.size()) {
      return tables;
    }
    ++inner[digit];
  }
}

/// Least and most of every cell of two tables, over all pairs of tables in which shared numbers are equal. By table,
/// level and cell.
inline std::vector<std::vector<std::vector<PossibleRange>>> joint_ranges_by_definition(
    const disclosure::JointRelease& release, std::int64_t largest) {
  std::vector<std::vector<std::vector<PossibleRange>>> ranges(2);
  // By the values of the shared numbers.
  std::vector<std::map<std::vector<std::int64_t>, std::vector<Sums>>> possible(2);
  for (std::size_t t = 0; t < 2; ++t) {
    const disclosure::ReleasedTable& table = release.tables[t].table;
    const std::size_t width = table.shown.back().size();
    for (const auto& level : table.shown) {
      ranges[t].emplace_back(level.size());
    }
    for (Sums& sums : all_that_fit(table, largest)) {
      std::vector<std::int64_t> shared;
      for (const auto& number : release.shared) {
        for (const disclosure::TablePlace& at : number) {
          if (at.table == t) {
            shared.push_back(sums[at.place.level][at.place.node * width + at.place.column]);
          }
        }
      }
      possible[t][shared].push_back(std::move(sums));
    }
  }
  for (std::size_t t = 0; t < 2; ++t) {
    for (const auto& [shared, tables] : possible[t]) {
      if (!possible[1 - t].contains(shared)) {
        continue;
      }
      for (const Sums& sums : tables) {
        for (std::size_t l = 0; l < sums.size(); ++l) {
          for (std::size_t cell = 0; cell < sums[l].size(); ++cell) {
            PossibleRange& range = ranges[t][l][cell];
            range.least = std::min(range.least, sums[l][cell]);
            range.most = std::max(range.most, sums[l][cell]);
          }
        }
      }
    }
  }
  return ranges;
}

}  // namespace libprofile::testing
