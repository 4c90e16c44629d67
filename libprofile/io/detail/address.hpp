// SPDX-License-Identifier: MIT
/// @file
/// Which addresses may be read, and by which of GDAL's drivers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace libprofile::io::detail {

enum class AddressKind {
  csv,       ///< Text with delimiters, perhaps gzipped.
  file,      ///< A file of another format.
  database,  ///< A connection string.
};

struct Address {
  std::string path;
  AddressKind kind;
  /// Short names of the GDAL drivers that may open it.
  std::vector<std::string> drivers;
};

/// "https:" of "https://...", "/vsi" of a virtual path; empty for a local path.
[[nodiscard]] std::string scheme(std::string_view path);

/// Sorts an address out before GDAL sees it.
///
/// @param allow  Driver names and address prefixes that are let in beside the formats of `read_dataset`.
/// @throws InputError  for a URL, a `/vsi` path or a format that is not let in; for a local path that does not exist,
/// is a
///     folder, is empty or may not be read. The message names the remedy.
[[nodiscard]] Address sort_out(const std::string& path, const std::vector<std::string>& allow);

}  // namespace libprofile::io::detail
