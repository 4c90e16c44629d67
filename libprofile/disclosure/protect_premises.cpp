// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/protect_premises.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/controlled_rounding.hpp"
#include "libprofile/disclosure/detail/area_tree.hpp"
#include "libprofile/disclosure/detail/premises_surroundings.hpp"
#include "libprofile/disclosure/detail/withholding.hpp"

namespace libprofile::disclosure {
namespace {

void require_shape(const PremisesTable& table) {
  const std::size_t cells = table.types.size() * table.groups.size();
  require(table.premises.size() == cells, "premises", table.premises.size(), "one for each type and group");
  require(table.with_incident.size() == cells, "with_incident", table.with_incident.size(),
          "one for each type and group");
  require(table.incidents.size() == cells, "incidents", table.incidents.size(), "one for each type and group");
  require(table.premises_by_band.size() == table.types.size() * table.bands.size(), "premises_by_band",
          table.premises_by_band.size(), "one for each type and band");
  require(table.withheld_groups.empty() || table.withheld_groups.size() == table.groups.size(), "withheld_groups",
          table.withheld_groups.size(), "none, or one for each group");
  for (std::size_t cell = 0; cell < cells; ++cell) {
    require(table.with_incident[cell] >= 0 && table.with_incident[cell] <= table.premises[cell], "with_incident",
            table.with_incident[cell], "in 0 to the premises of its cell");
  }
  require(table.largest.empty() || table.largest.size() == cells, "largest", table.largest.size(),
          "none, or one for each type and group");
  for (std::size_t cell = 0; cell < table.largest.size(); ++cell) {
    require(table.largest[cell] >= 0 && table.largest[cell] <= table.incidents[cell], "largest", table.largest[cell],
            "in 0 to the incidents of its cell");
  }
}

/// A table whose rows are the cells (type, group) and whose one level is the type.
RoundingTable type_tree(const PremisesTable& table, const char* name) {
  RoundingTable tree{.name = name, .levels = {{table.types.size(), {}}}};
  for (std::size_t t = 0; t < table.types.size(); ++t) {
    for (const std::string& group : table.groups) {
      tree.rows.push_back(std::to_string(table.types[t].size()) + ":" + table.types[t] + group);
      tree.levels.front().group_of_row.push_back(static_cast<std::uint32_t>(t));
    }
  }
  return tree;
}

/// Columns: without an incident, with one, all premises.
RoundedTable round_premises(const PremisesTable& table, std::int64_t base, const core::Key& key) {
  RoundingTable rounding = type_tree(table, "premises");
  rounding.columns = {"without", "with"};
  for (std::size_t cell = 0; cell < table.premises.size(); ++cell) {
    rounding.counts.push_back(table.premises[cell] - table.with_incident[cell]);
    rounding.counts.push_back(table.with_incident[cell]);
  }
  return controlled_rounding(rounding, base, key);
}

RoundedTable round_incidents(const PremisesTable& table, std::int64_t base, const core::Key& key) {
  RoundingTable rounding = type_tree(table, "premises incidents");
  rounding.columns = {"incidents"};
  rounding.margin = ColumnMargin::none;
  rounding.counts = table.incidents;
  return controlled_rounding(rounding, base, key);
}

/// Cells of which all released premises have an incident, at the public tier: their owners, and whoever is known to be
/// in one of them, would be known to have had one.
bool add_alike(detail::NodeFlags& withheld, const RoundedTable& premises, const Policy& policy) {
  if (policy.fields().tier != Tier::open) {
    return false;
  }
  bool is_any = false;
  for (std::size_t l = 0; l < withheld.size(); ++l) {
    for (std::size_t node = 0; node < withheld[l].size(); ++node) {
      const bool is_alike = premises.levels[l][3 * node + 2] > 0 && premises.levels[l][3 * node] == 0;
      withheld[l][node] = withheld[l][node] != 0 || is_alike ? 1 : 0;
      is_any = is_any || is_alike;
    }
  }
  return is_any;
}

/// What is withheld together must hold premises without an incident, or subtraction would say that all have one.
detail::NodeFlags withhold_unlike(const detail::AreaTree& tree, detail::NodeFlags withheld,
                                  const RoundedTable& premises) {
  detail::Cover without{{}, 1.0};
  for (std::size_t cell = 0; cell < tree.sizes.front(); ++cell) {
    without.size.push_back(static_cast<double>(premises.levels.front()[3 * cell]));
  }
  return detail::withhold_beside(tree, std::move(withheld), without);
}

/// Cells with too few premises, or alike, and what hides them.
detail::NodeFlags withheld_premises(const PremisesTable& table, const Policy& policy, const detail::AreaTree& tree,
                                    const RoundedTable& premises) {
  detail::NodeFlags withheld = detail::none_withheld(tree);
  const std::int64_t threshold = policy.fields().premises_threshold;
  for (std::size_t cell = 0; cell < table.premises.size(); ++cell) {
    const bool is_group_withheld =
        !table.withheld_groups.empty() && table.withheld_groups[cell % table.groups.size()] != 0;
    withheld[0][cell] = table.premises[cell] < threshold || is_group_withheld ? 1 : 0;
  }
  const bool is_any_alike = add_alike(withheld, premises, policy);
  const detail::Cover cover{{table.premises.begin(), table.premises.end()}, static_cast<double>(threshold)};
  withheld = detail::withhold_beside(tree, std::move(withheld), cover);
  return is_any_alike ? withhold_unlike(tree, std::move(withheld), premises) : withheld;
}

/// What one premises has at most, by level and node; zeros where nobody knows.
std::vector<std::vector<std::int64_t>> largest_up(const detail::AreaTree& tree, const PremisesTable& table) {
  std::vector<std::vector<std::int64_t>> largest{table.largest};
  largest.front().resize(tree.sizes.front(), 0);
  for (std::size_t l = 0; l + 1 < tree.levels(); ++l) {
    largest.emplace_back(tree.sizes[l + 1], 0);
    for (std::size_t node = 0; node < tree.sizes[l]; ++node) {
      std::int64_t& above = largest.back()[tree.parents[l][node]];
      above = std::max(above, largest[l][node]);
    }
  }
  return largest;
}

/// Incidents rounded to 0 beside premises with an incident would be known to lie between 1 and the base, and those of
/// which one premises makes up too much would be its own: withheld too.
detail::NodeFlags withheld_incidents(const detail::AreaTree& tree, detail::NodeFlags withheld,
                                     const PremisesTable& table, const RoundedTable& premises,
                                     const RoundedTable& incidents, const Policy& policy) {
  const std::int64_t base = policy.rounding_base();
  const double dominance = policy.fields().dominance;
  const auto sums = detail::sums_up(tree, table.incidents, 1, ColumnMargin::none);
  const auto largest = largest_up(tree, table);
  for (std::size_t l = 0; l < tree.levels(); ++l) {
    for (std::size_t node = 0; node < tree.sizes[l]; ++node) {
      const bool has_premises = premises.levels[l][3 * node + 1] > 0;
      const bool is_one =
          static_cast<double>(largest[l][node]) > dominance * static_cast<double>(sums[l][node]) && dominance < 1.0;
      if ((base > 1 && has_premises && incidents.levels[l][node] == 0) || is_one) {
        withheld[l][node] = 1;
      }
    }
  }
  const auto& rounded = incidents.levels.front();
  const detail::Cover cover{{rounded.begin(), rounded.end()},
                            static_cast<double>(base > 1 ? base : 0),
                            {largest.front().begin(), largest.front().end()},
                            dominance};
  return detail::withhold_beside(tree, std::move(withheld), cover);
}

/// The bands of one type, adding up to its released premises with an incident.
std::vector<ProtectedCount> protected_bands(const PremisesTable& table, std::size_t type, std::int64_t with_incident,
                                            std::int64_t base, const core::Key& key) {
  const std::size_t bands = table.bands.size();
  if (bands == 0) {
    return {};
  }
  RoundingTable rounding{.name = "premises bands " + table.types[type],
                         .rows = table.bands,
                         .columns = {"premises"},
                         .margin = ColumnMargin::none};
  const auto counts = std::span(table.premises_by_band).subspan(type * bands, bands);
  rounding.counts.assign(counts.begin(), counts.end());
  rounding.pins = {{bands, 0, with_incident}};
  const RoundedTable rounded = controlled_rounding(rounding, base, key);
  std::vector<ProtectedCount> released_bands;
  for (const std::int64_t count : rounded.levels.front()) {
    released_bands.push_back(released(count, base));
  }
  return released_bands;
}

void require_bands_add_up(const PremisesTable& table, std::size_t type) {
  const std::size_t bands = table.bands.size();
  const std::size_t groups = table.groups.size();
  const auto band_counts = std::span(table.premises_by_band).subspan(type * bands, bands);
  const auto type_counts = std::span(table.with_incident).subspan(type * groups, groups);
  const auto in_bands = std::accumulate(band_counts.begin(), band_counts.end(), std::int64_t{0});
  const auto with_incident = std::accumulate(type_counts.begin(), type_counts.end(), std::int64_t{0});
  require(bands == 0 || in_bands == with_incident, "premises_by_band", table.types[type],
          "banded so that the bands of the type add up to its premises with an incident");
}

}  // namespace

Protected<ProtectedPremises> protect_premises(const PremisesTable& table, const Policy& policy, const core::Key& key) {
  require_shape(table);
  detail::require_surroundings(table);
  const std::int64_t premises_base = policy.premises_rounding_base();
  const std::int64_t base = policy.rounding_base();
  const RoundedTable premises = round_premises(table, premises_base, key);
  const RoundedTable incidents = round_incidents(table, base, key);
  const RoundingTable shape = type_tree(table, "shape");
  const detail::AreaTree tree = detail::make_area_tree(shape.rows.size(), shape.levels);
  const detail::NodeFlags withheld = withheld_premises(table, policy, tree, premises);
  const detail::NodeFlags without_incidents = withheld_incidents(tree, withheld, table, premises, incidents, policy);

  const auto cell_at = [&](std::size_t level, std::size_t node) {
    ProtectedPremisesCell cell;
    if (withheld[level][node] == 0) {
      cell.premises = released(premises.levels[level][3 * node + 2], premises_base);
      cell.with_incident = released(premises.levels[level][3 * node + 1], premises_base);
    }
    if (without_incidents[level][node] == 0) {
      cell.incidents = released(incidents.levels[level][node], base);
    }
    return cell;
  };
  ProtectedPremises result{.types = table.types, .groups = table.groups, .bands = table.bands, .all = cell_at(2, 0)};
  result.surroundings = table.surroundings;
  result.premises_base = premises_base;
  result.base = base;
  const detail::SurroundingsRules rules{policy.fields().premises_threshold, premises_base, base,
                                        policy.fields().dominance};
  for (std::size_t cell = 0; cell < table.premises.size(); ++cell) {
    result.by_group.push_back(cell_at(0, cell));
  }
  for (std::size_t type = 0; type < table.types.size(); ++type) {
    require_bands_add_up(table, type);
    result.by_type.push_back(cell_at(1, type));
    const auto bands = withheld[1][type] != 0
                           ? std::vector<ProtectedCount>(table.bands.size())
                           : protected_bands(table, type, premises.levels[1][3 * type + 1], premises_base, key);
    result.by_band.insert(result.by_band.end(), bands.begin(), bands.end());
    const auto kinds = detail::protected_surroundings(table, type, result.by_type.back(), rules, key);
    result.by_surroundings.insert(result.by_surroundings.end(), kinds.begin(), kinds.end());
  }
  return Gate::pass(std::move(result), policy);
}

}  // namespace libprofile::disclosure
