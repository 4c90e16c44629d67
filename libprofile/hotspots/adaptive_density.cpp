// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/adaptive_density.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/density_rows.hpp"
#include "libprofile/hotspots/detail/point_rows.hpp"
#include "libprofile/hotspots/detail/surface_points.hpp"

namespace libprofile::hotspots {
namespace {

using geography::Extent;
using geography::PlanarView;
using geography::Raster;
using geography::RasterFrame;

KernelDensityOptions fixed_options(const AdaptiveDensityOptions& options, double bandwidth_m) {
  return {.bandwidth_m = bandwidth_m,
          .cell_m = options.cell_m,
          .kernel = options.kernel,
          .extent = options.extent,
          .truncation_sd = options.truncation_sd};
}

/// The lattice with whole cells added on all sides until it holds every point.
RasterFrame widened(const RasterFrame& frame, PlanarView points) {
  const Extent box = geography::extent_of(points);
  const Extent have = frame.extent();
  const auto cells = [&](double beyond) { return std::max(0.0, std::ceil(beyond / frame.cell_m)); };
  const double west = cells(have.x_min_m - box.x_min_m);
  const double north = cells(box.y_max_m - have.y_max_m);
  const double columns = static_cast<double>(frame.columns) + west + cells(box.x_max_m - have.x_max_m);
  const double rows = static_cast<double>(frame.rows) + north + cells(have.y_min_m - box.y_min_m);
  require(
      rows * columns <= geography::kMostRasterCells, "cell_m", frame.cell_m,
      "so large that a pilot surface with all points has no more than 10^8 cells: leave out points far from extent");
  return {frame.x_min_m - west * frame.cell_m, frame.y_max_m + north * frame.cell_m, frame.cell_m,
          static_cast<std::size_t>(rows), static_cast<std::size_t>(columns)};
}

/// The pilot in the cell of each point.
std::vector<double> pilot_at(PlanarView points, std::span<const double> weights, const RasterFrame& frame,
                             const AdaptiveDensityOptions& options) {
  auto pilot_options = fixed_options(options, options.pilot_m.value_or(options.bandwidth_m));
  pilot_options.extent = frame.extent();
  const Raster pilot = kernel_density(points, weights, pilot_options);
  std::vector<double> found(points.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto cell = detail::cell_at(pilot.frame, points.x(i), points.y(i));
    found[i] = cell ? pilot.values[*cell] : 0.0;
  }
  return found;
}

/// Of those above 0, by weight; summed in order of size, so that the order of the points does not matter.
double geometric_mean(const std::vector<double>& values, std::span<const double> weights) {
  std::vector<std::pair<double, double>> kept;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double weight = weights.empty() ? 1.0 : weights[i];
    if (values[i] > 0.0 && weight > 0.0) {
      kept.emplace_back(std::log(values[i]), weight);
    }
  }
  std::sort(kept.begin(), kept.end());
  const auto weight = [&](std::size_t k) { return kept[k].second; };
  const auto weighted = [&](std::size_t k) { return kept[k].first * kept[k].second; };
  return kept.empty()
             ? 0.0
             : std::exp(core::deterministic_sum(kept.size(), weighted) / core::deterministic_sum(kept.size(), weight));
}

std::vector<double> bandwidths(const std::vector<double>& pilot, std::span<const double> weights,
                               const AdaptiveDensityOptions& options) {
  const double mean = geometric_mean(pilot, weights);
  std::vector<double> found(pilot.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (weights.empty() || weights[i] > 0.0) {
      const double ratio = pilot[i] > 0.0 ? std::sqrt(mean / pilot[i]) : options.most_ratio;
      found[i] = options.bandwidth_m * std::min(options.most_ratio, ratio);
    }
  }
  return found;
}

}  // namespace

void validate(const AdaptiveDensityOptions& options) {
  validate(fixed_options(options, options.bandwidth_m));
  const double pilot = options.pilot_m.value_or(options.bandwidth_m);
  require(pilot > 0.0 && std::isfinite(pilot), "pilot_m", pilot, "above 0 and finite, for example 250");
  require(options.most_ratio >= 1.0 && options.most_ratio <= 100.0, "most_ratio", options.most_ratio, "from 1 to 100");
}

AdaptiveDensity adaptive_density(PlanarView points, std::span<const double> weights,
                                 const AdaptiveDensityOptions& options) {
  validate(options);
  detail::check_points(points, weights);
  AdaptiveDensity result;
  result.surface.frame = density_frame(points, fixed_options(options, options.bandwidth_m));
  const RasterFrame& frame = result.surface.frame;
  if (points.empty()) {
    result.surface.values.assign(frame.cells(), 0.0);
    return result;
  }
  result.bandwidth_m = bandwidths(pilot_at(points, weights, widened(frame, points), options), weights, options);
  std::vector<double> radius(points.size());
  double most = 0.0;
  for (std::size_t i = 0; i < radius.size(); ++i) {
    const double own = detail::reach_m(options.kernel, result.bandwidth_m[i], options.truncation_sd);
    radius[i] = std::isnan(own) ? 0.0 : own;
    most = std::max(most, radius[i]);
  }
  const auto rows = detail::point_rows({points, weights, radius, most}, frame);
  result.surface.values = detail::density_rows(rows, frame, options.kernel, options.bandwidth_m, options.truncation_sd);
  const double factor = kernel_constant(options.kernel) * 1e6;
  for (double& value : result.surface.values) {
    value *= factor;
  }
  if (options.scale == DensityScale::count) {
    detail::scale_to_count(result.surface, detail::weight_inside(points, weights, frame, {}));
  }
  return result;
}

}  // namespace libprofile::hotspots
