// SPDX-License-Identifier: MIT
/// @file
/// The one door in: a column table from an Arrow C stream.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "libprofile/records/arrow_c_data.hpp"
#include "libprofile/records/column_table.hpp"

namespace libprofile::records {

/// Reads a stream of struct arrays to its end and keeps the named columns, in the order named.
///
/// Booleans become the texts "true" and "false"; whole numbers integers; floats (half, single, double) numbers, where
/// null and NaN are the same; texts and their dictionary-coded and view forms text, where null and empty are the same;
/// dates, timestamps of any unit instants cut to whole seconds; binary bytes; a column of nothing but nulls text.
/// Columns that are not named are never read, whatever their type.
///
/// The stream is consumed: it is released on return and on every error. Nothing is kept of its memory.
///
/// @param stream   Not null, not released.
/// @param columns  Source names to keep, each once. May be empty: then rows are only counted.
/// @param context  How messages name the source, such as a file's name.
/// @throws InputError  for a column that is not there (with the nearest that are), one there twice, a type that is not
///                     supported (named), an array that breaks the interface's rules, or what the producer reports.
///
/// Time O(rows x columns). Calls on different streams may run at the same time.
[[nodiscard]] ColumnTable import_stream(ArrowArrayStream& stream, std::span<const std::string> columns,
                                        std::string_view context);

/// The same for every column that the stream has.
[[nodiscard]] ColumnTable import_whole_stream(ArrowArrayStream& stream, std::string_view context);

}  // namespace libprofile::records
