// SPDX-License-Identifier: MIT
/// @file
/// A surface as classes of its cells, and as the ground where it is above a level.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/raster.hpp"

namespace libprofile::hotspots {

enum class Breaks : std::uint8_t {
  equal_interval,  ///< Equal steps from 0 to the greatest value.
  quantile,        ///< As many cells above 0 in each class; the value at rank ⌈n k / classes⌉.
  /// Equal ratios from the smallest value above 0, but no less than a thousandth of the greatest, to the greatest.
  geometric,
};

struct ClassOptions {
  /// From 2 to 100.
  std::int32_t classes = 5;
  Breaks breaks = Breaks::equal_interval;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const ClassOptions& options);

/// The values that part the classes, rising: at most `classes` - 1, fewer where some coincide, none where no value is
/// above 0. NaN is left out.
[[nodiscard]] std::vector<double> class_breaks(std::span<const double> values, const ClassOptions& options = {});

/// The class of each value: how many breaks it reaches; -1 for NaN. A value on a break is in the class above.
///
/// @throws InvalidArgument  unless breaks are finite and rise.
[[nodiscard]] std::vector<std::int32_t> classify(std::span<const double> values, std::span<const double> breaks);

/// The ground where a surface reaches a level: an area for each level, in their order, with holes.
///
/// A cell's value stands at its centre; between centres of neighbours it is linear, and where four meet crosswise their
/// mean decides. The ground ends at the raster's edge, and halfway to a cell that is NaN. Rings never touch themselves
/// or each other: a crossing keeps a millionth of a cell away from centres. Shells run anticlockwise, holes clockwise.
/// An area that is nowhere reached has no polygons.
///
/// @throws InvalidArgument  for a level that is not finite.
///
/// Time O(cells + vertices log vertices) a level.
/// Method: marching squares, Lorensen and Cline (1987), SIGGRAPH 21, pages 163-169, in two dimensions.
[[nodiscard]] geography::Polygons isopleths(const geography::Raster& surface, std::span<const double> levels);

}  // namespace libprofile::hotspots
