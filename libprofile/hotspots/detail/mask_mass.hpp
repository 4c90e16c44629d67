// SPDX-License-Identifier: MIT
/// @file
/// How much of a kernel lies on the ground that can hold points.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/raster.hpp"
#include "libprofile/hotspots/kernel_density.hpp"

namespace libprofile::hotspots::detail {

/// Share of the mass of the kernel at each cell that lies on the mask (empty: on the raster), both summed over centres
/// of cells: 1 where the whole of it does.
[[nodiscard]] std::vector<double> mask_mass(const geography::RasterFrame& frame, std::span<const std::uint8_t> mask,
                                            const KernelDensityOptions& options);

}  // namespace libprofile::hotspots::detail
