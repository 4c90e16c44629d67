// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/adaptive_density.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/adaptive_mass.hpp"
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

/// What a surface is made of: points and weights, and the ground where edges are corrected.
struct Input {
  PlanarView points;
  std::span<const double> weights;
  std::span<const std::uint8_t> mask;
};

Raster pilot_surface(const Input& input, const RasterFrame& frame, const AdaptiveDensityOptions& options) {
  auto pilot_options = fixed_options(options, options.pilot_m.value_or(options.bandwidth_m));
  pilot_options.extent = frame.extent();
  pilot_options.edge_correction = options.edge_correction;
  return kernel_density(input.points, input.weights, pilot_options, input.mask);
}

/// The pilot in the cell of each point; NaN for points that are nowhere on it.
std::vector<double> pilot_at(PlanarView points, const Raster& pilot) {
  std::vector<double> found(points.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto cell = detail::cell_at(pilot.frame, points.x(i), points.y(i));
    found[i] = cell ? pilot.values[*cell] : std::numeric_limits<double>::quiet_NaN();
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

/// Where the pilot is so much, with the mean of the points' own; NaN where it is NaN.
double bandwidth_where(double pilot, double mean, const AdaptiveDensityOptions& options) {
  const double ratio = pilot > 0.0 ? std::sqrt(mean / pilot) : options.most_ratio;
  return std::isnan(pilot) ? pilot : options.bandwidth_m * std::min(options.most_ratio, ratio);
}

/// The surface of points of the bandwidths given, without the kernel's constant.
std::vector<double> sums_of(const Input& input, const std::vector<double>& bandwidth_m, const RasterFrame& frame,
                            const AdaptiveDensityOptions& options) {
  std::vector<double> radius(bandwidth_m.size());
  std::vector<double> weights(bandwidth_m.size());
  double most = 0.0;
  for (std::size_t i = 0; i < radius.size(); ++i) {
    const bool counts = !std::isnan(bandwidth_m[i]);
    radius[i] = counts ? detail::reach_m(options.kernel, bandwidth_m[i], options.truncation_sd) : 0.0;
    weights[i] = counts ? (input.weights.empty() ? 1.0 : input.weights[i]) : 0.0;
    most = std::max(most, radius[i]);
  }
  const auto rows = detail::point_rows({input.points, weights, radius, most}, frame);
  return detail::density_rows(rows, frame, options.kernel, options.bandwidth_m, options.truncation_sd);
}

/// Divides each cell by the share of its kernel on the ground, the kernel as wide as the pilot of the cell has it.
void correct_edges(Raster& surface, const Raster& pilot, double mean, std::span<const std::uint8_t> mask,
                   const AdaptiveDensityOptions& options) {
  std::vector<double> of_cell(pilot.values.size());
  std::transform(pilot.values.begin(), pilot.values.end(), of_cell.begin(),
                 [&](double value) { return bandwidth_where(value, mean, options); });
  const auto mass = detail::adaptive_mass(surface.frame, mask, of_cell, options.kernel, options.truncation_sd);
  std::transform(surface.values.begin(), surface.values.end(), mass.begin(), surface.values.begin(), std::divides<>());
}

}  // namespace

void validate(const AdaptiveDensityOptions& options) {
  validate(fixed_options(options, options.bandwidth_m));
  const double pilot = options.pilot_m.value_or(options.bandwidth_m);
  detail::require_bandwidth("pilot_m", pilot);
  require(options.most_ratio >= 1.0 && options.most_ratio <= 100.0, "most_ratio", options.most_ratio, "from 1 to 100");
}

AdaptiveDensity adaptive_density(PlanarView points, std::span<const double> weights,
                                 const AdaptiveDensityOptions& options, std::span<const std::uint8_t> mask) {
  validate(options);
  detail::check_points(points, weights);
  AdaptiveDensity result;
  Raster& surface = result.surface;
  surface.frame = density_frame(points, fixed_options(options, options.bandwidth_m));
  const bool corrects = options.edge_correction == EdgeCorrection::mask_mass;
  detail::check_mask(mask, surface.frame, options.edge_correction);
  if (surface.frame.cells() == 0) {
    return result;
  }
  const Input input{points, weights, mask};
  const bool is_own = corrects || points.empty();
  const Raster pilot = pilot_surface(input, is_own ? surface.frame : widened(surface.frame, points), options);
  const auto at_points = pilot_at(points, pilot);
  const double mean = geometric_mean(at_points, weights);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool counts = weights.empty() || weights[i] > 0.0;
    result.bandwidth_m.push_back(counts ? bandwidth_where(at_points[i], mean, options)
                                        : std::numeric_limits<double>::quiet_NaN());
  }
  surface.values = sums_of(input, result.bandwidth_m, surface.frame, options);
  const double factor = kernel_constant(options.kernel) * 1e6;
  for (double& value : surface.values) {
    value *= factor;
  }
  if (corrects) {
    correct_edges(surface, pilot, mean, mask, options);
  }
  if (options.scale == DensityScale::count) {
    detail::scale_to_count(surface, detail::weight_inside(points, weights, surface.frame, mask));
  }
  return result;
}

}  // namespace libprofile::hotspots
