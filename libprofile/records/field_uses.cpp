// SPDX-License-Identifier: MIT
#include "libprofile/records/field_uses.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/records/detail/coded_rows.hpp"
#include "libprofile/records/detail/grade_column.hpp"

namespace libprofile::records {
namespace {

constexpr std::array kHandling = {kNoHandling, '1', '2', '3', '4', '5', 'P', 'C'};
constexpr std::string_view kAgency = "agency";

std::size_t handling_index(char code) {
  return static_cast<std::size_t>(std::find(kHandling.begin(), kHandling.end(), code) - kHandling.begin());
}

/// Accepted rows by agency and handling code: the first agency is none.
struct Groups {
  std::vector<std::string> agencies;
  std::vector<std::uint32_t> of_row;

  [[nodiscard]] std::size_t size() const { return agencies.size() * kHandling.size(); }
};

Groups groups_of(const ColumnTable& table, std::span<const std::size_t> rows) {
  const Coded agency = detail::coded_rows(table, kAgency, {}, rows);
  const detail::GradeColumn grades(table);
  Groups groups{{std::string()}, std::vector<std::uint32_t>(rows.size(), 0)};
  groups.agencies.insert(groups.agencies.end(), agency.values.begin(), agency.values.end());
  core::parallel_for(rows.size(), [&](std::size_t i) {
    const std::size_t whose = agency.codes.empty() ? 0 : static_cast<std::size_t>(agency.codes[i] + 1);
    const auto grade = grades.is_there() ? grades.at(rows[i]) : std::nullopt;
    const std::size_t handling = grade ? handling_index(grade->handling) : 0;
    groups.of_row[i] = static_cast<std::uint32_t>(whose * kHandling.size() + handling);
  });
  return groups;
}

/// For each group, whether a row of it has a value in the column.
std::vector<std::uint8_t> groups_with_value(const Column& column, std::span<const std::size_t> rows,
                                            const Groups& groups) {
  std::vector<std::uint8_t> has_value(groups.size(), 0);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::uint8_t& found = has_value[groups.of_row[i]];
    if (found == 0 && !is_missing(column, rows[i])) {
      found = 1;
    }
  }
  return has_value;
}

}  // namespace

std::vector<FieldUse> field_uses(const ColumnTable& table, const Validation& validation) {
  require(validation.rows == table.rows(), "rows of the validation", validation.rows, "those of the table");
  const std::span<const std::size_t> rows = validation.accepted;
  const Groups groups = groups_of(table, rows);
  const std::vector<ColumnTable::Entry>& columns = table.columns();
  std::vector<std::vector<std::uint8_t>> found(columns.size());
  core::parallel_for(
      columns.size(), [&](std::size_t c) { found[c] = groups_with_value(columns[c].column, rows, groups); }, 1);
  std::vector<FieldUse> uses;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (std::size_t group = 0; group < groups.size() && columns[c].name != kAgency; ++group) {
      if (found[c][group] != 0) {
        uses.push_back(
            {groups.agencies[group / kHandling.size()], columns[c].name, kHandling[group % kHandling.size()]});
      }
    }
  }
  std::sort(uses.begin(), uses.end());
  return uses;
}

}  // namespace libprofile::records
