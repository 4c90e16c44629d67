// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/rounding_network.hpp"

#include <lemon/maps.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

namespace libprofile::disclosure::detail {
namespace {

/// Numbers the nodes of the network: 0 closes the circle, then the row nodes of each level, then the column nodes.
class NodeNumbers {
 public:
  NodeNumbers(const AreaTree& tree, std::size_t columns, ColumnMargin margin) : columns_(columns), margin_(margin) {
    std::size_t next = 1;
    for (const std::size_t size : tree.sizes) {
      row_start_.push_back(next);
      next += margin == ColumnMargin::sum ? size : 0;
    }
    for (std::size_t l = 0; l < tree.levels(); ++l) {
      column_start_.push_back(next);
      next += l == 0 ? 0 : tree.sizes[l] * columns;
    }
    size_ = next;
  }

  [[nodiscard]] std::size_t size() const { return size_; }

  /// Where the margin over columns of a tree node enters; 0 where there is none.
  [[nodiscard]] std::uint32_t row(std::size_t level, std::size_t node) const {
    return margin_ == ColumnMargin::sum ? static_cast<std::uint32_t>(row_start_[level] + node) : 0U;
  }

  /// Where the cells of one column of a group's members come together. `level` at least 1.
  [[nodiscard]] std::uint32_t column(std::size_t level, std::size_t node, std::size_t column) const {
    return static_cast<std::uint32_t>(column_start_[level] + node * columns_ + column);
  }

 private:
  std::size_t columns_;
  ColumnMargin margin_;
  std::vector<std::size_t> row_start_;
  std::vector<std::size_t> column_start_;
  std::size_t size_ = 0;
};

}  // namespace

TableNetwork make_table_network(const AreaTree& tree, std::size_t columns, ColumnMargin margin) {
  const NodeNumbers numbers(tree, columns, margin);
  TableNetwork network{numbers.size(), std::vector<std::vector<CellArc>>(tree.levels())};
  const std::size_t top = tree.levels() - 1;
  for (std::size_t l = 0; l < tree.levels(); ++l) {
    for (std::size_t node = 0; node < tree.sizes[l]; ++node) {
      const std::size_t parent = l == top ? 0 : tree.parents[l][node];
      for (std::size_t c = 0; c < columns; ++c) {
        const std::uint32_t tail = l == 0 ? numbers.row(0, node) : numbers.column(l, node, c);
        const std::uint32_t head = l == top ? 0U : numbers.column(l + 1, parent, c);
        network.levels[l].push_back({tail, head});
      }
      if (margin == ColumnMargin::sum) {
        network.levels[l].push_back({l == top ? 0U : numbers.row(l + 1, parent), numbers.row(l, node)});
      }
    }
  }
  return network;
}

std::optional<std::vector<std::uint8_t>> cheapest_steps(const std::vector<StepArc>& arcs,
                                                        const std::vector<std::int64_t>& supply) {
  using Graph = lemon::SmartDigraph;
  Graph graph;
  graph.reserveNode(static_cast<int>(supply.size()));
  graph.reserveArc(static_cast<int>(arcs.size()));
  for (std::size_t node = 0; node < supply.size(); ++node) {
    graph.addNode();
  }
  for (const StepArc& step : arcs) {
    graph.addArc(Graph::nodeFromId(static_cast<int>(step.arc.tail)),
                 Graph::nodeFromId(static_cast<int>(step.arc.head)));
  }
  Graph::ArcMap<std::int64_t> cost(graph);
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    cost[Graph::arcFromId(static_cast<int>(i))] = arcs[i].cost;
  }
  Graph::NodeMap<std::int64_t> supplies(graph);
  for (std::size_t node = 0; node < supply.size(); ++node) {
    supplies[Graph::nodeFromId(static_cast<int>(node))] = supply[node];
  }

  using Simplex = lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t>;
  Simplex simplex(graph);
  const lemon::ConstMap<Graph::Arc, std::int64_t> capacity(1);
  simplex.upperMap(capacity).costMap(cost).supplyMap(supplies);
  if (simplex.run(Simplex::BLOCK_SEARCH) != Simplex::OPTIMAL) {
    return std::nullopt;
  }
  std::vector<std::uint8_t> steps(arcs.size());
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    steps[i] = static_cast<std::uint8_t>(simplex.flow(Graph::arcFromId(static_cast<int>(i))));
  }
  return steps;
}

}  // namespace libprofile::disclosure::detail
