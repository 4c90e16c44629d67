// SPDX-License-Identifier: MIT
/// @file
/// From a source's own columns and codes to the schema's.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/records/column_table.hpp"
#include "libprofile/records/schema.hpp"

namespace libprofile::records {

struct Mapping {
  Kind kind = Kind::incident;

  /// Schema field to source column: {"start", "Month"}.
  std::map<std::string, std::string> columns = {};

  /// Schema field to the one value that every record of this source has: {"agency", "police"}.
  std::map<std::string, std::string> constants = {};

  /// Source columns of the coordinates; both or neither. Neither leaves every record without a place.
  std::string x = {};
  std::string y = {};

  /// Field, then the source's value, to the value it stands for: {"origin", {{"R", "reported"}}}.
  std::map<std::string, std::map<std::string, std::string>> translations = {};

  /// Id of a crosswalk for the field whose list is its target ("fhrs": premises types), or empty.
  std::string crosswalk = {};
};

/// Checks a mapping against the schema, before any file is opened.
///
/// @param context  How messages name where the mapping was written, such as "profile.toml [incidents]".
/// @throws InputError  for a field that the kind does not have (with the nearest that it has), a required one that is
/// not
///                     mapped, one that is mapped and constant, one of `x` and `y`
///                     without the other, a translation of a field that is not mapped, a
///                     crosswalk that is not known, or a column that holds a protected characteristic.
void validate(const Mapping& mapping, std::string_view context);

/// The source columns that a mapping reads, each once, in the order of the schema: nothing else need be read.
[[nodiscard]] std::vector<std::string> source_columns(const Mapping& mapping);

/// A table whose columns are the schema's fields, with values translated; columns that are not mapped are left out.
///
/// A value without translation stays as it is: `validate` on the records says whether that is a fault. One source
/// column may feed several fields. Each distinct text is translated once.
///
/// @throws InputError  naming the source, the column that it lacks and the nearest that it has; and as `validate`
/// above.
[[nodiscard]] ColumnTable apply(const Mapping& mapping, ColumnTable source);

}  // namespace libprofile::records
