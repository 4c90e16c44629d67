// SPDX-License-Identifier: MIT
/// @file
/// Named, typed columns of equal length: what every source becomes before it is mapped and validated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "libprofile/records/dictionary.hpp"
#include "libprofile/records/incidents.hpp"

namespace libprofile::records {

/// An absent integer or instant. An absent number is NaN; an absent text has the code `kAbsent`.
inline constexpr std::int64_t kNoInteger = std::numeric_limits<std::int64_t>::min();

struct NumberColumn {
  std::vector<double> values;
};

struct IntegerColumn {
  std::vector<std::int64_t> values;
};

/// `codes[i]` indexes `dictionary`, or is `kAbsent`. An empty text is absent.
struct TextColumn {
  std::vector<std::int32_t> codes;
  Dictionary dictionary;
};

/// What an instant column's source said about its times.
enum class Clock : std::uint8_t {
  date,   ///< Days: `seconds` is midnight of that date as if in UTC.
  local,  ///< Date and time without a zone: `seconds` as if in UTC, to be read as local time.
  utc,    ///< With a zone: `seconds` since 1970-01-01T00:00:00Z.
};

struct InstantColumn {
  std::vector<std::int64_t> seconds;
  Clock clock = Clock::utc;
};

/// Binary values, such as well-known binary geometries. Value i is bytes [ends[i - 1], ends[i]); an absent one has
/// none.
struct BytesColumn {
  std::vector<std::uint8_t> bytes;
  std::vector<std::size_t> ends;

  [[nodiscard]] std::span<const std::uint8_t> operator[](std::size_t row) const {
    const std::size_t begin = row == 0 ? 0 : ends[row - 1];
    return std::span(bytes).subspan(begin, ends[row] - begin);
  }
};

using Column = std::variant<NumberColumn, IntegerColumn, TextColumn, InstantColumn, BytesColumn>;

[[nodiscard]] std::size_t size(const Column& column);
[[nodiscard]] bool is_missing(const Column& column, std::size_t row);

/// "number", "integer", "text", "time" or "bytes".
[[nodiscard]] std::string_view type_name(const Column& column);

/// A text column from values; empty ones are absent.
[[nodiscard]] TextColumn text_column(std::span<const std::string> values);

/// The same column as text: integers and numbers in their shortest form, so that 7843 and 7843.0 are one code "7843".
///
/// Instants become ISO 8601. Throws `InputError` for bytes.
[[nodiscard]] TextColumn to_text(const Column& column);

/// Text as the containers of `incidents.hpp` hold it.
[[nodiscard]] Coded to_coded(const TextColumn& column);

/// Where a run of rows came from.
struct Source {
  /// As messages name it: a file's name or "table".
  std::string name;
  std::size_t first_row = 0;
};

/// A place in a source as people count: data rows from 1.
struct RowAddress {
  std::int32_t source = 0;
  std::int64_t row = 0;
};

/// Columns of equal length with distinct names.
class ColumnTable {
 public:
  struct Entry {
    std::string name;
    /// What the source called it: equal to `name` until a mapping renames.
    std::string source_name;
    Column column;
  };

  ColumnTable() = default;

  /// An empty table of `rows` rows from one source, which messages name so.
  ColumnTable(std::size_t rows, std::string source);

  /// @throws InputError  for a name that is taken or a column of another length.
  void add(std::string name, Column column);
  void add(std::string name, std::string source_name, Column column);

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] const std::vector<Entry>& columns() const { return entries_; }
  [[nodiscard]] const std::vector<Source>& sources() const { return sources_; }
  [[nodiscard]] std::vector<std::string> names() const;

  /// The column of that name, or null.
  [[nodiscard]] const Entry* find(std::string_view name) const;

  /// The column of that name.
  ///
  /// @throws InputError  naming the source, the column and the nearest names that exist.
  [[nodiscard]] const Entry& at(std::string_view name) const;

  /// Moves all columns out; rows and sources stay.
  [[nodiscard]] std::vector<Entry> release_columns() { return std::exchange(entries_, {}); }

  /// The source and the row in it, from 1, of a row of the table.
  [[nodiscard]] RowAddress address(std::size_t row) const;

  /// The names of its sources for a message: "a.csv", or "a.csv and 11 more".
  [[nodiscard]] std::string context() const;

 private:
  friend ColumnTable concatenate(std::vector<ColumnTable> tables);
  friend ColumnTable with_columns(const ColumnTable& table, std::vector<ColumnTable::Entry> entries);

  std::size_t rows_ = 0;
  std::vector<Entry> entries_;
  std::vector<Source> sources_;
};

/// The rows and sources of a table with other columns, under the rules of `add`.
[[nodiscard]] ColumnTable with_columns(const ColumnTable& table, std::vector<ColumnTable::Entry> entries);

/// Rows of all tables under one another, in order; dictionaries are merged, columns are worked on in parallel.
///
/// Columns are matched by name and take the order of the first table. Where types differ (one file's column is whole
/// numbers, another's has a fraction) integers become numbers, and any other mix becomes text. No tables give no rows.
///
/// @throws InputError  where a table lacks a column that the first has, or has one more; names the file and the column.
[[nodiscard]] ColumnTable concatenate(std::vector<ColumnTable> tables);

}  // namespace libprofile::records
