// SPDX-License-Identifier: MIT
/// @file
/// The pieces of a CSV file as one Arrow stream, several of them at a time.
#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <vector>

#include "libprofile/io/detail/csv_reader.hpp"
#include "libprofile/io/detail/text_array.hpp"
#include "libprofile/records/arrow_c_data.hpp"

namespace libprofile::io::detail {

/// Owns a reader and offers what it reads, wanted columns only, as text. Must outlive the stream that it gives.
class CsvStream {
 public:
  /// @param columns  Names to read; empty: all.
  /// @throws InputError  for one that the header does not have.
  CsvStream(const std::string& path, const std::vector<std::string>& columns, Encoding encoding);

  /// To be consumed once. What fails while reading is kept for `rethrow`, since a C stream can only give a number.
  [[nodiscard]] ArrowArrayStream stream();

  /// Throws what failed, as it was thrown; returns where nothing did.
  void rethrow() const;

 private:
  struct Callbacks;

  void refill();

  CsvReader reader_;
  /// Indices into the header, ascending, and their names.
  std::vector<std::size_t> wanted_;
  std::vector<std::string> names_;
  /// Columns of pieces that were read and not yet given.
  std::vector<std::vector<TextValues>> ready_;
  std::size_t next_ready_ = 0;
  bool is_at_end_ = false;
  std::exception_ptr failure_;
  std::string failure_text_;
};

}  // namespace libprofile::io::detail
