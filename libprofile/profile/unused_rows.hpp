// SPDX-License-Identifier: MIT
/// @file
/// How many rows of each source cannot be used, and why: said where it is some, refused where it is most.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "libprofile/profile/options.hpp"
#include "libprofile/records/column_table.hpp"
#include "libprofile/records/validate.hpp"

namespace libprofile::profile {

/// A source of which at least this share of the rows cannot be used is worth a remark.
inline constexpr double kRemarkedShare = 0.01;

/// Rows of one source that were not accepted, duplicates included, and the fault that most of them have first.
struct UnusedRows {
  /// "incidents 2 (incidents/school.csv)".
  std::string source;
  std::size_t rows = 0;
  std::size_t unused = 0;
  /// Of the commonest fault: the source's column, the rule and the remedy, rows that have it first, and where the first
  /// of them stands. Empty where every row is used.
  std::string column;
  std::string rule;
  std::string remedy;
  std::size_t rows_of_rule = 0;
  std::string file;
  std::int64_t first_row = 0;

  /// Of the rows read; 0 of none.
  [[nodiscard]] double share() const;
  [[nodiscard]] bool is_worth_a_remark() const { return share() >= kRemarkedShare; }
};

/// @param validation  What `records::validate` said of `table`.
/// @param sources  In order of their rows, each with the row of `table` after its last; empty: one, named `kind`.
[[nodiscard]] std::vector<UnusedRows> unused_rows(const records::ColumnTable& table,
                                                  const records::Validation& validation,
                                                  std::span<const RowsOfSource> sources, const std::string& kind);

/// "incidents (police.csv): 1,835 of 4,000 rows (46 %) cannot be used; most often column 'Date': must be ...". Holds no
/// value of any field.
[[nodiscard]] std::string describe(const UnusedRows& unused);

/// @throws InputError  for the first source that has no row, none that can be used, or a larger share of rows that
///                     cannot be used than `at_most`, with the commonest fault and its remedy.
void require_usable(std::span<const UnusedRows> sources, double at_most);

}  // namespace libprofile::profile
