// SPDX-License-Identifier: MIT
/// @file
/// What a search for edges between components needs of each node of `PointBlocks`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "libprofile/clusters/detail/core_graph.hpp"
#include "libprofile/geography/point_blocks.hpp"

namespace libprofile::clusters::detail {

inline constexpr std::uint32_t kMixed = std::numeric_limits<std::uint32_t>::max();

/// Points, their components, and by node the least core distance and the one component below it or `kMixed`.
struct ComponentTree {
  const geography::PointBlocks& points;
  const CoreGraph& graph;
  /// By position.
  std::vector<std::uint32_t> component;
  std::vector<double> least_core_m2;
  std::vector<std::uint32_t> component_below;

  /// Every point is a component of its own.
  ComponentTree(const geography::PointBlocks& of, const CoreGraph& with);

  /// Renames the components, and sees which nodes lie in one.
  void rename(const std::vector<std::uint32_t>& name_of);
};

}  // namespace libprofile::clusters::detail
