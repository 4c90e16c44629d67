// SPDX-License-Identifier: MIT
/// @file
/// From what Python gives to a table of counts.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "libprofile/geography/count_table.hpp"

#include "arrays.hpp"

namespace libprofile::bindings {

/// (name, codes, group of each unit) for each level, nearest first.
using Levels = std::vector<std::tuple<std::string, std::vector<std::string>, std::vector<std::uint32_t>>>;

/// Inner cells and hierarchy; without residents.
inline geography::CountTable count_table(const std::vector<std::string>& units,
                                         const std::vector<std::string>& categories,
                                         const InputArray<std::int64_t>& counts, const Levels& levels) {
  geography::CountTable table;
  table.units = units;
  table.categories = categories;
  const auto cells = as_span(counts, "count");
  table.counts.assign(cells.begin(), cells.end());
  for (const auto& [name, codes, groups] : levels) {
    table.levels.push_back({name, codes, codes, groups});
  }
  return table;
}

}  // namespace libprofile::bindings
