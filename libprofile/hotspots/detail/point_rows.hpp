// SPDX-License-Identifier: MIT
/// @file
/// Weighted points in order of raster row, then of place: an order that does not depend on how they came.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/planar_view.hpp"
#include "libprofile/geography/raster.hpp"

namespace libprofile::hotspots::detail {

/// A run of positions in `PointRows`.
struct PointRun {
  std::size_t begin;
  std::size_t end;
};

/// Points that can reach into the raster, each with weight above 0; points in one place are one, with their weights
/// summed. `radius` is that of each point's own kernel; empty where all have the same.
struct PointRows {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<double> weight;
  std::vector<double> radius;
  /// Positions of the points in each lattice row from `first_row` on. Rows far outside share the first or last.
  std::vector<std::size_t> row_begin;
  std::int64_t first_row = 0;
  std::int64_t reach_rows = 0;

  /// The points that may lie within reach of cells of the rows [first, last].
  [[nodiscard]] PointRun around(std::size_t first, std::size_t last) const;
};

struct PointRowsInput {
  geography::PlanarView points;
  /// Empty: 1 each.
  std::span<const double> weights;
  /// Empty: `reach_m` each.
  std::span<const double> radius_m;
  /// The greatest reach of any point.
  double reach_m;
};

[[nodiscard]] PointRows point_rows(const PointRowsInput& input, const geography::RasterFrame& frame);

}  // namespace libprofile::hotspots::detail
