// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/csv_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

#include "libprofile/publish/detail/joined_list.hpp"
#include "libprofile/publish/detail/number_text.hpp"
#include "libprofile/publish/detail/utf8.hpp"

namespace libprofile::publish::detail {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

/// What makes a spreadsheet take a cell for a formula; the last four are the full-width forms of = + - @.
constexpr std::array<std::string_view, 11> kFormulaStarts{
    "=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

bool is_plain_number(std::string_view cell) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return error == std::errc() && end == cell.data() + cell.size() && std::isfinite(value);
}

bool is_formula(std::string_view cell) {
  return std::any_of(kFormulaStarts.begin(), kFormulaStarts.end(),
                     [cell](std::string_view start) { return cell.substr(0, start.size()) == start; }) &&
         !is_plain_number(cell);
}

struct AppendCell {
  std::string& text;
  std::size_t row;

  void operator()(const IntegerColumn& values) const {
    if (values[row]) {
      append_integer(text, *values[row]);
    }
  }
  void operator()(const NumberColumn& values) const {
    if (std::isfinite(values[row])) {
      append_number(text, values[row]);
    }
  }
  void operator()(const TextColumn& values) const {
    if (values[row]) {
      text += csv_cell(*values[row]);
    }
  }
  void operator()(const ListColumn& values) const { text += csv_cell(joined_list(values[row])); }
};

}  // namespace

std::string csv_cell(std::string_view cell) {
  std::string safe = valid_utf8(cell);
  if (is_formula(safe)) {
    safe.insert(safe.begin(), '\'');
  }
  if (safe.find_first_of(",\"\r\n") == std::string::npos) {
    return safe;
  }
  std::string quoted = "\"";
  for (const char c : safe) {
    quoted.append(c == '"' ? 2 : 1, c);
  }
  return quoted + '"';
}

std::string csv_text(const Layer& table) {
  validate(table);
  const bool is_internal = table.provenance.tier == "internal";
  const std::string marking = is_internal ? ',' + csv_cell(table.provenance.marking) : "";
  std::string text;
  for (const Column& column : table.columns) {
    text.append(text.empty() ? "" : ",").append(csv_cell(column.name));
  }
  text.append(is_internal ? ",marking" : "").append(kLineEnd);
  for (std::size_t row = 0; row < row_count(table); ++row) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      text.append(c == 0 ? "" : ",");
      std::visit(AppendCell{text, row}, table.columns[c].values);
    }
    text.append(marking).append(kLineEnd);
  }
  return text;
}

}  // namespace libprofile::publish::detail
