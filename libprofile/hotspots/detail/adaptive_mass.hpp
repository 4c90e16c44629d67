// SPDX-License-Identifier: MIT
/// @file
/// How much of kernels of different widths lies on the ground that can hold points.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/raster.hpp"
#include "libprofile/hotspots/kernel.hpp"

namespace libprofile::hotspots::detail {

/// As `mask_mass`, with a bandwidth for each cell: share of the mass of the kernel at the cell that lies on the mask
/// (empty: on the raster), both summed over centres of cells. NaN where the bandwidth is NaN.
///
/// Time O(cells), and O((h / c)²) for each cell of side c whose kernel of bandwidth h may leave the mask.
[[nodiscard]] std::vector<double> adaptive_mass(const geography::RasterFrame& frame, std::span<const std::uint8_t> mask,
                                                std::span<const double> bandwidth_m, Kernel kernel,
                                                double truncation_sd);

}  // namespace libprofile::hotspots::detail
