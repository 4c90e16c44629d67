// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/crossed_rounding.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/detail/area_tree.hpp"
#include "libprofile/disclosure/detail/crossed_sums.hpp"
#include "libprofile/disclosure/detail/rounding_program.hpp"
#include "libprofile/disclosure/detail/tie_break.hpp"

namespace libprofile::disclosure {
namespace {

using detail::CrossedSums;
using detail::CrossedTrees;

/// Which side of a table keeps its tree where the other is flat.
enum class Kept { rows, columns };

/// Where the cell of a node of the kept side and a node of the flat side lies.
std::size_t place_of(Kept kept, std::size_t node, std::size_t nodes, std::size_t other, std::size_t others) {
  return kept == Kept::rows ? node * others + other : other * nodes + node;
}

RoundingTable table_with_one_tree(const CrossedTable& table, Kept kept) {
  const Side& tree = kept == Kept::rows ? table.rows : table.columns;
  const Side& flat = kept == Kept::rows ? table.columns : table.rows;
  RoundingTable one{
      .name = "crossed " + table.name, .rows = tree.labels, .columns = flat.labels, .levels = tree.levels};
  for (std::size_t node = 0; node < tree.labels.size(); ++node) {
    for (std::size_t other = 0; other < flat.labels.size(); ++other) {
      one.counts.push_back(table.counts[place_of(kept, node, tree.labels.size(), other, flat.labels.size())]);
    }
  }
  return one;
}

/// Every level of the kept side by the leaves of the other and their sum: one tree × columns.
CrossedRounding round_one_tree(const CrossedTable& table, Kept kept, std::int64_t base, const core::Key& key) {
  const RoundingTable one = table_with_one_tree(table, kept);
  const RoundedTable rounded = controlled_rounding(one, base, key);
  CrossedRounding result{RoundingWay::network, {}, rounded.deviation};
  result.levels.assign(table.rows.levels.size() + 2,
                       std::vector<std::vector<std::int64_t>>(table.columns.levels.size() + 2));
  const std::size_t others = one.columns.size();
  for (std::size_t l = 0; l < rounded.levels.size(); ++l) {
    auto& leaves = kept == Kept::rows ? result.levels[l].front() : result.levels.front()[l];
    auto& sums = kept == Kept::rows ? result.levels[l].back() : result.levels.back()[l];
    const std::size_t nodes = rounded.levels[l].size() / (others + 1);
    leaves.resize(nodes * others);
    for (std::size_t node = 0; node < nodes; ++node) {
      for (std::size_t other = 0; other < others; ++other) {
        leaves[place_of(kept, node, nodes, other, others)] = rounded.levels[l][node * (others + 1) + other];
      }
      sums.push_back(rounded.levels[l][node * (others + 1) + others]);
    }
  }
  return result;
}

/// Keyed weights of the inner cells, each in [0, 1).
std::vector<double> tie_weights(const CrossedTable& table, const core::Key& key) {
  const std::string name = "crossed " + table.name;
  std::vector<std::uint64_t> column_bits;
  for (const std::string& column : table.columns.labels) {
    column_bits.push_back(detail::label_bits(key, name, "column", column));
  }
  std::vector<double> weights;
  weights.reserve(table.counts.size());
  for (std::size_t row = 0; row < table.rows.labels.size(); ++row) {
    const std::uint64_t row_bits = detail::label_bits(key, name, "row", table.rows.labels[row]);
    for (std::size_t column = 0; column < column_bits.size(); ++column) {
      const std::uint64_t bits = detail::cell_bits(row_bits, column_bits[column], table.counts[weights.size()]);
      weights.push_back(static_cast<double>(bits >> 32U) / 4294967296.0);
    }
  }
  return weights;
}

/// Inner cells that may go up, and what going up costs each: the change of deviation of all sums that it is part of,
/// then its keyed weight, so small that all of them together are less than half a unit.
struct Program {
  std::vector<std::uint32_t> cells;
  std::vector<double> costs;
  std::vector<detail::ChoiceSum> sums;
};

Program make_program(const CrossedTable& table, const CrossedTrees& trees, const CrossedSums& truth, std::int64_t base,
                     const core::Key& key) {
  Program program;
  std::vector<std::uint32_t> number(table.counts.size(), 0);
  std::vector<std::int64_t> floors(table.counts.size());
  for (std::size_t cell = 0; cell < table.counts.size(); ++cell) {
    floors[cell] = table.counts[cell] / base;
    if (table.counts[cell] % base != 0) {
      number[cell] = static_cast<std::uint32_t>(program.cells.size());
      program.cells.push_back(static_cast<std::uint32_t>(cell));
    }
  }
  const std::vector<double> weights = tie_weights(table, key);
  const double scale = 0.5 / static_cast<double>(program.cells.size() + 1);
  std::transform(program.cells.begin(), program.cells.end(), std::back_inserter(program.costs),
                 [&](std::uint32_t cell) { return weights[cell] * scale; });
  const CrossedSums floor_sums = detail::crossed_sums(trees, floors);
  const auto members = detail::crossed_members(trees, program.cells);
  for (std::size_t r = 0; r < truth.size(); ++r) {
    for (std::size_t c = 0; c < truth[r].size(); ++c) {
      for (std::size_t node = 0; node < truth[r][c].size(); ++node) {
        const std::int64_t rest = truth[r][c][node] % base;
        const std::int64_t below = truth[r][c][node] / base - floor_sums[r][c][node];
        const std::vector<std::uint32_t>& inside = members[r][c][node];
        for (const std::uint32_t choice : inside) {
          program.costs[choice] += rest == 0 ? 0.0 : static_cast<double>(base - 2 * rest);
        }
        if (inside.size() > 1) {
          program.sums.push_back({inside, below, below + (rest == 0 ? 0 : 1)});
        }
      }
    }
  }
  return program;
}

std::optional<CrossedRounding> round_program(const CrossedTable& table, std::int64_t base, const core::Key& key,
                                             const CrossedRoundingOptions& options) {
  const CrossedTrees trees = detail::crossed_trees(table);
  const CrossedSums truth = detail::crossed_sums(trees, table.counts);
  const auto is_free = [&](std::int64_t count) { return count % base != 0; };
  const auto free = static_cast<std::size_t>(std::count_if(table.counts.begin(), table.counts.end(), is_free));
  if (free > options.largest_program) {
    return std::nullopt;
  }
  const Program program = make_program(table, trees, truth, base, key);
  const auto choices = detail::cheapest_choices(program.costs, program.sums, options.most_branches);
  if (!choices) {
    return std::nullopt;
  }
  std::vector<std::int64_t> rounded(table.counts.size());
  std::transform(table.counts.begin(), table.counts.end(), rounded.begin(),
                 [&](std::int64_t count) { return count / base * base; });
  for (std::size_t i = 0; i < choices->size(); ++i) {
    rounded[program.cells[i]] += (*choices)[i] * base;
  }
  CrossedRounding result{RoundingWay::program, detail::crossed_sums(trees, rounded), 0};
  for (std::size_t r = 0; r < truth.size(); ++r) {
    for (std::size_t c = 0; c < truth[r].size(); ++c) {
      for (std::size_t node = 0; node < truth[r][c].size(); ++node) {
        result.deviation += std::abs(result.levels[r][c][node] - truth[r][c][node]);
      }
    }
  }
  return result;
}

}  // namespace

std::string_view to_string(RoundingWay way) {
  switch (way) {
    case RoundingWay::network:
      return "network";
    case RoundingWay::program:
      return "program";
    case RoundingWay::without_column_levels:
      break;
  }
  return "without column levels";
}

void validate(const CrossedRoundingOptions& options) {
  require(options.most_branches >= 0, "most_branches", options.most_branches, "at least 0");
}

CrossedRounding crossed_rounding(const CrossedTable& table, std::int64_t base, const core::Key& key,
                                 const CrossedRoundingOptions& options) {
  validate(options);
  require(base >= 1 && base <= (std::int64_t{1} << 20U), "base", base, "in 1 to 2^20");
  require(table.counts.size() == table.rows.labels.size() * table.columns.labels.size(), "counts", table.counts.size(),
          "one for each row and column");
  if (table.columns.levels.empty()) {
    return round_one_tree(table, Kept::rows, base, key);
  }
  if (table.rows.levels.empty()) {
    return round_one_tree(table, Kept::columns, base, key);
  }
  const detail::CanonicalCrossed canonical = detail::make_canonical(table);
  if (auto rounded = round_program(canonical.table, base, key, options)) {
    rounded->levels = detail::restore_order(canonical, rounded->levels);
    return *std::move(rounded);
  }
  CrossedRounding rounded = round_one_tree(table, Kept::rows, base, key);
  rounded.way = RoundingWay::without_column_levels;
  return rounded;
}

}  // namespace libprofile::disclosure
