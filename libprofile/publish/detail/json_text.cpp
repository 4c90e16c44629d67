// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/json_text.hpp"

#include <cmath>

#include "libprofile/publish/detail/number_text.hpp"
#include "libprofile/publish/detail/utf8.hpp"

namespace libprofile::publish::detail {
namespace {

void append_escaped(std::string& json, unsigned char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"':
      json += "\\\"";
      break;
    case '\\':
      json += "\\\\";
      break;
    case '\n':
      json += "\\n";
      break;
    case '\r':
      json += "\\r";
      break;
    case '\t':
      json += "\\t";
      break;
    default:
      json.append("\\u00").append({kHex[c >> 4], kHex[c & 15]});
  }
}

bool is_plain(unsigned char c) {
  return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

}  // namespace

void append_quoted(std::string& json, std::string_view text) {
  json += '"';
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && is_plain(static_cast<unsigned char>(text[plain]))) {
      ++plain;
    }
    json.append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty()) {
      break;
    }
    const auto c = static_cast<unsigned char>(text.front());
    const std::size_t length = utf8_length(text);
    if (c < 0x80) {
      append_escaped(json, c);
    } else {
      json.append(length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  json += '"';
}

void append_json_number(std::string& json, double value) {
  if (std::isfinite(value)) {
    append_number(json, value);
  } else {
    json += "null";
  }
}

}  // namespace libprofile::publish::detail
