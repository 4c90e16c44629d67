// SPDX-License-Identifier: MIT
#include "libprofile/records/detail/grade_column.hpp"

namespace libprofile::records::detail {
namespace {

TextColumn text_or_none(const ColumnTable& table, std::string_view name) {
  const ColumnTable::Entry* entry = table.find(name);
  return entry == nullptr || std::holds_alternative<BytesColumn>(entry->column) ? TextColumn{} : to_text(entry->column);
}

}  // namespace

GradeColumn::GradeColumn(const ColumnTable& table)
    : grades_(text_or_none(table, "grade")), schemes_(text_or_none(table, "grade_scheme")) {
  for (std::size_t s = 0; s < schemes_.dictionary.size(); ++s) {
    const auto scheme = parse_grade_scheme(schemes_.dictionary[s]);
    auto& row = parsed_.emplace_back(grades_.dictionary.size());
    for (std::size_t g = 0; scheme && g < row.size(); ++g) {
      row[g] = parse_grade(grades_.dictionary[g], *scheme);
    }
  }
}

std::optional<Grade> GradeColumn::at(std::size_t row) const {
  if (grades_.codes.empty() || schemes_.codes.empty() || grades_.codes[row] == kAbsent ||
      schemes_.codes[row] == kAbsent) {
    return std::nullopt;
  }
  return parsed_[static_cast<std::size_t>(schemes_.codes[row])][static_cast<std::size_t>(grades_.codes[row])];
}

}  // namespace libprofile::records::detail
