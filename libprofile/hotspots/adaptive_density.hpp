// SPDX-License-Identifier: MIT
/// @file
/// Density surfaces whose bandwidth is narrow where points are dense, and wide where they are few.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "libprofile/geography/extent.hpp"
#include "libprofile/geography/planar_view.hpp"
#include "libprofile/geography/raster.hpp"
#include "libprofile/hotspots/kernel.hpp"
#include "libprofile/hotspots/kernel_density.hpp"

namespace libprofile::hotspots {

struct AdaptiveDensityOptions {
  /// Bandwidth of a point whose pilot density is the geometric mean of all. From 0.001 to 10^9.
  double bandwidth_m = 250.0;

  /// Bandwidth of the pilot surface; absent: `bandwidth_m`.
  std::optional<double> pilot_m = std::nullopt;

  /// No point is spread wider than so many times `bandwidth_m`. From 1 to 100.
  double most_ratio = 5.0;

  double cell_m = 100.0;
  Kernel kernel = Kernel::quartic;
  /// Absent: all points with `bandwidth_m` around them, as for `kernel_density`.
  std::optional<geography::Extent> extent = std::nullopt;
  DensityScale scale = DensityScale::per_km2;

  /// `mask_mass` as for `kernel_density`, for the pilot and the surface: each cell is divided by the share of the mass,
  /// on the ground that can hold incidents, of a kernel as wide as a point's in this cell would be.
  EdgeCorrection edge_correction = EdgeCorrection::none;
  double truncation_sd = 8.0;
};

struct AdaptiveDensity {
  geography::Raster surface;
  /// Of each point, in input order; NaN for points of weight 0 and, where edges are corrected, those not on the ground.
  std::vector<double> bandwidth_m;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const AdaptiveDensityOptions& options);

/// Abramson's estimator: point i is spread by h √(g / f̃ᵢ), f̃ᵢ the pilot surface in the point's cell and g the geometric
/// mean of those, each point counting by its weight.
///
/// The pilot is computed on the same lattice, widened to hold every point. A point whose pilot is 0 (a kernel narrower
/// than a cell) gets the widest bandwidth and does not count in the mean. Where edges are corrected the pilot is the
/// raster's own, and a cell's kernel is as wide as its pilot says. Otherwise as `kernel_density`, errors too.
///
/// Time O(n (h / c)²) over cells of side c, and as much for each cell near an edge that is corrected. The same bytes
/// for any number of threads and any order of the points. Method: Abramson (1982), Annals of Statistics 10, pages
/// 1217-1223; the pilot by cell as in Davies and Hazelton (2010), Statistics in Medicine 29, pages 2423-2437; edges as
/// in Marshall and Hazelton (2010), Journal of Multivariate Analysis 101, pages 949-963.
[[nodiscard]] AdaptiveDensity adaptive_density(geography::PlanarView points, std::span<const double> weights = {},
                                               const AdaptiveDensityOptions& options = {},
                                               std::span<const std::uint8_t> mask = {});

}  // namespace libprofile::hotspots
