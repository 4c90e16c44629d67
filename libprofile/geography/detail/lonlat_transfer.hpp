// SPDX-License-Identifier: MIT
/// @file
/// Longitude and latitude for outlines made from others.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/area_set.hpp"

namespace libprofile::geography::detail {

/// Longitude and latitude of every vertex of `made`, whose outline was made from `areas` of `source`.
///
/// A vertex of the source keeps its own. Another lies, but for rounding, on an edge of the source: it divides longitude
/// and latitude of the nearest edge's ends as it divides the edge.
[[nodiscard]] std::vector<double> transferred_lonlat(const Polygons& made, const Polygons& source,
                                                     std::span<const double> source_lonlat_deg,
                                                     std::span<const std::uint32_t> areas);

}  // namespace libprofile::geography::detail
