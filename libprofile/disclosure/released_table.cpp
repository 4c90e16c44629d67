// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/released_table.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"

namespace libprofile::disclosure {

ReleasedTable released_table(const Protected<ProtectedTable>& table, const geography::CountTable& counts) {
  const ProtectedTable& released = table.value();
  require(released.categories == counts.categories, "counts.categories", counts.categories.size(),
          "those of the protected table");
  require(released.levels.size() == counts.levels.size() + 2, "counts.levels", counts.levels.size(),
          "those of the protected table");
  require(released.levels.front().units == counts.units, "counts.units", counts.units.size(),
          "those of the protected table, in the same order");
  ReleasedTable shown;
  shown.shape = {.name = "counts", .rows = counts.units, .columns = counts.categories};
  for (std::size_t l = 0; l < counts.levels.size(); ++l) {
    require(released.levels[l + 1].units == counts.levels[l].codes, "counts.levels[" + std::to_string(l) + "]",
            counts.levels[l].codes.size(), "those of the protected table, in the same order");
    shown.shape.levels.push_back({counts.levels[l].codes.size(), counts.levels[l].group_of_unit});
  }
  for (const ProtectedLevel& level : released.levels) {
    std::vector<std::int64_t> cells;
    std::transform(level.cells.begin(), level.cells.end(), std::back_inserter(cells),
                   [](const ProtectedCount& cell) { return cell.count.value_or(kWithheld); });
    shown.shown.push_back(std::move(cells));
  }
  shown.band = released.base;
  return shown;
}

}  // namespace libprofile::disclosure
