// SPDX-License-Identifier: MIT
/// @file
/// Which records can be used, which cannot, and what to do about those.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/records/column_table.hpp"
#include "libprofile/records/schema.hpp"

namespace libprofile::records {

/// The rule that the second and later rows of one identifier break.
inline constexpr std::string_view kDuplicateRule = "different in every row";

struct ValidateOptions {
  /// Categories that the source may use; a record with another one is rejected. Empty: any.
  std::vector<std::string> known_categories = {};
};

/// One fault of one record. Never holds the value.
struct Rejected {
  /// Index into `ColumnTable::sources()`.
  std::int32_t source = 0;
  /// Data row in that source, from 1, the header not counted.
  std::int64_t row = 0;
  /// The source's name of the column.
  std::string column;
  /// What the value must be, and what to do; text of static storage.
  std::string_view rule;
  std::string_view remedy;
};

struct Completeness {
  std::string field;
  /// The source's name of the column.
  std::string column;
  /// Rows with a value, of all rows read.
  std::size_t present = 0;
  std::size_t rows = 0;
};

struct Validation {
  Kind kind = Kind::incident;
  std::size_t rows = 0;
  /// Row indices from 0 into the table, ascending.
  std::vector<std::size_t> accepted;
  /// Every fault of every row, by row and then by the schema's order of fields; a row may have several.
  std::vector<Rejected> rejected;
  /// Rows whose identifier an earlier row has. They are rejected too.
  std::size_t duplicates = 0;
  /// Accepted rows without a point.
  std::size_t without_coordinates = 0;
  /// One per column that the table has, in the schema's order.
  std::vector<Completeness> completeness;

  [[nodiscard]] std::size_t rows_rejected() const { return rows - accepted.size(); }
};

/// Checks every row of a table whose columns are named by the schema (`apply` makes one).
///
/// Rejected are: a required value that is missing; a time, count, grade or code that is not one; an end before its
/// start; one coordinate without the other, or an infinite one; a category outside the list given; and the second and
/// later rows of one identifier (rows without one are never duplicates). A record without a place is accepted and
/// counted. Columns that the schema does not have are left alone.
///
/// @throws InputError  for a required field that is not among the columns, with the nearest names, or a column whose
/// type
///                     cannot hold the field.
///
/// Each distinct text is looked at once. Time O(rows x columns), in parallel; the result does not depend on threads.
[[nodiscard]] Validation validate(const ColumnTable& table, Kind kind, const ValidateOptions& options = {});

}  // namespace libprofile::records
