// SPDX-License-Identifier: MIT
/// @file
/// Any bytes as a header and its values: the guard ends, counts no more rows than there are, and repeats no value.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/records/identifier_guard.hpp"
#include "libprofile/records/suggest.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace libprofile::records;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::vector<std::string> lines;
  while (!rest.empty() && lines.size() < 64) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    lines.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (lines.empty()) {
    return 0;
  }
  const std::string header = lines.front();
  lines.erase(lines.begin());
  ColumnTable table(lines.size(), "fuzz");
  table.add(header, text_column(lines));
  for (const Finding& finding : guard(table)) {
    if (finding.rows == 0 || finding.rows > lines.size() || finding.column != header) {
      std::abort();
    }
  }
  static_cast<void>(protected_characteristics(std::vector<std::string>{header}));
  static_cast<void>(did_you_mean(header, lines));
  return 0;
}
