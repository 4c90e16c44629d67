// SPDX-License-Identifier: MIT
/// @file
/// Files and databases in, as columns: the one door through which the command line and C++ read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/records/column_table.hpp"

namespace libprofile::io {

/// How the text of a CSV file is written. Other formats say it themselves.
enum class Encoding : std::uint8_t { utf_8, latin_1 };

/// Whether the outlines or points of a source are read beside its columns.
enum class GeometryColumn : std::uint8_t { absent, well_known_binary };

struct ReadOptions {
  /// Columns to read, by name; a column that is not here never leaves the file. Empty: all of them.
  std::vector<std::string> columns = {};

  /// Layer of a source that has several. Empty: the only one.
  std::string layer = {};

  /// `well_known_binary` adds a column of bytes, whose name `Dataset::geometry` gives.
  GeometryColumn geometry = GeometryColumn::absent;

  Encoding encoding = Encoding::utf_8;

  /// Names of GDAL drivers ("OGR_VRT"), and starts of addresses ("/vsi", "https:"), that are let in although they may
  /// open other files or reach a network.
  std::vector<std::string> allow = {};
};

/// What was read. Rows are in the order of the files and, within one, of the file; each file is a source of the table.
struct Dataset {
  records::ColumnTable table;
  /// Name of the column that holds outlines or points as well-known binary. Empty: the source has none, or none was
  /// read.
  std::string geometry;
  /// The reference system of the geometry: "EPSG:27700", or WKT where it has no code. Empty: not given.
  std::string crs;
  /// What GDAL remarked on, and columns that were left out because no text or number stands in them.
  std::vector<std::string> warnings;
};

/// Reads the wanted columns of one or more sources of the same shape.
///
/// Formats: CSV (comma, semicolon, tab or bar; also gzipped), GeoJSON, TopoJSON, GeoPackage, Shapefile, Parquet where
/// GDAL has it, and `PG:` connection strings. Every CSV column is text, so that leading zeros stay. CSV is read in
/// UTF-8 with or without a byte-order mark. Files are read side by side; the result does not depend on the number of
/// threads.
///
/// @throws InputError  naming the file and the remedy where it is absent, a folder, empty, truncated, of another
///     encoding, without a wanted column (the columns found are named), without rows of equal length (the row is
///     named), of a format or at an address that is not let in, or of another reference system than the files before
///     it.
/// @throws Cancelled  when the current token is cancelled.
[[nodiscard]] Dataset read_dataset(const std::vector<std::string>& paths, const ReadOptions& options = {});

/// The names of the columns of a source, as `read_dataset` would give them; reads no more than the header.
[[nodiscard]] std::vector<std::string> column_names(const std::string& path, const ReadOptions& options = {});

/// Whether the source holds a geometry of its own, so that coordinates need no columns.
[[nodiscard]] bool has_geometry(const std::string& path, const ReadOptions& options = {});

}  // namespace libprofile::io
