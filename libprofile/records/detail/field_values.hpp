// SPDX-License-Identifier: MIT
/// @file
/// Columns read as what a field means, each distinct text once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/records/column_table.hpp"
#include "libprofile/records/time.hpp"

namespace libprofile::records::detail {

/// A column as times. Missing and unreadable rows both give nothing.
class TimeValues {
 public:
  /// Keeps a reference to the column.
  ///
  /// @throws InputError  for a column of bytes or numbers, with `label` before it.
  TimeValues(const Column& column, const std::string& label);

  [[nodiscard]] std::optional<TimeSpan> operator[](std::size_t row) const;

 private:
  const TextColumn* text_;
  const InstantColumn* instants_;
  std::vector<std::optional<TimeSpan>> spans_;
};

/// A column as numbers; NaN where missing, `is_number` false where a text is there that is none.
class NumberValues {
 public:
  NumberValues(const Column& column, const std::string& label);

  [[nodiscard]] double operator[](std::size_t row) const;

  /// False only for a text that is not a number; a missing value is not one either, but not a fault.
  [[nodiscard]] bool is_readable(std::size_t row) const;

 private:
  const TextColumn* text_;
  const NumberColumn* numbers_;
  const IntegerColumn* integers_;
  std::vector<double> parsed_;
  std::vector<std::uint8_t> readable_;
};

/// A number with a decimal point and nothing but spaces around it, or empty. "nan" is NaN.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

}  // namespace libprofile::records::detail
