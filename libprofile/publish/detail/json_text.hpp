// SPDX-License-Identifier: MIT
/// @file
/// Values as JSON, appended to a buffer: for layers, whose size forbids a tree of objects.
#pragma once

#include <string>
#include <string_view>

namespace libprofile::publish::detail {

/// Appends `text` as a JSON string, quotes included: RFC 8259, with control characters escaped and bytes that are not
/// UTF-8 replaced by U+FFFD.
void append_quoted(std::string& json, std::string_view text);

/// Appends the shortest digits, or null where `value` is not finite.
void append_json_number(std::string& json, double value);

}  // namespace libprofile::publish::detail
