// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/html.hpp"

namespace libprofile::publish::detail {
namespace {

std::string_view entity(char character) {
  switch (character) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

}  // namespace

void append_escaped(std::string& html, std::string_view text) {
  for (const char character : text) {
    const std::string_view replacement = entity(character);
    if (replacement.empty()) {
      html.push_back(character);
    } else {
      html.append(replacement);
    }
  }
}

std::string escaped(std::string_view text) {
  std::string html;
  html.reserve(text.size() + 16);
  append_escaped(html, text);
  return html;
}

void append_json_string(std::string& json, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  json.push_back('"');
  for (const char character : text) {
    const auto code = static_cast<unsigned char>(character);
    if (character == '"' || character == '\\') {
      json.push_back('\\');
      json.push_back(character);
    } else if (code < 0x20 || character == '<' || character == '>' || character == '&') {
      json.append("\\u00").push_back(kHex[code >> 4U]);
      json.push_back(kHex[code & 15U]);
    } else {
      json.push_back(character);
    }
  }
  json.push_back('"');
}

void append_cell(std::string& html, std::string_view text) {
  html.append("<td>");
  append_escaped(html, text);
}

}  // namespace libprofile::publish::detail
