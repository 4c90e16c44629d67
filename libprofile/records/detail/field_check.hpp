// SPDX-License-Identifier: MIT
/// @file
/// One field's rule, held against one column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/records/column_table.hpp"
#include "libprofile/records/detail/field_values.hpp"
#include "libprofile/records/schema.hpp"
#include "libprofile/records/validate.hpp"

namespace libprofile::records::detail {

enum class Verdict : std::uint8_t { good, missing, bad };

/// What each row of a column is worth under its field's rule.
class FieldCheck {
 public:
  /// Keeps references to the field, the entry and the table.
  ///
  /// @throws InputError  where the column's type cannot hold the field.
  FieldCheck(const Field& field, const ColumnTable& table, const ColumnTable::Entry& entry,
             const ValidateOptions& options);

  FieldCheck(const FieldCheck&) = delete;
  FieldCheck& operator=(const FieldCheck&) = delete;

  [[nodiscard]] Verdict operator[](std::size_t row) const;

  [[nodiscard]] const Field& field() const { return *field_; }
  [[nodiscard]] const std::string& column() const { return entry_->source_name; }
  [[nodiscard]] const TimeValues* times() const { return times_ ? &*times_ : nullptr; }
  [[nodiscard]] const NumberValues* numbers() const { return numbers_ ? &*numbers_ : nullptr; }

  /// Rows whose value an earlier row has, where the field refuses that; otherwise empty.
  [[nodiscard]] const std::vector<bool>& repeats() const { return repeats_; }

  /// Whether values are limited to a list that the caller gave, rather than by the field's own rule.
  [[nodiscard]] bool has_given_list() const { return has_given_list_; }

 private:
  void check_texts(const ValidateOptions& options);

  const Field* field_;
  const ColumnTable::Entry* entry_;
  std::optional<TimeValues> times_;
  std::optional<NumberValues> numbers_;
  /// Of a column that is read as text: the text where the source has another type, and each distinct value's verdict.
  std::optional<TextColumn> converted_;
  const TextColumn* text_ = nullptr;
  std::vector<Verdict> by_code_;
  std::vector<bool> repeats_;
  bool has_given_list_ = false;
};

}  // namespace libprofile::records::detail
