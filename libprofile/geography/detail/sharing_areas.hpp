// SPDX-License-Identifier: MIT
/// @file
/// Which areas have a vertex in common.
#pragma once

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/weights.hpp"

namespace libprofile::geography::detail {

/// Links areas that share a vertex: equal in both coordinates (-0 equals 0).
///
/// Vertices go by hash into parts that fit the cache, and each part's table says which areas meet at a place. Time O(n)
/// expected for n vertices; the same for any number of threads.
[[nodiscard]] Weights sharing_areas(const Polygons& polygons);

}  // namespace libprofile::geography::detail
