// SPDX-License-Identifier: MIT
/// @file
/// Gaussian sums of many points: the points of a narrow strip share one series along each row.
#pragma once

#include <vector>

#include "libprofile/geography/raster.hpp"
#include "libprofile/hotspots/detail/point_rows.hpp"

namespace libprofile::hotspots::detail {

/// Whether `gaussian_boxes` can be used and is quicker than `gaussian_rows`: many points, a bandwidth of some cells and
/// a truncation from 6 to 16 standard deviations.
[[nodiscard]] bool suits_gaussian_boxes(const PointRows& points, const geography::RasterFrame& frame,
                                        double bandwidth_m, double truncation_sd);

/// The sums of `gaussian_rows` with a relative error below 1e-12, all terms being positive: for u a cell's and d a
/// point's place from the middle of a box of columns, in standard deviations, exp(-(u - d)² / 2) is
/// exp(-u² / 2) Σ u^k / k! · d^k exp(-d² / 2). The boxes are so narrow that |u d| < 1 and sixteen terms do: 1 / 16! is
/// left out. Along the row a kernel ends with the box's: up to 1 / `truncation_sd` standard deviations later.
///
/// Time O(n r + cells t²) with r the rows that a point reaches and t = `truncation_sd`, whatever the bandwidth in
/// cells. Method: series of this kind as in Greengard and Strain (1991), SIAM J. Sci. Stat. Comput. 12, pages 79-94.
[[nodiscard]] std::vector<double> gaussian_boxes(const PointRows& points, const geography::RasterFrame& frame,
                                                 double bandwidth_m, double truncation_sd);

}  // namespace libprofile::hotspots::detail
