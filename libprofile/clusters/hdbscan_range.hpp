// SPDX-License-Identifier: MIT
/// @file
/// Clusters of any density for several `min_points` at once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/clusters/hdbscan.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::clusters {

/// For each of several `min_points` what `hdbscan` gives for it, from one graph of links.
///
/// @param points      Finite. May be empty.
/// @param min_points  Each at least 1, in any order. More than there are points make every point noise.
/// @param options     `min_points` is not looked at.
/// @returns One result for each of `min_points`, in their order: the same bytes as of separate runs.
/// @throws InvalidArgument  as `hdbscan`, and for a number of points below 1, naming its place.
///
/// Time and memory are those of `spanning_graph` for the greatest number, and for each those of `spanning_tree` from it
/// and of the result.
[[nodiscard]] std::vector<HdbscanResult> hdbscan_range(geography::PlanarView points,
                                                       std::span<const std::int32_t> min_points,
                                                       const HdbscanOptions& options = {});

}  // namespace libprofile::clusters
