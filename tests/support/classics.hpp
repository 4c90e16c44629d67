// SPDX-License-Identifier: MIT
/// @file
/// Reference data sets, where they are present: beside the project, or where LIBPROFILE_REAL_DATA says.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace libprofile::testing {

/// Columns of numbers by the name in the header; other columns hold zeros.
using Columns = std::map<std::string, std::vector<double>>;

inline std::filesystem::path real_data() {
  const char* const named = std::getenv("LIBPROFILE_REAL_DATA");
  return named != nullptr ? std::filesystem::path(named)
                          : std::filesystem::path(LIBPROFILE_SOURCE_DIR).parent_path() / "shared" / "data";
}

/// A plain CSV file of the `classics` folder, or nothing where it is absent.
inline std::optional<Columns> read_classic(const std::string& file) {
  std::ifstream in(real_data() / "classics" / file);
  if (!in) {
    return std::nullopt;
  }
  const auto split = [](const std::string& line) {
    std::vector<std::string> fields;
    std::stringstream stream(line);
    for (std::string field; std::getline(stream, field, ',');) {
      std::erase_if(field, [](char c) { return c == '"' || c == '\r'; });
      fields.push_back(field);
    }
    return fields;
  };
  std::string line;
  std::getline(in, line);
  const auto names = split(line);
  Columns columns;
  while (std::getline(in, line)) {
    const auto fields = split(line);
    for (std::size_t c = 0; c < names.size() && c < fields.size(); ++c) {
      columns[names[c]].push_back(std::strtod(fields[c].c_str(), nullptr));
    }
  }
  return columns;
}

}  // namespace libprofile::testing
