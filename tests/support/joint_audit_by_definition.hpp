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

/// Values of a table at some places of a release.
inline std::vector<std::int64_t> values_at(const Sums& sums, const std::vector<disclosure::CellPlace>& places,
                                           std::size_t width) {
  std::vector<std::int64_t> values;
  for (const disclosure::CellPlace& place : places) {
    values.push_back(sums[place.level][place.node * width + place.column]);
  }
  return values;
}

/// Whether two tables of these values go together: shared numbers first, then those of `at_least`.
inline bool go_together(const disclosure::JointRelease& release, const std::vector<std::int64_t>& first,
                        const std::vector<std::int64_t>& second) {
  const std::size_t shared = release.shared.size();
  bool is_so = std::equal(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(shared), second.begin());
  for (std::size_t pair = 0; pair < release.at_least.size(); ++pair) {
    const std::int64_t of_first = first[shared + pair];
    const std::int64_t of_second = second[shared + pair];
    is_so = is_so && (release.at_least[pair].more.table == 0 ? of_first >= of_second : of_second >= of_first);
  }
  return is_so;
}

/// Least and most of every cell of two tables, over all pairs of tables in which shared numbers are equal and those of
/// `at_least` in their order. By table, level and cell.
inline std::vector<std::vector<std::vector<PossibleRange>>> joint_ranges_by_definition(
    const disclosure::JointRelease& release, std::int64_t largest) {
  std::vector<std::vector<std::vector<PossibleRange>>> ranges(2);
  // By the values of the numbers that connect them.
  std::vector<std::map<std::vector<std::int64_t>, std::vector<Sums>>> possible(2);
  for (std::size_t t = 0; t < 2; ++t) {
    const disclosure::ReleasedTable& table = release.tables[t].table;
    std::vector<disclosure::CellPlace> places;
    for (const auto& number : release.shared) {
      places.push_back(number[number[0].table == t ? 0 : 1].place);
    }
    for (const disclosure::AtLeast& pair : release.at_least) {
      places.push_back(pair.more.table == t ? pair.more.place : pair.less.place);
    }
    for (const auto& level : table.shown) {
      ranges[t].emplace_back(level.size());
    }
    for (Sums& sums : all_that_fit(table, largest)) {
      possible[t][values_at(sums, places, table.shown.back().size())].push_back(std::move(sums));
    }
  }
  for (std::size_t t = 0; t < 2; ++t) {
    for (const auto& [values, tables] : possible[t]) {
      const bool is_possible = std::any_of(possible[1 - t].begin(), possible[1 - t].end(), [&](const auto& other) {
        return t == 0 ? go_together(release, values, other.first) : go_together(release, other.first, values);
      });
      for (std::size_t s = 0; is_possible && s < tables.size(); ++s) {
        for (std::size_t l = 0; l < tables[s].size(); ++l) {
          for (std::size_t cell = 0; cell < tables[s][l].size(); ++cell) {
            PossibleRange& range = ranges[t][l][cell];
            range.least = std::min(range.least, tables[s][l][cell]);
            range.most = std::max(range.most, tables[s][l][cell]);
          }
        }
      }
    }
  }
  return ranges;
}

}  // namespace libprofile::testing
