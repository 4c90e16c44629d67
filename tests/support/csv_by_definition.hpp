// SPDX-License-Identifier: MIT
/// @file
/// The records of a CSV text, one character at a time.
#pragma once

#include <string>
#include <vector>

namespace libprofile::testing {

/// Fields of every record that is not an empty line. A text that ends in an open quotation mark has no last record.
inline std::vector<std::vector<std::string>> csv_by_definition(const std::string& text, char delimiter) {
  std::vector<std::vector<std::string>> records;
  std::vector<std::string> record(1);
  bool is_open = false;
  bool is_at_start = true;
  bool is_empty = true;
  const auto finish = [&] {
    if (!is_empty) {
      records.push_back(record);
    }
    record.assign(1, "");
    is_at_start = is_empty = true;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    if (is_open && c == '"' && next == '"') {
      record.back() += '"';
      ++i;
    } else if (is_open && c == '"') {
      is_open = false;
    } else if (is_open) {
      record.back() += c;
    } else if (c == '\n' || c == '\r') {
      finish();
    } else if (c == delimiter) {
      record.emplace_back();
      is_at_start = true;
      is_empty = false;
    } else {
      is_open = c == '"' && is_at_start;
      if (!is_open) {
        record.back() += c;
      }
      is_at_start = is_empty = false;
    }
  }
  if (!is_open) {
    finish();
  }
  return records;
}

}  // namespace libprofile::testing
