// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/mask_mass.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "libprofile/hotspots/detail/density_rows.hpp"
#include "libprofile/hotspots/detail/point_rows.hpp"
#include "libprofile/hotspots/detail/surface_points.hpp"

namespace libprofile::hotspots::detail {

using geography::PlanarView;
using geography::RasterFrame;

std::vector<double> mask_mass(const RasterFrame& frame, std::span<const std::uint8_t> mask,
                              const KernelDensityOptions& options) {
  std::vector<double> xy_m;
  for (std::size_t row = 0; row < frame.rows; ++row) {
    for (std::size_t column = 0; column < frame.columns; ++column) {
      if (mask.empty() || mask[row * frame.columns + column] != 0) {
        xy_m.push_back(frame.x_of(column));
        xy_m.push_back(frame.y_of(row));
      }
    }
  }
  const double reach = reach_m(options.kernel, options.bandwidth_m, options.truncation_sd);
  const auto rows_of = [&](PlanarView points, const RasterFrame& on) {
    return density_rows(point_rows({points, {}, {}, reach}, on), on, options.kernel, options.bandwidth_m,
                        options.truncation_sd);
  };
  auto mass = rows_of(PlanarView(xy_m), frame);
  // The whole mass on the same lattice, from cells on all sides of one.
  const auto cells = static_cast<std::size_t>(std::ceil(reach / frame.cell_m));
  const double half = static_cast<double>(cells) * frame.cell_m;
  const RasterFrame around{-half - 0.5 * frame.cell_m, half + 0.5 * frame.cell_m, frame.cell_m, 2 * cells + 1,
                           2 * cells + 1};
  const std::vector<double> origin{0.0, 0.0};
  double whole = 0.0;
  for (const double value : rows_of(PlanarView(origin), around)) {
    whole += value;
  }
  for (double& value : mass) {
    value = std::min(1.0, value / whole);
  }
  return mass;
}

}  // namespace libprofile::hotspots::detail
