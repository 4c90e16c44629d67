// SPDX-License-Identifier: MIT
#include <charconv>

#include "libprofile/profile/detail/analysis.hpp"

namespace libprofile::profile::detail {
namespace {

// Names of the units of a level of the protected table: the areas, then each of their levels, last everything.
std::vector<std::string> names_of(const geography::AreaSet& areas, std::size_t level) {
  if (level == 0) {
    return areas.names;
  }
  return level - 1 < areas.levels.size() ? areas.levels[level - 1].names : std::vector<std::string>{"All areas"};
}

// Indices of the categories that have rows, then that of their sum.
std::vector<std::size_t> columns_of(const disclosure::ProtectedTable& counts, ListedCategories listed) {
  const std::size_t everything = counts.levels.size() - 1;
  std::vector<std::size_t> columns;
  for (std::size_t category = 0; category < counts.categories.size(); ++category) {
    if (listed == ListedCategories::all || counts.at(everything, 0, category).count.value_or(0) > 0) {
      columns.push_back(category);
    }
  }
  columns.push_back(counts.categories.size());
  return columns;
}

int number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

std::vector<publish::CountRow> count_rows(const disclosure::ProtectedTable& counts, const geography::AreaSet& areas,
                                          ListedCategories listed) {
  const std::vector<std::size_t> columns = columns_of(counts, listed);
  std::vector<publish::CountRow> rows;
  for (std::size_t level = 0; level < counts.levels.size(); ++level) {
    const std::vector<std::string> names = names_of(areas, level);
    for (std::size_t unit = 0; unit < counts.levels[level].units.size(); ++unit) {
      for (const std::size_t category : columns) {
        rows.push_back(
            {counts.levels[level].name, counts.levels[level].units[unit], names[unit],
             category < counts.categories.size() ? counts.categories[category] : std::string(disclosure::kAll),
             counts.at(level, unit, category).count});
      }
    }
  }
  return rows;
}

std::vector<publish::MonthCount> month_counts(const disclosure::ProtectedList& months) {
  std::vector<publish::MonthCount> rows;
  for (std::size_t i = 0; i < months.labels.size(); ++i) {
    const std::string_view month = months.labels[i];
    rows.push_back({number(month.substr(0, 4)), number(month.substr(5, 2)), months.counts[i].count});
  }
  return rows;
}

}  // namespace libprofile::profile::detail
