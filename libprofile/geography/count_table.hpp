// SPDX-License-Identifier: MIT
/// @file
/// Counts by unit and category: the last thing that has seen a record, and the first that has not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/geography/area_set.hpp"

namespace libprofile::geography {

/// Inner cells of units × categories. Margins are their sums, up `levels` and over the categories.
struct CountTable {
  std::vector<std::string> units;
  std::vector<std::string> categories;
  /// The hierarchy that counts add up in, nearest first, without the total over everything. May be empty.
  std::vector<Level> levels;
  /// Row-major: cell (u, c) is `counts[u * categories.size() + c]`.
  std::vector<std::int64_t> counts;
  /// The most that one person or agency contributes to each cell, in the same order; empty where not known.
  std::vector<std::int64_t> largest_contribution;
  /// The most that one person or agency contributes to the sum over categories of each unit, of each group of each
  /// level, and of everything, as `largest_in_margins` gives it; empty where not known.
  std::vector<std::vector<std::int64_t>> largest_in_margins;
  /// Residents of each unit; NaN unknown; empty where no population was given.
  std::vector<double> residents;
  /// The second most that one person or agency contributes to each cell; empty where not known.
  std::vector<std::int64_t> second_contribution{};

  [[nodiscard]] std::int64_t at(std::size_t unit, std::size_t category) const {
    return counts[unit * categories.size() + category];
  }
};

}  // namespace libprofile::geography
