// SPDX-License-Identifier: MIT
/// @file
/// Whether the areas that stand out still do on other grids, and with other events of the same kind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::risk {

/// Each size of cell is laid nine times, shifted by thirds of a cell along both axes.
inline constexpr std::size_t kGridOffsets = 9;

struct StabilityOptions {
  /// Sides of square cells, each 1 m or more.
  std::vector<double> sizes_m = {250.0, 500.0, 1000.0};
  /// Share of the ground that the cells with the most events take. In (0, 1].
  double top_share = 0.05;
  /// Times that the events are drawn again with replacement; 0: the events as they are. Events times resamples: at most
  /// 10^9.
  std::size_t resamples = 99;
  std::uint64_t seed = 0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const StabilityOptions& options);

/// Places that stand for equal parts of the ground, such as the points of a lattice, and the area that each lies in.
struct Ground {
  geography::PlanarView places;
  std::span<const std::uint32_t> area;
  std::size_t areas = 0;
};

/// Shares in [0, 1]; NaN for an area without ground.
struct Stability {
  /// Of each area's ground, how much is among the cells with the most events: the mean over all sizes, offsets and
  /// drawings.
  std::vector<double> stability;
  /// The same for one size: `by_size[area * sizes + size]`.
  std::vector<double> by_size;
  /// Over sizes and offsets, for the events as they are.
  std::vector<double> as_given;
};

/// How often the ground of each area is among the cells with the most events.
///
/// Cells begin at multiples of their size from (0, 0). The cells with the most events are taken until they hold
/// `top_share` of the ground; cells that are equal at the border count by their share of what is left. Events in cells
/// without ground are left out.
///
/// @throws InvalidArgument  for options out of range, values that are not finite, lengths that differ, an area that is
///   not below `areas`, no ground, or no event.
///
/// Cost: O(sizes (events log cells + resamples (events + cells log cells))) nine times over. The same for any number of
/// threads. Method: of shifted grids Openshaw (1984), The modifiable areal unit problem; of drawings Efron (1979), Ann.
/// Stat. 7, 1-26.
[[nodiscard]] Stability outreach_stability(geography::PlanarView events, const Ground& ground,
                                           const StabilityOptions& options = {});

}  // namespace libprofile::risk
