// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/protect.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/controlled_rounding.hpp"
#include "libprofile/disclosure/detail/area_tree.hpp"
#include "libprofile/disclosure/detail/withholding.hpp"
#include "libprofile/disclosure/release_rules.hpp"

namespace libprofile::disclosure {
namespace {

using geography::CountTable;

void require_shape(const CountTable& table) {
  const std::size_t cells = table.units.size() * table.categories.size();
  require(table.counts.size() == cells, "counts", table.counts.size(), "one for each unit and category");
  require(table.largest_contribution.empty() || table.largest_contribution.size() == cells, "largest_contribution",
          table.largest_contribution.size(), "none, or one for each unit and category");
  require(table.largest_in_margins.empty() || table.largest_in_margins.size() == table.levels.size() + 2,
          "largest_in_margins", table.largest_in_margins.size(), "none, or units, every level and everything");
  require(table.residents.empty() || table.residents.size() == table.units.size(), "residents", table.residents.size(),
          "none, or one for each unit");
  for (const std::string& category : table.categories) {
    require(category != kAll, "category", category, "other than the name of the sum over categories");
  }
  for (const geography::Level& level : table.levels) {
    require(level.name != kAll && level.name != kUnitLevel, "level", level.name, "other than neighbourhood and all");
  }
}

RoundingTable rounding_table(const CountTable& table) {
  RoundingTable rounding{.name = "counts", .rows = table.units, .columns = table.categories, .counts = table.counts};
  for (const geography::Level& level : table.levels) {
    rounding.levels.push_back({level.codes.size(), level.group_of_unit});
  }
  return rounding;
}

/// Withholds units that have fewer residents than the policy asks, or unknown ones.
void mark_small_units(const CountTable& table, const Policy& policy, detail::NodeFlags& withheld) {
  const auto minimum = static_cast<double>(policy.fields().minimum_residents);
  for (std::size_t unit = 0; unit < table.residents.size(); ++unit) {
    const bool is_large_enough = table.residents[unit] >= minimum;
    if (minimum > 0.0 && !is_large_enough) {
      withheld[0][unit] = 1;
    }
  }
}

bool is_dominated(std::int64_t contribution, std::int64_t count, const Policy& policy) {
  return count > policy.rounding_base() &&
         static_cast<double>(contribution) > policy.fields().dominance * static_cast<double>(count);
}

/// Withholds a unit or group, and all that it consists of, where one contributor dominates its sum over categories: one
/// child in twenty categories of a place is twenty of its sum.
void mark_dominated_sums(const CountTable& table, const Policy& policy, const detail::AreaTree& tree,
                         detail::NodeFlags& withheld) {
  if (table.largest_in_margins.empty() || policy.fields().dominance >= 1.0) {
    return;
  }
  const std::size_t columns = table.categories.size();
  const auto sums = detail::sums_up(tree, table.counts, columns, ColumnMargin::sum);
  for (std::size_t unit = 0; unit < table.units.size(); ++unit) {
    std::vector<std::size_t> path;
    std::size_t dominated_levels = 0;
    for (std::size_t l = 0; l < tree.levels(); ++l) {
      path.push_back(l == 0 ? unit : tree.parents[l - 1][path.back()]);
      const std::int64_t sum = sums[l][path.back() * (columns + 1) + columns];
      if (is_dominated(table.largest_in_margins[l][path.back()], sum, policy)) {
        dominated_levels = l + 1;
      }
    }
    for (std::size_t l = 0; l < dominated_levels; ++l) {
      withheld[l][path[l]] = 1;
    }
  }
}

/// Withholds a unit, and the groups that it lies in, wherever one contributor to one of its cells dominates.
void mark_dominated(const CountTable& table, const Policy& policy, const detail::AreaTree& tree,
                    detail::NodeFlags& withheld) {
  const std::size_t columns = table.categories.size();
  if (table.largest_contribution.empty() || policy.fields().dominance >= 1.0) {
    return;
  }
  const auto sums = detail::sums_up(tree, table.counts, columns, ColumnMargin::sum);
  const auto dominates = [&](std::int64_t contribution, std::int64_t count) {
    return is_dominated(contribution, count, policy);
  };
  for (std::size_t unit = 0; unit < table.units.size(); ++unit) {
    for (std::size_t c = 0; c < columns; ++c) {
      const std::int64_t contribution = table.largest_contribution[unit * columns + c];
      std::size_t node = unit;
      std::size_t dominated_levels = 0;
      for (std::size_t l = 0; l < tree.levels(); ++l) {
        const std::size_t cells = node * (columns + 1);
        if (dominates(contribution, sums[l][cells + c]) || dominates(contribution, sums[l][cells + columns])) {
          dominated_levels = l + 1;
        }
        node = l + 1 < tree.levels() ? tree.parents[l][node] : node;
      }
      node = unit;
      for (std::size_t l = 0; l < dominated_levels; ++l) {
        withheld[l][node] = 1;
        node = l + 1 < tree.levels() ? tree.parents[l][node] : node;
      }
    }
  }
}

detail::NodeFlags withheld_places(const CountTable& table, const Policy& policy, const detail::AreaTree& tree) {
  detail::NodeFlags withheld = detail::none_withheld(tree);
  mark_small_units(table, policy, withheld);
  mark_dominated(table, policy, tree, withheld);
  mark_dominated_sums(table, policy, tree, withheld);
  detail::Cover cover{std::vector<double>(table.units.size(), 1.0), 0.0};
  if (!table.residents.empty()) {
    cover.minimum = static_cast<double>(policy.fields().minimum_residents);
    std::transform(table.residents.begin(), table.residents.end(), cover.size.begin(),
                   [](double residents) { return residents > 0.0 ? residents : 0.0; });
  }
  return detail::withhold_beside(tree, std::move(withheld), cover);
}

ProtectedLevel protected_level(const std::string& name, const std::vector<std::string>& units,
                               const std::vector<std::int64_t>& rounded, const std::vector<std::uint8_t>& withheld,
                               std::int64_t base) {
  ProtectedLevel level{name, units, {}};
  level.cells.reserve(rounded.size());
  const std::size_t width = units.empty() ? 1 : rounded.size() / units.size();
  for (std::size_t cell = 0; cell < rounded.size(); ++cell) {
    level.cells.push_back(withheld[cell / width] != 0 ? ProtectedCount{} : released(rounded[cell], base));
  }
  return level;
}

}  // namespace

Protected<ProtectedTable> protect(const CountTable& table, const Policy& policy, const core::Key& key) {
  require_shape(table);
  require_no_small_areas(policy, table.units);
  const std::int64_t base = policy.rounding_base();
  const RoundingTable rounding = rounding_table(table);
  const RoundedTable rounded = controlled_rounding(rounding, base, key);
  const detail::AreaTree tree = detail::make_area_tree(table.units.size(), rounding.levels);
  const detail::NodeFlags withheld = withheld_places(table, policy, tree);

  ProtectedTable released_table{table.categories, {}, base};
  const auto add = [&](const std::string& name, const std::vector<std::string>& units) {
    const std::size_t l = released_table.levels.size();
    released_table.levels.push_back(protected_level(name, units, rounded.levels[l], withheld[l], base));
  };
  add(std::string(kUnitLevel), table.units);
  for (const geography::Level& level : table.levels) {
    add(level.name, level.codes);
  }
  add(std::string(kAll), {std::string(kAll)});
  return Gate::pass(std::move(released_table), policy);
}

core::Key key_from_seed(std::uint64_t seed) {
  const core::Digest digest = core::sha256("libprofile key from seed 1;" + std::to_string(seed));
  return core::Key({digest.begin(), digest.end()});
}

}  // namespace libprofile::disclosure
