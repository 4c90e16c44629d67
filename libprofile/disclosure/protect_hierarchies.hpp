// SPDX-License-Identifier: MIT
/// @file
/// The gate for counts with a hierarchy on both sides, such as areas by months.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/core/key.hpp"
#include "libprofile/disclosure/policy.hpp"
#include "libprofile/disclosure/protected.hpp"
#include "libprofile/disclosure/protected_count.hpp"
#include "libprofile/geography/count_table.hpp"

namespace libprofile::disclosure {

/// Name of the level of the categories themselves.
inline constexpr std::string_view kCategoryLevel = "category";

/// Counts whose categories form a hierarchy as the units do.
struct HierarchicalCounts {
  /// Units with their levels, categories, inner cells.
  geography::CountTable table{};
  /// Nearest first, each nested in the next, without the sum over all categories: `group_of_unit` by category.
  std::vector<geography::Level> category_levels{};
};

/// One level of a side of a released table.
struct ProtectedSide {
  /// "neighbourhood" or "category" for the leaves, then the names of the levels, last "all".
  std::string name;
  std::vector<std::string> labels;

  friend bool operator==(const ProtectedSide&, const ProtectedSide&) = default;
};

/// Every inner cell and margin of hierarchical counts, as it may leave.
struct ProtectedHierarchies {
  /// Nearest first.
  std::vector<ProtectedSide> unit_levels;
  std::vector<ProtectedSide> category_levels;
  /// By level of the units and level of the categories: row-major, a row a unit.
  std::vector<std::vector<std::vector<ProtectedCount>>> cells;
  /// What counts are rounded to. A count c stands for a true one strictly between c - base and c + base.
  std::int64_t base = 1;

  friend bool operator==(const ProtectedHierarchies&, const ProtectedHierarchies&) = default;
};

/// Rounds by `crossed_rounding`, and withholds units as `protect` does, with all categories and their levels.
///
/// Where the table has no rounding with the levels of its categories, or is too large for one to be looked for, all
/// counts of those levels, other than the categories themselves and their sum, are withheld. How far the result lies
/// from the truth is not part of it: it would narrow the counts down.
///
/// @throws InvalidArgument  where the table breaks the contract of `protect` or of `crossed_rounding`.
/// @throws DisclosureError  where the method of the policy is suppression, and as `protect`.
[[nodiscard]] Protected<ProtectedHierarchies> protect_hierarchies(const HierarchicalCounts& counts,
                                                                  const Policy& policy, const core::Key& key);

}  // namespace libprofile::disclosure
