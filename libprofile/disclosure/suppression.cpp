// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/suppression.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/disclosure/detail/area_tree.hpp"
#include "libprofile/disclosure/detail/canonical_table.hpp"
#include "libprofile/disclosure/detail/cell_graph.hpp"
#include "libprofile/disclosure/detail/primary_cells.hpp"
#include "libprofile/disclosure/detail/rounding_network.hpp"

namespace libprofile::disclosure {
namespace {

using detail::Room;
using detail::Shift;
using Sums = std::vector<std::vector<std::int64_t>>;
using NodeFlags = std::vector<std::vector<std::uint8_t>>;

/// A table in canonical order, with what is known of its cells in the same order.
struct Ordered {
  detail::CanonicalTable canonical;
  detail::AreaTree tree;
  Sums sums;
  Sums largest;
  Sums second;
  NodeFlags withheld_nodes;
};

void require_contributions(const std::vector<std::int64_t>& contributions, std::size_t cells, const char* name) {
  require(contributions.empty() || contributions.size() == cells, name, contributions.size(),
          "none, or one for each row and column");
  for (const std::int64_t contribution : contributions) {
    require(contribution >= 0, name, contribution, "at least 0");
  }
}

/// Contributions in canonical order, summed up the tree.
Sums ordered_sums(const Ordered& ordered, const RoundingTable& table, const std::vector<std::int64_t>& cells) {
  if (cells.empty()) {
    return {};
  }
  std::vector<std::int64_t> sorted;
  for (const std::size_t row : ordered.canonical.rows) {
    for (const std::size_t column : ordered.canonical.columns) {
      sorted.push_back(cells[row * table.columns.size() + column]);
    }
  }
  return detail::sums_up(ordered.tree, sorted, table.columns.size(), table.margin);
}

NodeFlags ordered_nodes(const Ordered& ordered, const NodeFlags& nodes) {
  if (nodes.empty()) {
    return {};
  }
  require(nodes.size() == ordered.tree.levels(), "withheld_nodes", nodes.size(), "none, or one for each level");
  NodeFlags sorted;
  for (std::size_t l = 0; l < nodes.size(); ++l) {
    require(nodes[l].size() == ordered.tree.sizes[l], "withheld_nodes", nodes[l].size(), "one for each node");
    sorted.emplace_back(nodes[l].size());
    for (std::size_t node = 0; node < nodes[l].size(); ++node) {
      const bool is_top = l + 1 == nodes.size();
      const std::size_t from = is_top ? 0 : (l == 0 ? ordered.canonical.rows : ordered.canonical.groups[l - 1])[node];
      sorted[l][node] = nodes[l][from];
    }
  }
  return sorted;
}

Ordered order(const RoundingTable& table, const SuppressionInput& input) {
  require(table.pins.empty(), "pins", table.pins.size(), "0: a table whose cells are withheld has none");
  Ordered ordered;
  ordered.canonical = detail::make_canonical(table);
  const RoundingTable& sorted = ordered.canonical.table;
  ordered.tree = detail::make_area_tree(sorted.rows.size(), sorted.levels);
  ordered.sums = detail::sums_up(ordered.tree, sorted.counts, sorted.columns.size(), sorted.margin);
  require_contributions(input.largest, table.counts.size(), "largest");
  require_contributions(input.second, table.counts.size(), "second");
  ordered.largest = ordered_sums(ordered, table, input.largest);
  ordered.second = ordered_sums(ordered, table, input.second);
  ordered.withheld_nodes = ordered_nodes(ordered, input.withheld_nodes);
  return ordered;
}

/// Withholds, one cell after the other, what an attacker must be left unsure of.
class Suppressor {
 public:
  Suppressor(const Ordered& ordered, const SuppressionRule& rule) : rule_(rule) {
    const RoundingTable& table = ordered.canonical.table;
    const auto network = detail::make_table_network(ordered.tree, table.columns.size(), table.margin);
    const auto rooms =
        detail::rooms_of(ordered.tree, rule, ordered.sums, ordered.largest, ordered.second, ordered.withheld_nodes);
    std::vector<detail::GraphCell> cells;
    for (std::size_t l = 0; l < ordered.sums.size(); ++l) {
      const std::size_t width = ordered.sums.back().size();
      for (std::size_t cell = 0; cell < ordered.sums[l].size(); ++cell) {
        const bool is_node_withheld = !ordered.withheld_nodes.empty() && ordered.withheld_nodes[l][cell / width] != 0;
        const std::int64_t least = rule.zeros == Zeros::shown && !is_node_withheld ? 1 : 0;
        const std::int64_t count = ordered.sums[l][cell];
        const Room& room = rooms[l][cell];
        cells.push_back({network.levels[l][cell], count, least, room.is_needed(), count > 0});
        rooms_.push_back(room);
        counts_.push_back(count);
      }
    }
    primary_ = rooms_;
    graph_.emplace(network.nodes, std::move(cells));
  }

