// SPDX-License-Identifier: MIT
/// @file
/// The gate for counts by area and category.
#pragma once

#include <cstddef>
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

/// Name of the margin over all categories, and of the level and unit over everything.
inline constexpr std::string_view kAll = "all";

/// Name of the level of the units themselves.
inline constexpr std::string_view kUnitLevel = "neighbourhood";

/// The released counts of one level of the hierarchy.
struct ProtectedLevel {
  /// "neighbourhood" for the units, then the names of the levels, last "all".
  std::string name;
  /// Codes, in the order of the table that was protected (for groups, that of `geography::Level::codes`).
  std::vector<std::string> units;
  /// Row-major, a row a unit: the categories, then their sum.
  std::vector<ProtectedCount> cells;

  friend bool operator==(const ProtectedLevel&, const ProtectedLevel&) = default;
};

/// Every inner cell and margin of a count table, as it may leave. Under a policy that rounds, and where nothing is
/// withheld, each count is the sum of those below it, over areas and over categories.
struct ProtectedTable {
  /// Categories in the order of the table that was protected, without "all".
  std::vector<std::string> categories;
  /// Nearest first: the units, each level, and everything.
  std::vector<ProtectedLevel> levels;
  /// What counts are rounded to; 1 where they are exact. A count c stands for a true one strictly between c - base and
  /// c + base.
  std::int64_t base = 1;
  /// The same for the counts over all areas.
  std::int64_t total_base = 1;

  /// A cell; `category` = `categories.size()` is their sum.
  [[nodiscard]] const ProtectedCount& at(std::size_t level, std::size_t unit, std::size_t category) const {
    return levels[level].cells[unit * (categories.size() + 1) + category];
  }
  /// The sum over everything.
  [[nodiscard]] const ProtectedCount& total() const { return levels.back().cells.back(); }

  friend bool operator==(const ProtectedTable&, const ProtectedTable&) = default;
};

/// Lets counts out under a policy: controlled rounding of every cell and margin, then withholding of units; or, where
/// the method of the policy is suppression, withholding of small cells.
///
/// With rounding:
/// * Counts are rounded to `policy.rounding_base()` by `controlled_rounding`, ties by the key: the same table, policy
/// and
///   key give the same result, in whatever order units and categories come.
/// * A unit or group with fewer residents than `minimum_residents`, or with unknown residents, is withheld with all its
///   categories. Where the table has no residents at all the rule cannot be applied; the caller says so in the
///   manifest.
/// * A unit with a cell above the rounding base in which one contributor has more than the share `dominance` is
/// withheld,
///   and so is a group that such a cell dominates. Smaller cells are left to the rounding, which hides them from their
///   contributors too; withholding them would say that somebody is there.
/// * The same goes for a unit or group of whose sum over categories one contributor makes up more than that share, as
/// one
///   child in many categories does, where the table knows it (`largest_in_margins`).
/// * What is withheld cannot be had by subtraction: of the parts of a sum that is released none is withheld, or at
/// least
///   two that together have `minimum_residents`; the units with the fewest residents (then the lowest code) are
///   withheld beside it, and the sum itself where they do not suffice.
///
/// With suppression:
/// * Cells and margins are withheld as `suppress` does it: small or dominated ones, and others beside them, with one
///   symbol. The key plays no part. Dominance is asked of each cell, by `largest_contribution` and
///   `second_contribution`.
/// * Units with few residents are withheld as above, with company.
/// * What is shown is rounded to the nearest multiple of `base` (over all areas: `total_base`), each number for itself:
///   sums need not hold.
///
/// @param table  Inner cells. Units and categories are distinct and none is called "all"; counts are 0 or more; levels
///               nest. Without units the result has one row, of zeros.
/// @throws InvalidArgument  where the table breaks what is said above.
/// @throws DisclosureError  at the public tier, where a unit's code is that of an area that is too fine for it.
///
/// Time as `controlled_rounding`.
[[nodiscard]] Protected<ProtectedTable> protect(const geography::CountTable& table, const Policy& policy,
                                                const core::Key& key);

/// The key that ties are broken by where the user gives none: made from the seed of a run, so that a rerun repeats.
///
/// Whoever knows the seed knows the key. It suits samples and tests; a partnership keeps one secret key, and never
/// changes it between releases of the same data, because the mean of many differently rounded releases is the raw
/// count.
[[nodiscard]] core::Key key_from_seed(std::uint64_t seed);

}  // namespace libprofile::disclosure
