// SPDX-License-Identifier: MIT
/// @file
/// The Delaunay triangulation of different places.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography::detail {

inline constexpr std::uint32_t kNoCorner = 0xFFFFFFFFU;

/// A side of one or two triangles, with the corner opposite it on the left and on the right; `kNoCorner` where the hull
/// is.
struct Side {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t left = kNoCorner;
  std::uint32_t right = kNoCorner;
};

/// Sides of the triangulation whose circles hold no place; of places on one circle, as `in_circle_perturbed` says.
/// Places in line are joined in order.
///
/// @param places  Different, ascending by x, then y.
/// Time O(n log n). Method: Guibas and Stolfi (1985), ACM Transactions on Graphics 4, 74-123, section 9.
[[nodiscard]] std::vector<Side> delaunay(PlanarView places);

}  // namespace libprofile::geography::detail
