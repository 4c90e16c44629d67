// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/circle_search.hpp"

#include <utility>

namespace libprofile::disclosure::detail {

bool CircleSearch::find(std::uint32_t cell, Shift shift) {
  circle_.assign(1, {cell, shift});
  if (flow_.room(circle_.front()) == 0) {
    return false;
  }
  begin(ahead_, end_of(flow_.arc(cell), shift));
  begin(behind_, start_of(flow_.arc(cell), shift));
  while (!ahead_.nodes.empty() && !behind_.nodes.empty()) {
    const bool is_ahead_smaller = ahead_.steps <= behind_.steps;
    const auto meeting = is_ahead_smaller ? expand(ahead_, behind_, cell) : expand(behind_, ahead_, cell);
    if (meeting) {
      trace(*meeting);
      return true;
    }
  }
  return false;
}

void CircleSearch::begin(Side& side, std::uint32_t start) {
  side.search = ++searches_;
  side.start = start;
  side.nodes.clear();
  side.steps = 0;
  reach(side, start, {});
}

void CircleSearch::reach(Side& side, std::uint32_t node, const CellStep& by) {
  marks_[node] = {side.search, by};
  side.nodes.push_back(node);
  side.steps += flow_.steps().from(node).size();
}

std::optional<CircleSearch::Meeting> CircleSearch::expand(Side& side, const Side& other, std::uint32_t avoided) {
  const bool is_ahead = side.way == Side::Way::ahead;
  expanded_.swap(side.nodes);
  side.nodes.clear();
  side.steps = 0;
  for (const std::uint32_t node : expanded_) {
    for (const CellStep& onward : flow_.steps().from(node)) {
      // From behind, the circle goes the other way through the cell.
      const CellStep step{onward.cell, is_ahead ? onward.shift : opposite(onward.shift)};
      const std::uint32_t next = end_of(flow_.arc(onward.cell), onward.shift);
      if (step.cell == avoided || marks_[next].search == side.search || flow_.room(step) == 0) {
        continue;
      }
      if (marks_[next].search == other.search) {
        return is_ahead ? Meeting{node, step, next} : Meeting{next, step, node};
      }
      reach(side, next, step);
    }
  }
  return std::nullopt;
}

void CircleSearch::trace(const Meeting& meeting) {
  for (std::uint32_t node = meeting.ahead; node != ahead_.start;) {
    circle_.push_back(marks_[node].by);
    node = start_of(flow_.arc(circle_.back().cell), circle_.back().shift);
  }
  circle_.push_back(meeting.step);
  for (std::uint32_t node = meeting.behind; node != behind_.start;) {
    circle_.push_back(marks_[node].by);
    node = end_of(flow_.arc(circle_.back().cell), circle_.back().shift);
  }
}

}  // namespace libprofile::disclosure::detail
