// SPDX-License-Identifier: MIT
/// @file
/// One piece of CSV text through GDAL's driver.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "libprofile/io/detail/csv_reader.hpp"
#include "libprofile/records/arrow_c_data.hpp"

namespace libprofile::io::detail {

/// Arrow arrays of structs of texts, one child per wanted column in the file's order. The caller releases them.
///
/// @param wanted  Indices of columns to parse, ascending.
/// @param path    As messages name the file.
/// @throws InputError  where GDAL sees other records than we did. Safe from any thread.
[[nodiscard]] std::vector<ArrowArray> parse_piece(CsvPiece piece, const std::vector<std::size_t>& wanted,
                                                  const std::string& path);

/// Releases every array that is not released yet.
void release_all(std::vector<ArrowArray>& arrays) noexcept;

}  // namespace libprofile::io::detail
