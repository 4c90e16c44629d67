// SPDX-License-Identifier: MIT
/// @file
/// The gate for counts without a geography: months, row counts, single numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/core/key.hpp"
#include "libprofile/disclosure/policy.hpp"
#include "libprofile/disclosure/protected.hpp"
#include "libprofile/disclosure/protected_count.hpp"

namespace libprofile::disclosure {

/// What the labels of a list say something of: `records`, such as months and rows, or `persons`, who have them.
enum class ListOf { records, persons };

/// Counts that add up to one total: incidents by month, rows by what became of them.
struct ListTable {
  /// What is counted, such as "months". Two lists of one release need different names.
  std::string name{};
  /// Distinct, in any order.
  std::vector<std::string> labels{};
  /// 0 or more, one a label.
  std::vector<std::int64_t> counts{};
  /// Values that an earlier table of the release already gave, one a label; empty where there is none.
  std::vector<std::optional<std::int64_t>> pinned{};
  /// The same for the total.
  std::optional<std::int64_t> pinned_total{};
  ListOf of = ListOf::records;
};

/// A released list. The counts add up to the total, unless all of them are withheld.
struct ProtectedList {
  /// In the order of the list that was protected.
  std::vector<std::string> labels{};
  std::vector<ProtectedCount> counts{};
  ProtectedCount total{};
  /// What counts are rounded to; 1 where they are exact.
  std::int64_t base = 1;

  friend bool operator==(const ProtectedList&, const ProtectedList&) = default;
};

/// Lets a list out under a policy, by controlled rounding to `policy.rounding_base()`.
///
/// At the public tier a list of persons shows none of its counts where one label would hold the whole released total:
/// whoever is known to be among the persons would be known to have that label. The total stands.
///
/// A number that two tables of a release share must be released once: pin it, or the two roundings of it would narrow
/// down the true one.
///
/// @throws InvalidArgument  for labels that repeat, negative counts, lengths that differ, a pinned value that is not
/// the
///                          count rounded up or down to the base, or pinned values that no rounding can meet together.
[[nodiscard]] Protected<ProtectedList> protect_list(const ListTable& table, const Policy& policy, const core::Key& key);

/// Lets one number out that is in no sum with others, such as the records without a usable place: the nearest multiple
/// of `policy.rounding_base()`, ties by the key.
///
/// @param name  What is counted: part of what ties are broken by.
/// @throws InvalidArgument  for a negative count.
[[nodiscard]] Protected<ProtectedCount> protect_scalar(std::string_view name, std::int64_t count, const Policy& policy,
                                                       const core::Key& key);

}  // namespace libprofile::disclosure
