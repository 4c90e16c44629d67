// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/network_limits.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>

#include "libprofile/core/parallel.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/disclosure/detail/circle_search.hpp"
#include "libprofile/disclosure/detail/rounding_network.hpp"

namespace libprofile::disclosure::detail {
namespace {

/// What is at most more than this is not limited: sums of all cells stay below it.
constexpr double kLargestMost = 4e18;

constexpr Limits kUnproved{0.0, std::numeric_limits<double>::infinity(), false};

Limits limits_of(const CellBounds& seen) {
  return {static_cast<double>(seen.least),
          seen.most == kUnlimited ? std::numeric_limits<double>::infinity() : static_cast<double>(seen.most), true};
}

/// What each cell may hold by what is shown and known of it alone.
std::vector<CellBounds> own_bounds(const AuditedTree& audited) {
  const ReleasedTable& table = *audited.table;
  std::vector<CellBounds> bounds;
  std::vector<std::size_t> first_cell;
  for (const std::vector<std::int64_t>& level : table.shown) {
    first_cell.push_back(bounds.size());
    for (const std::int64_t shown : level) {
      bounds.push_back(shown == kWithheld
                           ? CellBounds{0, kUnlimited}
                           : CellBounds{std::max<std::int64_t>(0, shown - table.band + 1), shown + table.band - 1});
    }
  }
  for (const CommonKnowledge& known : table.known) {
    CellBounds& own = bounds[first_cell[known.place.level] + known.place.node * audited.width + known.place.column];
    if (known.most < 0.0) {
      throw_contradiction();
    }
    if (known.least > 0.0) {
      own.least = std::max(own.least, static_cast<std::int64_t>(std::ceil(known.least)));
    }
    if (known.most < kLargestMost) {
      own.most = std::min(own.most, static_cast<std::int64_t>(std::floor(known.most)));
    }
  }
  const bool is_possible =
      std::all_of(bounds.begin(), bounds.end(), [](const CellBounds& own) { return own.least <= own.most; });
  if (!is_possible) {
    throw_contradiction();
  }
  return bounds;
}

/// The part of the network that is not known exactly, and what the rest brings into its nodes.
struct OpenCells {
  /// Positions in the report.
  std::vector<std::size_t> cells{};
  std::optional<CellFlow> flow{};
  std::vector<std::int64_t> excess{};
};

OpenCells open_cells(const AuditedTree& audited, const std::vector<CellBounds>& bounds) {
  const TableNetwork network = make_table_network(audited.tree, audited.columns, audited.table->shape.margin);
  OpenCells open;
  open.excess.assign(network.nodes, 0);
  std::vector<CellArc> arcs;
  std::vector<CellBounds> open_bounds;
  std::vector<std::int64_t> values;
  std::size_t cell = 0;
  for (std::size_t l = 0; l < network.levels.size(); ++l) {
    for (std::size_t i = 0; i < network.levels[l].size(); ++i, ++cell) {
      const CellArc& arc = network.levels[l][i];
      const CellBounds& own = bounds[cell];
      // What is shown nearly adds up.
      const std::int64_t value = std::clamp(audited.table->shown[l][i], own.least, own.most);
      open.excess[arc.head] += value;
      open.excess[arc.tail] -= value;
      if (own.least < own.most) {
        open.cells.push_back(cell);
        arcs.push_back(arc);
        open_bounds.push_back(own);
        values.push_back(value);
      }
    }
  }
  open.flow.emplace(network.nodes, std::move(arcs), std::move(open_bounds), std::move(values));
  return open;
}

/// Open cells that steps connect, each part in order, parts by their first.
std::vector<std::vector<std::uint32_t>> connected_parts(const CellFlow& flow) {
  std::vector<std::uint32_t> root(flow.nodes());
  std::iota(root.begin(), root.end(), 0U);
  const auto find = [&](std::uint32_t node) {
    while (root[node] != node) {
      root[node] = root[root[node]];
      node = root[node];
    }
    return node;
  };
  for (std::uint32_t cell = 0; cell < flow.cells(); ++cell) {
    root[find(flow.arc(cell).tail)] = find(flow.arc(cell).head);
  }
  constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> part_of(flow.nodes(), kNone);
  std::vector<std::vector<std::uint32_t>> parts;
  for (std::uint32_t cell = 0; cell < flow.cells(); ++cell) {
    std::size_t& part = part_of[find(flow.arc(cell).tail)];
    if (part == kNone) {
      part = parts.size();
      parts.emplace_back();
    }
    parts[part].push_back(cell);
  }
  return parts;
}

/// Moves the flow of one part through tables that fit, and keeps what they show of each cell.
class Widener {
 public:
  Widener(CellFlow& flow, std::vector<CellBounds>& seen, std::vector<NodeMark>& marks)
      : flow_(flow), seen_(seen), search_(flow, marks) {}

