// SPDX-License-Identifier: MIT
/// @file
/// The columns `grade` and `grade_scheme` read together, since one means nothing without the other.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "libprofile/records/column_table.hpp"
#include "libprofile/records/grading.hpp"

namespace libprofile::records::detail {

class GradeColumn {
 public:
  /// Of a table whose columns are named by the schema; without a column `grade` no row has one.
  explicit GradeColumn(const ColumnTable& table);

  [[nodiscard]] bool is_there() const { return !grades_.codes.empty(); }

  /// The grade of a row; empty where it is missing, its scheme is missing or it is not valid in it.
  [[nodiscard]] std::optional<Grade> at(std::size_t row) const;

 private:
  TextColumn grades_;
  TextColumn schemes_;
  /// By scheme's code, then by grade's code.
  std::vector<std::vector<std::optional<Grade>>> parsed_;
};

}  // namespace libprofile::records::detail
