// SPDX-License-Identifier: MIT
/// @file
/// The rings around the ground where a surface reaches a level, by marching squares.
#pragma once

#include <cstddef>
#include <vector>

#include "libprofile/geography/raster.hpp"

namespace libprofile::hotspots::detail {

struct LevelRing {
  /// Closed: the last vertex is the first.
  std::vector<double> xy_m;
  bool is_shell;
  /// The same for a shell and the holes in it. Rises in the order in which a reader of rows meets the ground.
  std::size_t component;
};

[[nodiscard]] std::vector<LevelRing> level_rings(const geography::Raster& surface, double level);

}  // namespace libprofile::hotspots::detail
