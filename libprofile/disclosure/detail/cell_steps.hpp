// SPDX-License-Identifier: MIT
/// @file
/// The ways on from each node of a table's network: along a cell's arc, or against it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/disclosure/detail/rounding_network.hpp"

namespace libprofile::disclosure::detail {

/// Along its arc a cell is raised, against it lowered.
enum class Shift : std::uint8_t { up, down };

[[nodiscard]] constexpr Shift opposite(Shift shift) {
  return shift == Shift::up ? Shift::down : Shift::up;
}

struct CellStep {
  std::uint32_t cell;
  Shift shift;
};

/// Where a step through an arc ends, and where it begins.
[[nodiscard]] constexpr std::uint32_t end_of(const CellArc& arc, Shift shift) {
  return shift == Shift::up ? arc.head : arc.tail;
}
[[nodiscard]] constexpr std::uint32_t start_of(const CellArc& arc, Shift shift) {
  return end_of(arc, opposite(shift));
}

/// Steps by the node that they begin at.
class CellSteps {
 public:
  CellSteps(std::size_t nodes, std::span<const CellArc> arcs);

  [[nodiscard]] std::span<const CellStep> from(std::size_t node) const {
    return std::span(steps_).subspan(first_[node], first_[node + 1] - first_[node]);
  }

 private:
  std::vector<std::size_t> first_;
  std::vector<CellStep> steps_;
};

}  // namespace libprofile::disclosure::detail
