// SPDX-License-Identifier: MIT
/// @file
/// Tables as CSV that spreadsheets do not run.
#pragma once

#include <filesystem>
#include <string>

#include "libprofile/disclosure/protected.hpp"
#include "libprofile/publish/layer.hpp"

namespace libprofile::publish {

/// RFC 4180: comma, CRLF after every line, a header, quotes where a cell needs them. UTF-8 without a byte-order mark.
///
/// Absent values are empty cells; lists are codes separated by semicolons; an outline is left out. A text cell that a
/// spreadsheet would run (beginning with = + - @, a tab or a line break, also in their full-width forms) gets a leading
/// apostrophe; plain numbers do not. The internal tier adds a last column `marking`.
///
/// @throws InvalidArgument  for a layer that is not valid.
[[nodiscard]] std::string csv(const disclosure::Protected<Layer>& table);

/// Writes `csv(table)` whole or not at all. Internal-tier files are readable by their owner only.
///
/// @throws InputError  where the file cannot be written, naming it and the remedy.
void write_csv(const disclosure::Protected<Layer>& table, const std::filesystem::path& path);

}  // namespace libprofile::publish
