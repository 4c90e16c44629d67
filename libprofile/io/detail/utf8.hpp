// SPDX-License-Identifier: MIT
/// @file
/// Whether bytes are UTF-8, and how to make them so.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace libprofile::io::detail {

/// Index of the first byte that is not UTF-8, or npos. Overlong forms, surrogates and values above U+10FFFF are not.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view bytes);

/// ISO 8859-1, each byte being the character of its number, as UTF-8.
[[nodiscard]] std::string utf8_from_latin_1(std::string_view bytes);

}  // namespace libprofile::io::detail
