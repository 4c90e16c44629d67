// SPDX-License-Identifier: MIT
/// @file
/// How many incidents there are to the square kilometre, everywhere on a map.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "libprofile/geography/extent.hpp"
#include "libprofile/geography/planar_view.hpp"
#include "libprofile/geography/raster.hpp"
#include "libprofile/hotspots/kernel.hpp"

namespace libprofile::hotspots {

enum class DensityScale : std::uint8_t {
  per_km2,  ///< Incidents to the square kilometre at the centre of each cell.
  count,    ///< The same surface, scaled so that its cells sum to the weight of the points inside the raster.
};

enum class EdgeCorrection : std::uint8_t {
  none,
  /// Each cell is divided by the share of its kernel's mass that lies on the ground that can hold incidents. Points
  /// elsewhere are left out, cells elsewhere are NaN.
  mask_mass,
};

struct KernelDensityOptions {
  /// How far an incident is spread: the radius of its kernel; for `gaussian` the standard deviation. From 0.001 to
  /// 10^9. Smaller
  /// shows more detail and more chance.
  double bandwidth_m = 250.0;

  /// Side of a cell. Above 0, at most 10^9. A fifth of the bandwidth or less draws the surface faithfully.
  double cell_m = 100.0;

  /// Every kernel but `uniform` and `triangular` gives much the same map at its own bandwidth.
  Kernel kernel = Kernel::quartic;

  /// What is covered, from its north-western corner on. Absent: all points with the reach of the kernel around them
  /// (four standard deviations for `gaussian`), on multiples of `cell_m`.
  std::optional<geography::Extent> extent = std::nullopt;

  DensityScale scale = DensityScale::per_km2;
  EdgeCorrection edge_correction = EdgeCorrection::none;

  /// `gaussian` alone: along each axis the kernel ends at so many standard deviations, of many points along a row up to
  /// 1 / `truncation_sd` later. From 3 to 38. At 8 what is left out is 1.3e-14 of a kernel's height.
  double truncation_sd = 8.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const KernelDensityOptions& options);

/// The lattice that `kernel_density` would fill.
[[nodiscard]] geography::RasterFrame density_frame(geography::PlanarView points, const KernelDensityOptions& options);

/// The density surface of weighted points.
///
/// The value of a cell is Σ wᵢ K(dᵢ / h) / h² at its centre, in square kilometres. A point at exactly the bandwidth
/// counts for `uniform` and is 0 for all other kernels. No point: 0 everywhere on a given extent, and otherwise a
/// raster of no cells. Coincident points add. A kernel narrower than a cell may miss every centre.
///
/// @param points   Finite. Points outside the raster count where their kernel reaches into it.
/// @param weights  One a point, finite and not negative; empty for 1 each.
/// @param mask     For `mask_mass`: not 0 for the cells that can hold incidents, row by row; empty for all.
/// @throws InvalidArgument  for a coordinate or weight outside its range, as many weights or mask cells as do not fit,
///   an option outside its range, more than 10^8 cells, or `count` where a raster that holds points is 0 throughout.
///
/// Time O(n h / c + cells) for the polynomial kernels with h at least 4 cells of side c, and for many points with a
/// `gaussian` of so many; O(n (h / c)²) otherwise. The
/// same bytes for any number of threads and any order of the points. Relative error of a cell below 1e-8, mostly 1e-13.
/// Method: Silverman (1986), Density Estimation, section 4.2. Rows as difference arrays of polynomial coefficients:
/// the sweep of lines of Chan, U, Choi and Xu (2022), SIGMOD. The Gaussian by series after Greengard and Strain (1991).
[[nodiscard]] geography::Raster kernel_density(geography::PlanarView points, std::span<const double> weights = {},
                                               const KernelDensityOptions& options = {},
                                               std::span<const std::uint8_t> mask = {});

}  // namespace libprofile::hotspots
