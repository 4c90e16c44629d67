// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/read_population.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/io/read_dataset.hpp"

namespace libprofile::io::detail {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMostNamed = 10;

/// A count of residents: not negative, finite. Absent for other text.
std::optional<double> parse_count(std::string_view text) {
  double value = 0.0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || !(value >= 0.0) || std::isinf(value)) {
    return std::nullopt;
  }
  return value;
}

/// Values of a column; NaN where nothing stands in it.
std::vector<double> counts_of(const records::ColumnTable& table, const std::string& name) {
  const records::TextColumn column = records::to_text(table.at(name).column);
  std::vector<double> values(table.rows(), kNotGiven);
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (column.codes[row] == records::kAbsent) {
      continue;
    }
    const std::optional<double> value = parse_count(column.dictionary[static_cast<std::size_t>(column.codes[row])]);
    if (!value) {
      throw InputError(table.context() + ", row " + std::to_string(row + 1) + ", column '" + name +
                       "': must be a number of residents, at least 0");
    }
    values[row] = *value;
  }
  return values;
}

/// "population: 3 areas without residents (E01, E02, E03)".
std::string list_first(const std::string& what, const std::vector<std::string>& codes) {
  std::string text = std::to_string(codes.size()) + " " + what + " (";
  for (std::size_t i = 0; i < codes.size() && i < kMostNamed; ++i) {
    text += (i == 0 ? "" : ", ") + codes[i];
  }
  return text + (codes.size() > kMostNamed ? ", ...)" : ")");
}

std::map<std::string, std::size_t, std::less<>> rows_by_code(const records::ColumnTable& table,
                                                             const std::string& name) {
  const records::TextColumn column = records::to_text(table.at(name).column);
  std::map<std::string, std::size_t, std::less<>> rows;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (column.codes[row] == records::kAbsent) {
      throw InputError(table.context() + ", row " + std::to_string(row + 1) + ", column '" + name +
                       "': must not be empty");
    }
    const std::string code(column.dictionary[static_cast<std::size_t>(column.codes[row])]);
    if (!rows.emplace(code, row).second) {
      throw InputError(table.context() + ", row " + std::to_string(row + 1) + ", column '" + name +
                       "': its code is there twice; give each area one row");
    }
  }
  return rows;
}

}  // namespace

Residents read_population(const PopulationSource& source, const std::vector<std::string>& codes,
                          const std::vector<std::string>& allow) {
  ReadOptions options;
  options.columns = {source.code, source.count};
  options.allow = allow;
  if (!source.under_18.empty()) {
    options.columns.push_back(source.under_18);
  }
  const records::ColumnTable table = read_dataset({source.file}, options).table;
  auto rows = rows_by_code(table, source.code);
  const std::vector<double> count = counts_of(table, source.count);
  const std::vector<double> under_18 =
      source.under_18.empty() ? std::vector<double>() : counts_of(table, source.under_18);
  Residents residents;
  residents.count.assign(codes.size(), kNotGiven);
  residents.under_18.assign(under_18.empty() && source.under_18.empty() ? 0 : codes.size(), kNotGiven);
  std::vector<std::string> without;
  for (std::size_t area = 0; area < codes.size(); ++area) {
    const auto found = rows.find(codes[area]);
    if (found == rows.end()) {
      without.push_back(codes[area]);
      continue;
    }
    residents.count[area] = count[found->second];
    if (!under_18.empty()) {
      residents.under_18[area] = under_18[found->second];
    }
    rows.erase(found);
  }
  if (!without.empty()) {
    residents.warnings.push_back(source.file + ": " +
                                 list_first(without.size() == 1 ? "area has no row" : "areas have no row", without));
  }
  if (!rows.empty()) {
    // By row: what stands there instead of a code may be anything.
    std::vector<std::size_t> unused;
    unused.reserve(rows.size());
    for (const auto& [code, row] : rows) {
      unused.push_back(row + 1);
    }
    std::sort(unused.begin(), unused.end());
    std::vector<std::string> numbers;
    for (const std::size_t row : unused) {
      numbers.push_back(std::to_string(row));
    }
    residents.warnings.push_back(
        source.file + ": " + list_first(numbers.size() == 1 ? "row is of no area" : "rows are of no area", numbers));
  }
  return residents;
}

}  // namespace libprofile::io::detail