  /// Widens what is seen of a cell until it is all that it can be; whether time was left for it.
  [[nodiscard]] bool settle(std::uint32_t cell, const Deadline& deadline) {
    for (const Shift shift : {Shift::up, Shift::down}) {
      while (!is_at_bound(cell, shift)) {
        if (deadline.left_s() <= 0.0) {
          return false;
        }
        if (!search_.find(cell, shift)) {
          break;
        }
        make_circle();
      }
    }
    return true;
  }

 private:
  [[nodiscard]] bool is_at_bound(std::uint32_t cell, Shift shift) const {
    const CellBounds& bounds = flow_.bounds(cell);
    return shift == Shift::up ? seen_[cell].most == bounds.most : seen_[cell].least == bounds.least;
  }

  void make_circle() {
    std::int64_t amount = kUnlimited;
    for (const CellStep& step : search_.circle()) {
      amount = std::min(amount, flow_.room(step));
    }
    for (const CellStep& step : search_.circle()) {
      CellBounds& seen = seen_[step.cell];
      if (amount == kUnlimited) {
        // Nothing on it is lowered, and nothing limits it.
        seen.most = kUnlimited;
        continue;
      }
      flow_.move(step, amount);
      seen.least = std::min(seen.least, flow_.value(step.cell));
      seen.most = std::max(seen.most, flow_.value(step.cell));
    }
  }

  CellFlow& flow_;
  std::vector<CellBounds>& seen_;
  CircleSearch search_;
};

}  // namespace

std::vector<Limits> network_limits(const AuditedTree& audited, const Deadline& deadline) {
  const std::vector<CellBounds> bounds = own_bounds(audited);
  std::vector<Limits> limits(bounds.size(), kUnproved);
  OpenCells open = open_cells(audited, bounds);
  const Fit fit = make_fit(*open.flow, std::move(open.excess), deadline);
  if (fit == Fit::none) {
    throw_contradiction();
  }
  if (fit == Fit::out_of_time) {
    return limits;
  }
  for (std::size_t cell = 0; cell < bounds.size(); ++cell) {
    if (bounds[cell].least == bounds[cell].most) {
      limits[cell] = limits_of(bounds[cell]);
    }
  }
  std::vector<CellBounds> seen;
  for (std::uint32_t cell = 0; cell < open.cells.size(); ++cell) {
    seen.push_back({open.flow->value(cell), open.flow->value(cell)});
  }
  // Parts have no cell and no node in common, so threads share what is kept of both.
  std::vector<NodeMark> marks(open.flow->nodes());
  const std::vector<std::vector<std::uint32_t>> parts = connected_parts(*open.flow);
  const core::CancellationToken cancellation = core::current_cancellation();
  const auto settle = [&](std::size_t part) {
    Widener widener(*open.flow, seen, marks);
    for (const std::uint32_t cell : parts[part]) {
      cancellation.throw_if_cancelled();
      if (widener.settle(cell, deadline)) {
        limits[open.cells[cell]] = limits_of(seen[cell]);
      }
    }
  };
  core::parallel_for(parts.size(), settle, 1);
  return limits;
}

}  // namespace libprofile::disclosure::detail
