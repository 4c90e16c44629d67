// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/canonical_table.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "libprofile/core/error.hpp"

namespace libprofile::disclosure::detail {
namespace {

constexpr std::int64_t kLargestCount = 1'000'000'000;

std::vector<std::size_t> inverse(const std::vector<std::size_t>& order) {
  std::vector<std::size_t> position(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    position[order[i]] = i;
  }
  return position;
}

void require_shape(const RoundingTable& table) {
  require(table.counts.size() == table.rows.size() * table.columns.size(), "counts", table.counts.size(),
          "one for each row and column");
  require_counts(table.counts);
  const std::size_t width = table.columns.size() + (table.margin == ColumnMargin::sum ? 1 : 0);
  for (const RoundingTable::Pin& pin : table.pins) {
    require(pin.node <= table.rows.size(), "pin node", pin.node, "a row or the total");
    require(pin.column < width, "pin column", pin.column, "a column or the margin");
  }
}

/// Renumbers the groups of one level by first appearance in the new order of rows; groups without rows come last.
RoundingTable::Level renumber(const RoundingTable::Level& level, const std::vector<std::size_t>& rows,
                              std::vector<std::size_t>& original_groups) {
  require(level.group_of_row.size() == rows.size(), "group_of_row", level.group_of_row.size(),
          "one group for each row");
  constexpr std::uint32_t kUnseen = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> number(level.groups, kUnseen);
  const auto see = [&](std::size_t group) {
    if (number[group] == kUnseen) {
      number[group] = static_cast<std::uint32_t>(original_groups.size());
      original_groups.push_back(group);
    }
    return number[group];
  };
  RoundingTable::Level renumbered{level.groups, {}};
  renumbered.group_of_row.reserve(rows.size());
  for (const std::size_t row : rows) {
    const std::size_t group = level.group_of_row[row];
    require(group < level.groups, "group_of_row", group, "below the number of groups of its level");
    renumbered.group_of_row.push_back(see(group));
  }
  for (std::size_t group = 0; group < level.groups; ++group) {
    see(group);
  }
  return renumbered;
}

}  // namespace

void require_counts(std::span<const std::int64_t> counts) {
  for (const std::int64_t count : counts) {
    require(count >= 0, "count", count, "at least 0");
    require(count <= kLargestCount, "count", count, "at most 1000000000, more than any place has persons or records");
  }
}

std::vector<std::size_t> order_of(const std::vector<std::string>& labels, const char* what) {
  std::vector<std::size_t> order(labels.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return labels[a] < labels[b]; });
  for (std::size_t i = 1; i < order.size(); ++i) {
    require(labels[order[i]] != labels[order[i - 1]], what, labels[order[i]], "given once: it repeats");
  }
  return order;
}

CanonicalTable make_canonical(const RoundingTable& table) {
  require_shape(table);
  CanonicalTable canonical;
  canonical.rows = order_of(table.rows, "row");
  canonical.columns = order_of(table.columns, "column");
  RoundingTable& sorted = canonical.table;
  sorted.name = table.name;
  sorted.margin = table.margin;
  for (const std::size_t row : canonical.rows) {
    sorted.rows.push_back(table.rows[row]);
    for (const std::size_t column : canonical.columns) {
      sorted.counts.push_back(table.counts[row * table.columns.size() + column]);
    }
  }
  for (const std::size_t column : canonical.columns) {
    sorted.columns.push_back(table.columns[column]);
  }
  for (const RoundingTable::Level& level : table.levels) {
    canonical.groups.emplace_back();
    sorted.levels.push_back(renumber(level, canonical.rows, canonical.groups.back()));
  }
  const auto row_position = inverse(canonical.rows);
  const auto column_position = inverse(canonical.columns);
  for (RoundingTable::Pin pin : table.pins) {
    pin.node = pin.node < table.rows.size() ? row_position[pin.node] : pin.node;
    pin.column = pin.column < table.columns.size() ? column_position[pin.column] : pin.column;
    sorted.pins.push_back(pin);
  }
  return canonical;
}

std::vector<std::vector<std::int64_t>> restore_order(const CanonicalTable& canonical,
                                                     const std::vector<std::vector<std::int64_t>>& levels) {
  std::vector<std::vector<std::int64_t>> restored(levels.size());
  const std::size_t columns = canonical.columns.size();
  const std::size_t width = columns + (canonical.table.margin == ColumnMargin::sum ? 1 : 0);
  for (std::size_t l = 0; l < levels.size(); ++l) {
    restored[l].resize(levels[l].size());
    for (std::size_t cell = 0; cell < levels[l].size(); ++cell) {
      std::size_t node = cell / width;
      std::size_t column = cell % width;
      if (l == 0) {
        node = canonical.rows[node];
      } else if (l <= canonical.groups.size()) {
        node = canonical.groups[l - 1][node];
      }
      column = column < columns ? canonical.columns[column] : column;
      restored[l][node * width + column] = levels[l][cell];
    }
  }
  return restored;
}

}  // namespace libprofile::disclosure::detail
