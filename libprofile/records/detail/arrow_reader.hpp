// SPDX-License-Identifier: MIT
/// @file
/// Appends the batches of one Arrow column to one of ours.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/records/column_table.hpp"
#include "libprofile/records/detail/arrow_slice.hpp"

namespace libprofile::records::detail {

class ColumnReader {
 public:
  virtual ~ColumnReader() = default;

  /// Adds rows [begin, begin + count) of an array; a row whose parent does not exist is absent.
  virtual void append(const ArrowArray* array, std::size_t begin, std::size_t count, Bits parent) = 0;

  /// The column so far; called once.
  [[nodiscard]] virtual Column finish() = 0;
};

/// Makes a vector longer by so many values and gives the first of them; many small batches cost no more than one.
template <class Value>
[[nodiscard]] Value* extended(std::vector<Value>& values, std::size_t count) {
  const std::size_t size = values.size();
  values.resize(size + count);
  return values.data() + size;
}

/// A reader for a column's type.
///
/// @param label  How messages name the column: "file.csv: column 'Month'".
/// @throws InputError  for a type that is not supported, which it names.
[[nodiscard]] std::unique_ptr<ColumnReader> make_reader(const ArrowSchema& schema, const std::string& label);

/// The readers of fixed-width types and of texts and bytes: null where the format is not theirs.
[[nodiscard]] std::unique_ptr<ColumnReader> make_fixed_reader(std::string_view format, const std::string& label);
[[nodiscard]] std::unique_ptr<ColumnReader> make_text_reader(std::string_view format, const std::string& label);
[[nodiscard]] std::unique_ptr<ColumnReader> make_dictionary_reader(const ArrowSchema& schema, const std::string& label);

/// Whether bytes are UTF-8 as RFC 3629 has it.
[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace libprofile::records::detail
