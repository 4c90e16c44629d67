// SPDX-License-Identifier: MIT
/// @file
/// From the files of one kind of record to a validated table.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "libprofile/profile/options.hpp"
#include "libprofile/profile/unused_rows.hpp"
#include "libprofile/records/column_table.hpp"
#include "libprofile/records/validate.hpp"

#include "config.hpp"

namespace libprofile::tools {

/// The rows that came from one source of the configuration.
struct SourceRows {
  /// "incidents 2".
  std::string name;
  /// The first of its files, for messages.
  std::string file;
  std::string crs;
  std::string x;
  std::string y;
  /// Row after the last, in the table.
  std::size_t end_row = 0;
  /// Field of the schema to the source's own column.
  std::map<std::string, std::string> columns;

  /// "incidents 2 (incidents/school.csv)".
  [[nodiscard]] std::string label() const { return name + " (" + file + ")"; }
};

/// All sources of one kind, under the names of the schema, with every row judged.
struct LoadedRecords {
  records::ColumnTable table;
  records::Validation validation;
  std::vector<SourceRows> sources;
  std::vector<std::string> warnings;
};

/// Reads, guards, maps and validates. Columns that one source lacks are absent in its rows.
///
/// @param sources  At least one, all of one kind.
/// @throws InputError  for a file that cannot be read, or a column that looks like a direct identifier.
[[nodiscard]] LoadedRecords load_records(std::span<const PointSource> sources, const std::vector<std::string>& allow);

/// The accepted records that each source gave, with what to type where its x and y are swapped.
[[nodiscard]] std::vector<profile::RowsOfSource> rows_of_sources(const LoadedRecords& loaded);

/// What of each source cannot be used. @param kind  "incidents", "premises" ...
[[nodiscard]] std::vector<profile::UnusedRows> unused_rows(const LoadedRecords& loaded, const std::string& kind);

/// Coordinates moved to the working plane.
struct OnPlane {
  std::vector<double> xy;
  /// For the manifest; empty where no record has a place.
  std::string transformation;
  std::vector<std::string> warnings;
};

/// @param xy  Of the accepted rows, in their sources' systems. @throws CrsError  as `io::reproject`.
[[nodiscard]] OnPlane to_plane(std::vector<double> xy, const LoadedRecords& loaded, const std::string& working_crs);

}  // namespace libprofile::tools
