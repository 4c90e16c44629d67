// SPDX-License-Identifier: MIT
/// @file
/// Rows of a table that we wrote, by the names of its columns.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace libprofile::testing {

/// Fields of each line; quoted fields may hold commas.
inline std::vector<std::vector<std::string>> csv_rows(const std::string& csv) {
  std::vector<std::vector<std::string>> rows(1);
  std::string field;
  bool is_quoted = false;
  for (const char c : csv) {
    if (c == '"') {
      is_quoted = !is_quoted;
    } else if (!is_quoted && (c == ',' || c == '\n')) {
      rows.back().push_back(field);
      field.clear();
      if (c == '\n') {
        rows.emplace_back();
      }
    } else if (c != '\r') {
      field += c;
    }
  }
  rows.pop_back();
  return rows;
}

/// Each row after the first by the names in the first.
inline std::vector<std::map<std::string, std::string>> named_csv_rows(const std::string& csv) {
  const auto rows = csv_rows(csv);
  std::vector<std::map<std::string, std::string>> named;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    auto& row = named.emplace_back();
    for (std::size_t k = 0; k < rows.front().size(); ++k) {
      row[rows.front()[k]] = rows[i].at(k);
    }
  }
  return named;
}

}  // namespace libprofile::testing
