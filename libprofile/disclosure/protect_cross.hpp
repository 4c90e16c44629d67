// SPDX-License-Identifier: MIT
/// @file
/// The gate for one attribute by another, such as persons by age band and sex.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/core/key.hpp"
#include "libprofile/disclosure/policy.hpp"
#include "libprofile/disclosure/protected.hpp"
#include "libprofile/disclosure/protected_count.hpp"

namespace libprofile::disclosure {

/// Counts of two attributes of which each counts everybody once, so that both margins add up to one total.
struct CrossTable {
  /// What is counted, such as "victims by age_band and sex". Two tables of one release need different names.
  std::string name{};
  /// Distinct, in any order.
  std::vector<std::string> rows{};
  std::vector<std::string> columns{};
  /// Row-major, 0 or more.
  std::vector<std::int64_t> counts{};
  /// The total where an earlier table of the release already gave it.
  std::optional<std::int64_t> pinned_total{};
};

/// A released cross table: cells and margins add up.
struct ProtectedCross {
  std::vector<std::string> rows{};
  std::vector<std::string> columns{};
  /// Row-major: for each row its columns and then their sum; last the sums over all rows.
  std::vector<ProtectedCount> cells{};
  /// What counts are rounded to; 1 where they are exact.
  std::int64_t base = 1;

  /// A cell; `row` = `rows.size()` is the sum over rows, `column` = `columns.size()` that over columns.
  [[nodiscard]] const ProtectedCount& at(std::size_t row, std::size_t column) const {
    return cells[row * (columns.size() + 1) + column];
  }

  friend bool operator==(const ProtectedCross&, const ProtectedCross&) = default;
};

/// Lets a cross table out under a policy, by controlled rounding of every cell and margin to `policy.rounding_base()`.
///
/// A table without rows or columns has no cells.
///
/// @throws InvalidArgument  for labels that repeat, negative counts, a number of counts that is not rows × columns, or
/// a
///                          pinned total that is not the true one rounded up or down.
[[nodiscard]] Protected<ProtectedCross> protect_cross(const CrossTable& table, const Policy& policy,
                                                      const core::Key& key);

}  // namespace libprofile::disclosure
