// SPDX-License-Identifier: MIT
/// @file
/// A CSV file as pieces of whole records, each checked.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/io/read_dataset.hpp"

namespace libprofile::io::detail {

/// Bytes of records that one piece holds at least, except the last.
inline constexpr std::size_t kPieceBytes = std::size_t{4} << 20U;

/// A record longer than this is taken for an unclosed quotation mark.
inline constexpr std::size_t kLongestRecord = std::size_t{16} << 20U;

/// Whole records in UTF-8, without the header.
struct CsvPiece {
  std::string text;
  std::size_t records = 0;
};

/// Reads a file once, in order, plain or gzipped. Stands at the begin of a record between calls.
class CsvReader {
 public:
  /// Opens the file and reads its header.
  ///
  /// @throws InputError  for a file that cannot be opened, holds no header, names a column twice, or is not text.
  CsvReader(const std::string& path, Encoding encoding);
  ~CsvReader();
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  [[nodiscard]] char delimiter() const { return delimiter_; }

  /// The next piece, or nothing at the end.
  ///
  /// @throws InputError  naming row and remedy for uneven records, unclosed quotation marks, bytes that are not of the
  ///     encoding, NUL bytes, and compressed data that is broken or ends too early.
  [[nodiscard]] std::optional<CsvPiece> next();

 private:
  struct File;

  void fill(std::size_t bytes);
  void read_header();
  void name_fields();
  void check_text(std::string_view text) const;
  [[noreturn]] void fail_uneven(const struct UnevenRecord& uneven) const;
  [[noreturn]] void fail_unclosed() const;

  std::string path_;
  Encoding encoding_;
  std::unique_ptr<File> file_;
  std::string buffer_;
  bool is_at_end_ = false;
  std::vector<std::string> header_;
  char delimiter_ = ',';
  std::size_t records_ = 0;
  std::size_t lines_ = 0;
};

}  // namespace libprofile::io::detail
