// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/controlled_rounding.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <optional>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/disclosure/detail/area_tree.hpp"
#include "libprofile/disclosure/detail/canonical_table.hpp"
#include "libprofile/disclosure/detail/rounding_network.hpp"
#include "libprofile/disclosure/detail/tie_break.hpp"

namespace libprofile::disclosure {
namespace {

/// Rows whose keyed weights one task makes.
constexpr std::size_t kLabelsPerTask = 256;

using Sums = std::vector<std::vector<std::int64_t>>;

/// A cell that may go up or down: its place in the sums, and what of it is left over above the base below.
struct FreeCell {
  std::size_t level;
  std::size_t cell;
  std::int64_t rest;
};

/// Cells at their lower multiple of the base (pinned ones where they are pinned), and those that may still go up.
struct Floors {
  Sums values;
  std::vector<FreeCell> free;
};

std::size_t width_of(const RoundingTable& table) {
  return table.columns.size() + (table.margin == ColumnMargin::sum ? 1 : 0);
}

/// The pinned value of each cell of the level that has any.
std::vector<std::vector<std::optional<std::int64_t>>> pinned_cells(const RoundingTable& table, const Sums& sums,
                                                                   std::int64_t base) {
  std::vector<std::vector<std::optional<std::int64_t>>> pinned(sums.size());
  for (const RoundingTable::Pin& pin : table.pins) {
    const bool is_total = pin.node == table.rows.size();
    const std::size_t level = is_total ? sums.size() - 1 : 0;
    const std::size_t cell = (is_total ? 0 : pin.node) * width_of(table) + pin.column;
    const std::int64_t count = sums[level][cell];
    require(pin.value % base == 0 && pin.value > count - base && pin.value < count + base, "pinned value", pin.value,
            "the cell's count rounded up or down to the base; protect both tables from the same records");
    pinned[level].resize(sums[level].size());
    pinned[level][cell] = pin.value;
  }
  return pinned;
}

Floors floors_of(const RoundingTable& table, const Sums& sums, std::int64_t base) {
  const auto pinned = pinned_cells(table, sums, base);
  Floors floors{sums, {}};
  for (std::size_t l = 0; l < sums.size(); ++l) {
    for (std::size_t cell = 0; cell < sums[l].size(); ++cell) {
      std::int64_t& value = floors.values[l][cell];
      if (!pinned[l].empty() && pinned[l][cell].has_value()) {
        value = *pinned[l][cell];
        continue;
      }
      const std::int64_t rest = value % base;
      value -= rest;
      if (rest != 0) {
        floors.free.push_back({l, cell, rest});
      }
    }
  }
  return floors;
}

/// What every node still has to send on when all cells lie at their floors, in steps of the base.
std::vector<std::int64_t> open_supply(const detail::TableNetwork& network, const Sums& floors, std::int64_t base) {
  std::vector<std::int64_t> supply(network.nodes, 0);
  for (std::size_t l = 0; l < floors.size(); ++l) {
    for (std::size_t cell = 0; cell < floors[l].size(); ++cell) {
      const std::int64_t steps = floors[l][cell] / base;
      supply[network.levels[l][cell].tail] -= steps;
      supply[network.levels[l][cell].head] += steps;
    }
  }
  return supply;
}

/// Bits that the keyed weight of a cell may have, so that no sum of them reaches one unit of deviation and no cost
/// overflows.
struct CostScale {
  unsigned tie_bits;
  std::int64_t unit;
};

CostScale cost_scale(std::size_t free_cells, std::size_t nodes, std::int64_t base) {
  const auto bits = [](std::size_t count) { return static_cast<unsigned>(std::bit_width(count)); };
  constexpr unsigned kCostBits = 60;
  const unsigned used = bits(free_cells) + bits(nodes) + bits(static_cast<std::size_t>(base));
  require(used + 8 <= kCostBits, "table", free_cells, "small enough for 64-bit costs; round it in parts");
  const unsigned tie_bits = std::min(32U, kCostBits - used);
  return {tie_bits, std::int64_t{1} << (tie_bits + bits(free_cells))};
}

/// The cost of one step up for each free cell: its change of deviation, then its keyed weight.
std::vector<detail::StepArc> step_arcs(const RoundingTable& table, const detail::TableNetwork& network,
                                       const Sums& sums, const std::vector<FreeCell>& free, std::int64_t base,
                                       const core::Key& key) {
  std::vector<std::uint64_t> row_bits(table.rows.size());
  core::parallel_for(
      row_bits.size(),
      [&](std::size_t row) { row_bits[row] = detail::label_bits(key, table.name, "row", table.rows[row]); },
      kLabelsPerTask);
  std::vector<std::uint64_t> column_bits(table.columns.size());
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    column_bits[column] = detail::label_bits(key, table.name, "column", table.columns[column]);
  }
  const CostScale scale = cost_scale(free.size(), network.nodes, base);
  const std::size_t width = width_of(table);
  std::vector<detail::StepArc> arcs;
  arcs.reserve(free.size());
  for (const FreeCell& cell : free) {
    std::int64_t cost = (base - 2 * cell.rest) * scale.unit;
    const std::size_t column = cell.cell % width;
    // Margins follow from the inner cells, so weights on those alone tell any two roundings apart.
    if (cell.level == 0 && column < table.columns.size()) {
      const std::uint64_t bits =
          detail::cell_bits(row_bits[cell.cell / width], column_bits[column], sums[0][cell.cell]);
      cost += static_cast<std::int64_t>(bits >> (64U - scale.tie_bits)) - (std::int64_t{1} << (scale.tie_bits - 1U));
    }
    arcs.push_back({network.levels[cell.level][cell.cell], cost});
  }
  return arcs;
}

/// Rounds a table in canonical order.
RoundedTable round_canonical(const RoundingTable& table, std::int64_t base, const core::Key& key) {
  const detail::AreaTree tree = detail::make_area_tree(table.rows.size(), table.levels);
  const Sums sums = detail::sums_up(tree, table.counts, table.columns.size(), table.margin);
  Floors floors = floors_of(table, sums, base);
  const auto network = detail::make_table_network(tree, table.columns.size(), table.margin);
  const auto arcs = step_arcs(table, network, sums, floors.free, base, key);
  const auto steps = detail::cheapest_steps(arcs, open_supply(network, floors.values, base));
  if (!steps.has_value()) {
    // Without pins the true counts themselves are a fractional solution, so there is a whole one.
    assert(!table.pins.empty());
    throw InvalidArgument("pinned values: must add up with a rounding of the other cells; pin fewer of them");
  }
  for (std::size_t i = 0; i < steps->size(); ++i) {
    floors.values[floors.free[i].level][floors.free[i].cell] += (*steps)[i] * base;
  }
  RoundedTable rounded{std::move(floors.values), 0};
  for (std::size_t l = 0; l < sums.size(); ++l) {
    for (std::size_t cell = 0; cell < sums[l].size(); ++cell) {
      rounded.deviation += std::abs(rounded.levels[l][cell] - sums[l][cell]);
    }
  }
  return rounded;
}

}  // namespace

RoundedTable controlled_rounding(const RoundingTable& table, std::int64_t base, const core::Key& key) {
  require(base >= 1 && base <= (std::int64_t{1} << 20U), "base", base, "in 1 to 2^20");
  const detail::CanonicalTable canonical = detail::make_canonical(table);
  RoundedTable rounded = round_canonical(canonical.table, base, key);
  rounded.levels = detail::restore_order(canonical, rounded.levels);
  return rounded;
}

}  // namespace libprofile::disclosure
