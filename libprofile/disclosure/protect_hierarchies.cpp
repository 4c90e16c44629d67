// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/protect_hierarchies.hpp"

#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/crossed_rounding.hpp"
#include "libprofile/disclosure/detail/area_tree.hpp"
#include "libprofile/disclosure/detail/count_table_shape.hpp"
#include "libprofile/disclosure/detail/withheld_places.hpp"
#include "libprofile/disclosure/protect.hpp"
#include "libprofile/disclosure/release_rules.hpp"

namespace libprofile::disclosure {
namespace {

Side side_of(const std::vector<std::string>& labels, const std::vector<geography::Level>& levels) {
  Side side{labels, {}};
  for (const geography::Level& level : levels) {
    side.levels.push_back({level.codes.size(), level.group_of_unit});
  }
  return side;
}

std::vector<ProtectedSide> shown_side(std::string_view leaves, const std::vector<std::string>& labels,
                                      const std::vector<geography::Level>& levels) {
  std::vector<ProtectedSide> side{{std::string(leaves), labels}};
  for (const geography::Level& level : levels) {
    side.push_back({level.name, level.codes});
  }
  side.push_back({std::string(kAll), {std::string(kAll)}});
  return side;
}

void require_category_levels(const std::vector<geography::Level>& levels) {
  for (const geography::Level& level : levels) {
    require(level.name != kAll && level.name != kCategoryLevel, "category level", level.name,
            "other than category and all");
  }
}

/// Cells of one level by another: all of them withheld where the rounding left them out.
std::vector<ProtectedCount> shown_cells(const std::vector<std::int64_t>& rounded, std::size_t units,
                                        std::size_t categories, const std::vector<std::uint8_t>& withheld,
                                        std::int64_t base) {
  std::vector<ProtectedCount> cells(units * categories);
  for (std::size_t cell = 0; cell < rounded.size(); ++cell) {
    if (withheld[cell / categories] == 0) {
      cells[cell] = released(rounded[cell], base);
    }
  }
  return cells;
}

}  // namespace

Protected<ProtectedHierarchies> protect_hierarchies(const HierarchicalCounts& counts, const Policy& policy,
                                                    const core::Key& key) {
  const geography::CountTable& table = counts.table;
  detail::require_shape(table);
  require_category_levels(counts.category_levels);
  require_no_small_areas(policy, table.units);
  const std::int64_t base = policy.rounding_base();
  const CrossedTable crossed{"counts", side_of(table.units, table.levels),
                             side_of(table.categories, counts.category_levels), table.counts};
  const CrossedRounding rounded = crossed_rounding(crossed, base, key);
  const auto tree = detail::make_area_tree(table.units.size(), crossed.rows.levels);
  const detail::NodeFlags withheld = detail::withheld_places(table, policy, tree);

  ProtectedHierarchies shown{shown_side(kUnitLevel, table.units, table.levels),
                             shown_side(kCategoryLevel, table.categories, counts.category_levels),
                             {},
                             base};
  for (std::size_t l = 0; l < shown.unit_levels.size(); ++l) {
    shown.cells.emplace_back();
    for (std::size_t c = 0; c < shown.category_levels.size(); ++c) {
      shown.cells.back().push_back(shown_cells(rounded.levels[l][c], shown.unit_levels[l].labels.size(),
                                               shown.category_levels[c].labels.size(), withheld[l], base));
    }
  }
  return Gate::pass(std::move(shown), policy);
}

}  // namespace libprofile::disclosure