  void run() {
    std::vector<std::size_t> waiting(rooms_.size());
    std::iota(waiting.begin(), waiting.end(), std::size_t{0});
    waiting.erase(
        std::remove_if(waiting.begin(), waiting.end(), [&](std::size_t cell) { return !rooms_[cell].is_needed(); }),
        waiting.end());
    // Those that need most first: what they bring along suffices for many others.
    std::stable_sort(waiting.begin(), waiting.end(),
                     [&](std::size_t a, std::size_t b) { return rooms_[a].up > rooms_[b].up; });
    const core::CancellationToken cancellation = core::current_cancellation();
    for (std::size_t next = 0; next < waiting.size(); ++next) {
      cancellation.throw_if_cancelled();
      std::vector<std::size_t> added;
      protect(waiting[next], rooms_[waiting[next]], added);
      for (const std::size_t cell : added) {
        rooms_[cell] = detail::company_room(rule_);
        waiting.push_back(cell);
      }
    }
  }

  [[nodiscard]] CellStatus status(std::size_t cell) const {
    if (primary_[cell].is_needed()) {
      return CellStatus::primary;
    }
    return graph_->is_withheld(cell) ? CellStatus::secondary : CellStatus::shown;
  }
  [[nodiscard]] std::int64_t count(std::size_t cell) const { return counts_[cell]; }

 private:
  void protect(std::size_t cell, const Room& room, std::vector<std::size_t>& added) {
    std::int64_t below = graph_->make_room(cell, Shift::down, room.down, added);
    // Whatever the cell may be lower already need not be made above it.
    below = std::max(below, graph_->room(cell, Shift::down, room.width));
    const std::int64_t above = std::max(room.up, room.width - below);
    const std::int64_t made = graph_->make_room(cell, Shift::up, above, added);
    // The sums above a cell that holds somebody make a circle with it. Only of a 0 can they be shown, as 0.
    if (made < above && counts_[cell] != 0) {
      throw DisclosureError("table: has a small count that no withholding can hide");
    }
  }

  SuppressionRule rule_;
  std::vector<Room> rooms_;
  std::vector<Room> primary_;
  std::vector<std::int64_t> counts_;
  std::optional<detail::CellGraph> graph_;
};

}  // namespace

void validate(const SuppressionRule& rule) {
  const std::int64_t least = rule.zeros == Zeros::shown ? 2 : 1;
  require(rule.threshold >= least, "threshold", rule.threshold, "at least 2, or 1 with zeros withheld");
  require(rule.dominance > 0.0 && rule.dominance <= 1.0, "dominance", rule.dominance, "above 0 and at most 1");
  require(rule.pair_dominance > 0.0 && rule.pair_dominance <= 1.0, "pair_dominance", rule.pair_dominance,
          "above 0 and at most 1");
  require(rule.p_ratio >= 0.0 && rule.p_ratio <= 1.0, "p_ratio", rule.p_ratio, "in 0 to 1");
}

SuppressionRule suppression_rule(const Policy& policy) {
  const PolicyFields& fields = policy.fields();
  require(fields.method == Method::suppression, "method", to_string(fields.method), "suppression");
  return {fields.threshold, fields.zeros, fields.dominance, fields.pair_dominance, fields.p_ratio};
}

Suppression suppress(const RoundingTable& table, const SuppressionRule& rule, const SuppressionInput& input) {
  validate(rule);
  const Ordered ordered = order(table, input);
  Suppressor suppressor(ordered, rule);
  suppressor.run();
  Suppression result;
  Sums statuses;
  std::size_t cell = 0;
  for (const std::vector<std::int64_t>& level : ordered.sums) {
    statuses.emplace_back();
    for (std::size_t i = 0; i < level.size(); ++i, ++cell) {
      const CellStatus status = suppressor.status(cell);
      statuses.back().push_back(static_cast<std::int64_t>(status));
      result.primary += status == CellStatus::primary ? 1 : 0;
      result.secondary += status == CellStatus::secondary ? 1 : 0;
      result.cost += status == CellStatus::secondary ? suppressor.count(cell) : 0;
    }
  }
  for (const auto& level : detail::restore_order(ordered.canonical, statuses)) {
    result.levels.emplace_back();
    std::transform(level.begin(), level.end(), std::back_inserter(result.levels.back()),
                   [](std::int64_t status) { return static_cast<CellStatus>(status); });
  }
  return result;
}

}  // namespace libprofile::disclosure
