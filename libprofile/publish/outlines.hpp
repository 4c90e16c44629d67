// SPDX-License-Identifier: MIT
/// @file
/// The outlines that features are drawn with, as they are published.
#pragma once

#include <cstddef>
#include <vector>

#include "libprofile/geography/area_set.hpp"

namespace libprofile::publish {

/// Multipolygons in WGS 84 with coordinates rounded to 7 decimals of a degree (about a centimetre), shells
/// counter-clockwise and holes clockwise, every ring closed and of at least 4 vertices.
///
/// The order of areas, polygons and rings is that of the input, and so are the vertices of a ring that already turned
/// the right way. A ring without area keeps its order.
class Outlines {
 public:
  Outlines() = default;

  /// @param polygons_deg  `xy` is longitude, latitude in degrees.
  /// @throws CrsError  where a longitude is outside [-180, 180] or a latitude outside [-90, 90], or not finite.
  /// @throws GeometryError  where a ring is open or has fewer than 4 vertices.
  explicit Outlines(geography::Polygons polygons_deg);

  /// `xy` is longitude, latitude in degrees.
  [[nodiscard]] const geography::Polygons& polygons() const { return polygons_; }
  [[nodiscard]] std::size_t size() const { return polygons_.size(); }

 private:
  geography::Polygons polygons_;
};

/// The outlines of areas, from their WGS 84 vertices.
///
/// @throws InvalidArgument  where the areas have no WGS 84 vertices, or another number of them than of vertices in
/// metres.
[[nodiscard]] Outlines outlines_of(const geography::AreaSet& areas);

}  // namespace libprofile::publish
