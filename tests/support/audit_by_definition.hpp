// SPDX-License-Identifier: MIT
/// @file
/// The attacker written out: every table of whole numbers up to a largest, and which of them fit a release.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "libprofile/disclosure/audit.hpp"

#include "support/rounding_by_definition.hpp"

namespace libprofile::testing {

struct PossibleRange {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t most = -1;
};

inline bool fits(const disclosure::ReleasedTable& release, const Sums& table) {
  for (std::size_t l = 0; l < table.size(); ++l) {
    for (std::size_t cell = 0; cell < table[l].size(); ++cell) {
      const std::int64_t shown = release.shown[l][cell];
      if (shown != disclosure::kWithheld && std::abs(table[l][cell] - shown) >= release.band) {
        return false;
      }
    }
  }
  const std::size_t width = table.back().size();
  return std::all_of(release.known.begin(), release.known.end(), [&](const disclosure::CommonKnowledge& known) {
    const auto value = static_cast<double>(table[known.place.level][known.place.node * width + known.place.column]);
    return value >= known.least && value <= known.most;
  });
}

/// The least and most of every cell over all tables whose inner cells are 0 to `largest`.
inline std::vector<std::vector<PossibleRange>> ranges_by_definition(const disclosure::ReleasedTable& release,
                                                                    std::int64_t largest) {
  std::vector<std::vector<PossibleRange>> ranges(release.shown.size());
  for (std::size_t l = 0; l < ranges.size(); ++l) {
    ranges[l].resize(release.shown[l].size());
  }
  std::vector<std::int64_t> inner(release.shape.rows.size() * release.shape.columns.size(), 0);
  while (true) {
    const Sums table = all_sums(release.shape, inner);
    if (fits(release, table)) {
      for (std::size_t l = 0; l < table.size(); ++l) {
        for (std::size_t cell = 0; cell < table[l].size(); ++cell) {
          ranges[l][cell].least = std::min(ranges[l][cell].least, table[l][cell]);
          ranges[l][cell].most = std::max(ranges[l][cell].most, table[l][cell]);
        }
      }
    }
    std::size_t digit = 0;
    while (digit < inner.size() && inner[digit] == largest) {
      inner[digit++] = 0;
    }
    if (digit == inner.size()) {
      return ranges;
    }
    ++inner[digit];
  }
}

/// A table as it is, with nothing withheld.
inline disclosure::ReleasedTable exact_release(const disclosure::RoundingTable& table) {
  return {table, all_sums(table, table.counts), 1, {}};
}

/// Primary suppression alone: inner cells of 1 to threshold - 1 are withheld, every sum is shown.
inline disclosure::ReleasedTable primary_suppression(const disclosure::RoundingTable& table, std::int64_t threshold) {
  disclosure::ReleasedTable release = exact_release(table);
  const std::size_t width = release.shown.back().size();
  for (std::size_t cell = 0; cell < release.shown[0].size(); ++cell) {
    const std::int64_t shown = release.shown[0][cell];
    if (cell % width < table.columns.size() && shown >= 1 && shown < threshold) {
      release.shown[0][cell] = disclosure::kWithheld;
    }
  }
  return release;
}

}  // namespace libprofile::testing
