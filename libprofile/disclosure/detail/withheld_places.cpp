// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/withheld_places.hpp"

#include <algorithm>
#include <utility>

namespace libprofile::disclosure::detail {
namespace {

using geography::CountTable;

/// Withholds units that have fewer residents than the policy asks, or unknown ones.
void mark_small_units(const CountTable& table, const Policy& policy, NodeFlags& withheld) {
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
void mark_dominated_sums(const CountTable& table, const Policy& policy, const AreaTree& tree, NodeFlags& withheld) {
  if (table.largest_in_margins.empty() || policy.fields().dominance >= 1.0) {
    return;
  }
  const std::size_t columns = table.categories.size();
  const auto sums = sums_up(tree, table.counts, columns, ColumnMargin::sum);
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
void mark_dominated(const CountTable& table, const Policy& policy, const AreaTree& tree, NodeFlags& withheld) {
  const std::size_t columns = table.categories.size();
  if (table.largest_contribution.empty() || policy.fields().dominance >= 1.0) {
    return;
  }
  const auto sums = sums_up(tree, table.counts, columns, ColumnMargin::sum);
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

/// Adds what has to be withheld so that no sum gives away what is.
NodeFlags with_company(const CountTable& table, const Policy& policy, const AreaTree& tree, NodeFlags withheld) {
  Cover cover{std::vector<double>(table.units.size(), 1.0), 0.0};
  if (!table.residents.empty()) {
    cover.minimum = static_cast<double>(policy.fields().minimum_residents);
    std::transform(table.residents.begin(), table.residents.end(), cover.size.begin(),
                   [](double residents) { return residents > 0.0 ? residents : 0.0; });
  }
  return withhold_beside(tree, std::move(withheld), cover);
}

}  // namespace

RoundingTable rounding_table(const CountTable& table) {
  RoundingTable rounding{.name = "counts", .rows = table.units, .columns = table.categories, .counts = table.counts};
  for (const geography::Level& level : table.levels) {
    rounding.levels.push_back({level.codes.size(), level.group_of_unit});
  }
  return rounding;
}

NodeFlags withheld_places(const CountTable& table, const Policy& policy, const AreaTree& tree) {
  NodeFlags withheld = none_withheld(tree);
  mark_small_units(table, policy, withheld);
  mark_dominated(table, policy, tree, withheld);
  mark_dominated_sums(table, policy, tree, withheld);
  return with_company(table, policy, tree, std::move(withheld));
}

NodeFlags places_with_few_residents(const CountTable& table, const Policy& policy, const AreaTree& tree) {
  NodeFlags withheld = none_withheld(tree);
  mark_small_units(table, policy, withheld);
  return with_company(table, policy, tree, std::move(withheld));
}

}  // namespace libprofile::disclosure::detail
