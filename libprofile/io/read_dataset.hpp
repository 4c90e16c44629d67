// SPDX-License-Identifier: MIT
/// @file
/// Files and databases in, as columns: the one door through which the command line and C++ read.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "libprofile/records/column_table.hpp"

namespace libprofile::io {

/// How the text of a CSV file is written. Other formats say it themselves.
enum class Encoding { utf_8, latin_1 };

/// Whether the outlines or points of a source are read beside its columns.
enum class GeometryColumn { absent, well_known_binary };

struct ReadOptions {
  /// Columns to read, by name; a column that is not here never leaves the file. Empty: all of them.
  std::vector<std::string> columns;

  /// Layer of a source that has several. Empty: the only one.
  std::string layer;

  /// `well_known_binary` adds a binary column `kGeometryColumn`.
  GeometryColumn geometry = GeometryColumn::absent;

  Encoding encoding = Encoding::utf_8;

  /// Names of GDAL drivers ("OGR_VRT"), and path prefixes ("/vsi", "https:"), that are let in although they may open other
  /// files or reach a network.
  std::vector<std::string> allow;
};

/// Name of the column that holds geometry as well-known binary.
inline constexpr const char* kGeometryColumn = "geometry";

/// Where the rows of one file lie in the table.
struct SourceFile {
  std::string path;
  std::size_t first_row = 0;
  std::size_t rows = 0;
};

/// What was read. Rows are in the order of the files and, within one, of the file.
struct Dataset {
  records::ColumnTable table;
  /// In the order given.
  std::vector<SourceFile> files;
  /// The reference system of the geometry ("EPSG:27700", or WKT where it has no code). Empty: none, or none read.
  std::string crs;
  /// Things that GDAL remarked on and that changed no value.
  std::vector<std::string> warnings;
};

/// Reads the wanted columns of one or more sources of the same shape.
///
/// Formats: CSV (comma, semicolon, tab or bar; also gzipped), GeoJSON, TopoJSON, GeoPackage, Shapefile, Parquet where GDAL
/// has it, and `PG:` connection strings. Every CSV column is text, so that leading zeros stay. CSV is read in UTF-8 with or
/// without a byte-order mark. Files are read side by side; the result does not depend on the number of threads.
///
/// @throws InputError  naming the file and the remedy where it is absent, a folder, empty, truncated, of another encoding,
///     without a wanted column (the columns found are named), without rows of equal length (the row is named), or of a
///     format or at an address that is not let in.
/// @throws Cancelled  when the current token is cancelled.
[[nodiscard]] Dataset read_dataset(const std::vector<std::string>& paths, const ReadOptions& options = {});

/// Which row of which file a row of the table is, as people say it: "crimes/2018-01.csv, row 12" (rows from 1, after the
/// header). @throws InvalidArgument  for a row that no file has.
[[nodiscard]] std::string describe_row(const Dataset& dataset, std::size_t row);

}  // namespace libprofile::io
