// SPDX-License-Identifier: MIT
/// @file
/// Which fields of whose records hold anything: what an agreement on sharing is asked about.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "libprofile/records/column_table.hpp"
#include "libprofile/records/validate.hpp"

namespace libprofile::records {

/// Handling code of a record that states none.
inline constexpr char kNoHandling = '\0';

/// A field that holds a value in at least one accepted record of an agency, of those with one handling code.
struct FieldUse {
  /// As the records name it; empty where they name none.
  std::string agency;
  /// Of the schema.
  std::string field;
  /// 1 to 5 (5x5x5), P or C (3x5x2), or `kNoHandling`: not graded, or graded without one.
  char handling = kNoHandling;

  friend auto operator<=>(const FieldUse&, const FieldUse&) = default;
};

/// The uses of the accepted rows, ascending. The field `agency` is none: it says whose record it is.
///
/// @param table       Named by the schema (`apply`).
/// @param validation  What `validate` gave for this very table.
/// @throws InvalidArgument  where it is of another number of rows.
///
/// Holds no value but the names of agencies. Time O(rows x columns), in parallel.
[[nodiscard]] std::vector<FieldUse> field_uses(const ColumnTable& table, const Validation& validation);

}  // namespace libprofile::records
