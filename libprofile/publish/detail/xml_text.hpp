// SPDX-License-Identifier: MIT
/// @file
/// Text inside XML.
#pragma once

#include <string>
#include <string_view>

#include "libprofile/publish/detail/utf8.hpp"

namespace libprofile::publish::detail {

/// `text` as content or attribute value. Bytes that are not UTF-8, and control characters that XML forbids, become
/// U+FFFD.
[[nodiscard]] inline std::string xml_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : valid_utf8(text)) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&apos;";
        break;
      case '\t':
      case '\n':
      case '\r':
        escaped += ' ';
        break;
      default:
        static_cast<unsigned char>(c) < 0x20 ? escaped.append("\xEF\xBF\xBD") : escaped.append(1, c);
    }
  }
  return escaped;
}

}  // namespace libprofile::publish::detail
