// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/count_table_shape.hpp"

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/protect.hpp"

namespace libprofile::disclosure::detail {

void require_shape(const geography::CountTable& table) {
  const std::size_t cells = table.units.size() * table.categories.size();
  require(table.counts.size() == cells, "counts", table.counts.size(), "one for each unit and category");
  require(table.largest_contribution.empty() || table.largest_contribution.size() == cells, "largest_contribution",
          table.largest_contribution.size(), "none, or one for each unit and category");
  require(table.largest_in_margins.empty() || table.largest_in_margins.size() == table.levels.size() + 2,
          "largest_in_margins", table.largest_in_margins.size(), "none, or units, every level and everything");
  require(table.second_contribution.empty() || table.second_contribution.size() == cells, "second_contribution",
          table.second_contribution.size(), "none, or one for each unit and category");
  require(table.residents.empty() || table.residents.size() == table.units.size(), "residents", table.residents.size(),
          "none, or one for each unit");
  for (const std::string& unit : table.units) {
    require(unit != kAll, "unit", unit, "other than the name of the sum over units: inner cells only, no totals");
  }
  for (const std::string& category : table.categories) {
    require(category != kAll, "category", category,
            "other than the name of the sum over categories: inner cells only, no totals");
  }
  for (const geography::Level& level : table.levels) {
    require(level.name != kAll && level.name != kUnitLevel, "level", level.name, "other than neighbourhood and all");
  }
}

}  // namespace libprofile::disclosure::detail
