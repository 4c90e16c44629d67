// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/cell_steps.hpp"

namespace libprofile::disclosure::detail {

CellSteps::CellSteps(std::size_t nodes, std::span<const CellArc> arcs) : first_(nodes + 1, 0), steps_(2 * arcs.size()) {
  for (const CellArc& arc : arcs) {
    ++first_[arc.tail + 1];
    ++first_[arc.head + 1];
  }
  for (std::size_t node = 0; node < nodes; ++node) {
    first_[node + 1] += first_[node];
  }
  std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
  for (std::uint32_t cell = 0; cell < arcs.size(); ++cell) {
    steps_[next[arcs[cell].tail]++] = {cell, Shift::up};
    steps_[next[arcs[cell].head]++] = {cell, Shift::down};
  }
}

}  // namespace libprofile::disclosure::detail
