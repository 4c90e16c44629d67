// SPDX-License-Identifier: MIT
/// @file
/// Text that is valid UTF-8 whatever came in.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace libprofile::publish::detail {

/// Bytes of the valid sequence that `text` begins with, 1 to 4; 0 where it begins with none.
///
/// Valid as Unicode 15, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF. `text` must not be empty.
[[nodiscard]] std::size_t utf8_length(std::string_view text);

/// The same text with every byte that belongs to no valid sequence replaced by U+FFFD.
[[nodiscard]] std::string valid_utf8(std::string_view text);

}  // namespace libprofile::publish::detail
