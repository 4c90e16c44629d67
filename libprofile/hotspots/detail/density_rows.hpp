// SPDX-License-Identifier: MIT
/// @file
/// Sums of kernel shapes over points, row by row of a raster, by the ways that suit each kernel.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/geography/raster.hpp"
#include "libprofile/hotspots/detail/point_rows.hpp"
#include "libprofile/hotspots/kernel.hpp"

namespace libprofile::hotspots::detail {

/// Bandwidths of fewer cells are splatted: a chord of a few cells costs less than its two ends.
inline constexpr double kLeastSweptCells = 4.0;

/// Σ w K(d / bandwidth) for every cell, without the kernel's constant, by adding each point to each cell that it
/// reaches. Every kernel but `gaussian`; points with radii of their own also divide by radius².
[[nodiscard]] std::vector<double> splat_rows(const PointRows& points, const geography::RasterFrame& frame,
                                             Kernel kernel, double bandwidth_m);

/// The same for uniform, epanechnikov, quartic and triweight, by sweeping along each row: each point adds the
/// polynomial that its kernel is along the row where its chord begins, and takes it away where it ends.
[[nodiscard]] std::vector<double> sweep_rows(const PointRows& points, const geography::RasterFrame& frame,
                                             Kernel kernel, double bandwidth_m);

/// The same for `gaussian`, as the product of two profiles, each cut off at `truncation_sd`. Points with radii of their
/// own have `truncation_sd` standard deviations as radius, and also divide by the squared standard deviation.
[[nodiscard]] std::vector<double> gaussian_rows(const PointRows& points, const geography::RasterFrame& frame,
                                                double bandwidth_m, double truncation_sd);

/// The one of these, or `gaussian_boxes`, that suits. Rows belong to one thread each, and points add in the order of
/// `points`.
[[nodiscard]] std::vector<double> density_rows(const PointRows& points, const geography::RasterFrame& frame,
                                               Kernel kernel, double bandwidth_m, double truncation_sd);

}  // namespace libprofile::hotspots::detail
