// SPDX-License-Identifier: MIT
/// @file
/// The records of a CSV text: where they end, whether they all have as many fields, and what stands in these.
///
/// The rules are those of GDAL's CSV driver, so that both see the same records: a line end inside an odd number of
/// quotation marks belongs to the record; LF, CRLF and CR end a line; empty lines are no records; a quotation mark in
/// the middle of a field stands for itself.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/io/detail/text_array.hpp"

namespace libprofile::io::detail {

/// Whether more text follows what is looked at.
enum class Continues { more_follows, at_end };

/// A record whose number of fields is not the header's.
struct UnevenRecord {
  /// From 0 in the text looked at.
  std::size_t record;
  std::size_t fields;
  /// Byte at which it begins.
  std::size_t offset;
};

struct CsvRecords {
  /// Bytes of the complete records from the start of the text.
  std::size_t bytes = 0;
  std::size_t records = 0;
  std::optional<UnevenRecord> uneven;
};

/// Looks at records up to the first uneven one or the end of the last complete one.
///
/// At the end of a file a record needs no line end. Bytes that remain then lie behind an unclosed quotation mark.
/// Time O(bytes), whatever the line ends.
[[nodiscard]] CsvRecords find_records(std::string_view text, char delimiter, std::size_t fields, Continues continues);

/// The first record that is not an empty line: its begin and end without the line end, and where the next one begins.
struct FirstRecord {
  std::size_t begin;
  std::size_t end;
  std::size_t next;
};
[[nodiscard]] std::optional<FirstRecord> find_first_record(std::string_view text, char delimiter, Continues continues);

/// The fields of one record without its line end, quotation marks resolved.
[[nodiscard]] std::vector<std::string> split_record(std::string_view record, char delimiter);

/// The fields of some columns, of every record, quotation marks resolved.
///
/// @param text  Whole records that `find_records` has gone through. @param wanted  Column indices, ascending.
[[nodiscard]] std::vector<TextValues> wanted_fields(std::string_view text, char delimiter,
                                                    std::span<const std::size_t> wanted);

/// The one of comma, semicolon, tab and bar that a header has most of, outside quotation marks; ties go to the first of
/// them. A comma where it has none.
[[nodiscard]] char detect_delimiter(std::string_view header);

}  // namespace libprofile::io::detail
