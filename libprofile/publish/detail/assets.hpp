// SPDX-License-Identifier: MIT
/// @file
/// Templates, style and script that the library carries.
#pragma once

#include <string>
#include <string_view>

namespace libprofile::publish::detail {

/// The text of a file of `pages/` or of Leaflet, by name; empty for a name that was not embedded.
[[nodiscard]] std::string_view embedded(std::string_view file_name);

/// Leaflet's style and ours, one text.
[[nodiscard]] const std::string& page_style();

/// Leaflet with its licence, then ours.
[[nodiscard]] const std::string& page_script();

/// "'sha256-...'": how a content security policy names an inline text.
[[nodiscard]] std::string policy_source(std::string_view inline_text);

}  // namespace libprofile::publish::detail
