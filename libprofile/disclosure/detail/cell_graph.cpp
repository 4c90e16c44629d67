// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/cell_graph.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <tuple>

namespace libprofile::disclosure::detail {
namespace {

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

std::vector<CellArc> arcs_of(const std::vector<GraphCell>& cells) {
  std::vector<CellArc> arcs;
  arcs.reserve(cells.size());
  for (const GraphCell& cell : cells) {
    arcs.push_back(cell.arc);
  }
  return arcs;
}

}  // namespace

CellGraph::CellGraph(std::size_t nodes, std::vector<GraphCell> cells)
    : cells_(std::move(cells)),
      steps_(nodes, arcs_of(cells_)),
      flow_(cells_.size(), 0),
      visited_(nodes, 0),
      distance_(nodes),
      came_by_(nodes) {}

std::int64_t CellGraph::room_of(const CellStep& step) const {
  const GraphCell& cell = cells_[step.cell];
  return step.shift == Shift::up ? kNoLimit : cell.count + flow_[step.cell] - cell.least;
}

std::optional<CellGraph::Distance> CellGraph::longer(const Distance& distance, const CellStep& step,
                                                     std::size_t avoided, Through through) const {
  const GraphCell& cell = cells_[step.cell];
  const bool is_passable = cell.is_withheld || (through == Through::usable && cell.is_usable);
  if (step.cell == avoided || !is_passable || room_of(step) <= 0) {
    return std::nullopt;
  }
  const bool is_free = cell.is_withheld || flow_[step.cell] != 0;
  return Distance{distance.cost + (is_free ? 0 : cell.count), distance.steps + 1};
}

bool CellGraph::find_path(std::size_t from, std::size_t to, std::size_t avoided, Through through) {
  using Entry = std::pair<Distance, std::size_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  ++search_;
  visited_[from] = search_;
  distance_[from] = {0, 0};
  open.push({distance_[from], from});
  while (!open.empty()) {
    const auto [distance, node] = open.top();
    open.pop();
    if (node == to) {
      return true;
    }
    if (distance_[node] < distance) {
      continue;
    }
    for (const CellStep& step : steps_.from(node)) {
      const auto reached = longer(distance, step, avoided, through);
      const std::size_t next = end_of(cells_[step.cell].arc, step.shift);
      if (reached && (visited_[next] != search_ || *reached < distance_[next])) {
        visited_[next] = search_;
        distance_[next] = *reached;
        came_by_[next] = step;
        open.push({*reached, next});
      }
    }
  }
  return false;
}

std::int64_t CellGraph::push(std::size_t from, std::size_t to, std::int64_t most) {
  const auto for_each_step = [&](const auto& visit) {
    for (std::size_t node = to; node != from;) {
      const CellStep step = came_by_[node];
      visit(step);
      node = start_of(cells_[step.cell].arc, step.shift);
    }
  };
  for_each_step([&](const CellStep& step) { most = std::min(most, room_of(step)); });
  for_each_step([&](const CellStep& step) {
    touched_.push_back(step.cell);
    flow_[step.cell] += step.shift == Shift::up ? most : -most;
  });
  return most;
}

void CellGraph::clear_flow() {
  for (const std::size_t cell : touched_) {
    flow_[cell] = 0;
  }
  touched_.clear();
}

std::int64_t CellGraph::circulate(std::size_t cell, Shift shift, std::int64_t most, Through through) {
  const std::size_t from = end_of(cells_[cell].arc, shift);
  const std::size_t to = start_of(cells_[cell].arc, shift);
  std::int64_t made = 0;
  while (made < most && find_path(from, to, cell, through)) {
    made += push(from, to, most - made);
  }
  return made;
}

std::int64_t CellGraph::room(std::size_t cell, Shift shift, std::int64_t most) {
  const std::int64_t below = cells_[cell].count - cells_[cell].least;
  const std::int64_t made =
      circulate(cell, shift, shift == Shift::up ? most : std::min(most, below), Through::withheld);
  clear_flow();
  return made;
}

std::int64_t CellGraph::make_room(std::size_t cell, Shift shift, std::int64_t amount, std::vector<std::size_t>& added) {
  const std::int64_t made = circulate(cell, shift, amount, Through::usable);
  for (const std::size_t touched : touched_) {
    if (flow_[touched] != 0 && !cells_[touched].is_withheld) {
      cells_[touched].is_withheld = true;
      added.push_back(touched);
    }
  }
  clear_flow();
  return made;
}

}  // namespace libprofile::disclosure::detail
