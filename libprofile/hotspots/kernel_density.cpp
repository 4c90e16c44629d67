// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/kernel_density.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/density_rows.hpp"
#include "libprofile/hotspots/detail/mask_mass.hpp"
#include "libprofile/hotspots/detail/point_rows.hpp"
#include "libprofile/hotspots/detail/surface_points.hpp"

namespace libprofile::hotspots {
namespace {

using geography::PlanarView;
using geography::Raster;
using geography::RasterFrame;

constexpr double kSquareMetresPerKm2 = 1e6;
/// Standard deviations around the points that a raster covers.
constexpr double kGaussianMargin = 4.0;

void correct_edges(Raster& raster, std::span<const std::uint8_t> mask, const KernelDensityOptions& options) {
  const auto mass = detail::mask_mass(raster.frame, mask, options);
  for (std::size_t cell = 0; cell < raster.values.size(); ++cell) {
    const bool is_ground = mask.empty() || mask[cell] != 0;
    raster.values[cell] = is_ground ? raster.values[cell] / mass[cell] : std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace

void validate(const KernelDensityOptions& options) {
  detail::require_bandwidth("bandwidth_m", options.bandwidth_m);
  require(options.cell_m > 0.0 && options.cell_m <= detail::kWidestM, "cell_m", options.cell_m,
          "above 0 and at most 10^9, for example 100");
  require(options.truncation_sd >= 3.0 && options.truncation_sd <= 38.0, "truncation_sd", options.truncation_sd,
          "from 3 to 38");
}

RasterFrame density_frame(PlanarView points, const KernelDensityOptions& options) {
  validate(options);
  if (options.extent) {
    return geography::raster_frame(*options.extent, options.cell_m);
  }
  const double margin = (options.kernel == Kernel::gaussian ? kGaussianMargin : 1.0) * options.bandwidth_m;
  return geography::raster_frame_around(points, options.cell_m, margin);
}

Raster kernel_density(PlanarView points, std::span<const double> weights, const KernelDensityOptions& options,
                      std::span<const std::uint8_t> mask) {
  validate(options);
  detail::check_points(points, weights);
  Raster raster{density_frame(points, options), {}};
  const bool corrects = options.edge_correction == EdgeCorrection::mask_mass;
  detail::check_mask(mask, raster.frame, options.edge_correction);
  const detail::GroundPoints ground(points, weights, raster.frame, mask, corrects);
  const double reach = detail::reach_m(options.kernel, options.bandwidth_m, options.truncation_sd);
  const auto rows = detail::point_rows({ground.points(), ground.weights(), {}, reach}, raster.frame);
  raster.values = detail::density_rows(rows, raster.frame, options.kernel, options.bandwidth_m, options.truncation_sd);
  const double factor =
      kernel_constant(options.kernel) * kSquareMetresPerKm2 / (options.bandwidth_m * options.bandwidth_m);
  core::parallel_for(raster.values.size(), [&](std::size_t cell) { raster.values[cell] *= factor; });
  if (corrects) {
    correct_edges(raster, mask, options);
  }
  if (options.scale == DensityScale::count) {
    detail::scale_to_count(raster, detail::weight_inside(points, weights, raster.frame, mask));
  }
  return raster;
}

}  // namespace libprofile::hotspots
