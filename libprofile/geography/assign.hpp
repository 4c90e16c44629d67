// SPDX-License-Identifier: MIT
/// @file
/// Which area each point lies in.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography {

/// The unit of a point that lies in none, or has no place.
inline constexpr std::int32_t kOutside = -1;

/// Finds the area of any point. Built once, asked from any thread; keeps its own copy of the outlines.
///
/// An area holds the points of its interior and of its outline. A point that several areas hold, on a shared edge or
/// corner or where areas overlap, belongs to the one that comes first (the lower code). So no point belongs to two
/// areas, none on the seam between two is lost, and counts over the areas add up to the points inside. The answer is
/// exact for the coordinates as given: no tolerance. Points outside and points with NaN give `kOutside`.
///
/// A uniform grid of at most 2^24 cells says for each cell that it lies outside, inside one area, or on outlines; only
/// then are a few edges tried. Building takes O(v + cells), a point O(1) expected.
/// Exact orientation: Shewchuk (1997), Discrete & Computational Geometry 18, 305-363.
class PointLocator {
 public:
  /// Rings need not be oriented; a point is inside an area where it is inside an odd number of its rings.
  explicit PointLocator(const Polygons& polygons);
  ~PointLocator();
  PointLocator(PointLocator&&) noexcept;
  PointLocator& operator=(PointLocator&&) noexcept;
  PointLocator(const PointLocator&) = delete;
  PointLocator& operator=(const PointLocator&) = delete;

  /// One area a point, in input order. The same for any number of threads.
  [[nodiscard]] std::vector<std::int32_t> locate(PlanarView points) const;

 private:
  struct Index;
  std::unique_ptr<const Index> index_;
};

/// `PointLocator(areas.polygons).locate(points)`.
[[nodiscard]] std::vector<std::int32_t> assign(PlanarView points, const AreaSet& areas);

}  // namespace libprofile::geography
