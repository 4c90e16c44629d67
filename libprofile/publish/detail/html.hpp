// SPDX-License-Identifier: MIT
/// @file
/// Putting text into HTML so that it stays text.
#pragma once

#include <string>
#include <string_view>

namespace libprofile::publish::detail {

/// Appends `text` with the five characters that mean something in HTML written as entities.
void append_escaped(std::string& html, std::string_view text);

[[nodiscard]] std::string escaped(std::string_view text);

/// Appends a JSON string that may stand inside a `<script>` element: no "<" survives.
void append_json_string(std::string& json, std::string_view text);

/// Appends one table cell; `text` is escaped. The end tag may be left out in HTML, and a page has thousands of cells.
void append_cell(std::string& html, std::string_view text);

}  // namespace libprofile::publish::detail
