// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/released_table.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"

namespace libprofile::disclosure {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Whether a place may be withheld as a whole, so that its cells may be 0.
bool may_hold_zeros(const ProtectedLevel& level, std::size_t node, std::size_t width, const PolicyFields& fields) {
  const auto first = level.cells.begin() + static_cast<std::ptrdiff_t>(node * width);
  const bool is_whole = std::none_of(first, first + static_cast<std::ptrdiff_t>(width),
                                     [](const ProtectedCount& cell) { return cell.count.has_value(); });
  return fields.zeros == Zeros::withheld || (fields.minimum_residents > 0 && is_whole);
}

/// What everybody knows of a shown number that was rounded to the nearest multiple.
CommonKnowledge knowledge_of(const CellPlace& place, std::int64_t shown, std::int64_t base, std::int64_t threshold) {
  if (shown == 0) {
    return {place, 0.0, 0.0};
  }
  return {place, static_cast<double>(std::max(threshold, shown - base / 2)),
          static_cast<double>(shown + (base - 1) / 2)};
}

void add_what_is_known(const ProtectedTable& table, const PolicyFields& fields, ReleasedTable& shown) {
  const std::size_t width = table.categories.size() + 1;
  const std::int64_t coarsest = std::max(table.base, table.total_base);
  shown.small_counts = SmallCounts::withheld;
  shown.band = coarsest == 1 ? 1 : coarsest / 2 + 1;
  for (std::size_t l = 0; l < table.levels.size(); ++l) {
    const ProtectedLevel& level = table.levels[l];
    const std::int64_t base = l + 1 == table.levels.size() ? table.total_base : table.base;
    for (std::size_t cell = 0; cell < level.cells.size(); ++cell) {
      const CellPlace place{l, cell / width, cell % width};
      const auto& count = level.cells[cell].count;
      if (count && coarsest > 1) {
        shown.known.push_back(knowledge_of(place, *count, base, fields.threshold));
      } else if (!count && !may_hold_zeros(level, place.node, width, fields)) {
        shown.known.push_back({place, 1.0, kInfinity});
      }
    }
  }
}

}  // namespace

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
  if (table.policy().fields().method == Method::suppression) {
    add_what_is_known(released, table.policy().fields(), shown);
  }
  return shown;
}

}  // namespace libprofile::disclosure
