// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/surface_points.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

namespace libprofile::hotspots::detail {
namespace {

using geography::PlanarView;
using geography::RasterFrame;

void require_at(bool holds, std::string_view name, std::size_t position, double value, std::string_view rule) {
  if (!holds) {
    require(false, std::string(name) + "[" + std::to_string(position) + "]", value, rule);
  }
}

bool is_ground(const RasterFrame& frame, std::span<const std::uint8_t> mask, double x, double y) {
  const auto cell = cell_at(frame, x, y);
  return cell && (mask.empty() || mask[*cell] != 0);
}

/// The place of a coordinate along an axis of n cells.
std::optional<std::size_t> place(double at, std::size_t n) {
  if (!(at >= 0.0 && at <= static_cast<double>(n)) || n == 0) {
    return std::nullopt;
  }
  return std::min(static_cast<std::size_t>(at), n - 1);
}

}  // namespace

double reach_m(Kernel kernel, double bandwidth_m, double truncation_sd) {
  return kernel == Kernel::gaussian ? truncation_sd * bandwidth_m : bandwidth_m;
}

void require_bandwidth(std::string_view name, double bandwidth_m) {
  require(bandwidth_m >= 0.001 && bandwidth_m <= kWidestM, name, bandwidth_m, "from 0.001 to 10^9, for example 250");
}

void check_points(PlanarView points, std::span<const double> weights) {
  require(weights.empty() || weights.size() == points.size(), "weights.size()", weights.size(),
          "the number of points (" + std::to_string(points.size()) + ")");
  for (std::size_t i = 0; i < points.size(); ++i) {
    require_at(std::isfinite(points.x(i)), "points", i, points.x(i), "finite");
    require_at(std::isfinite(points.y(i)), "points", i, points.y(i), "finite");
  }
  for (std::size_t i = 0; i < weights.size(); ++i) {
    require_at(std::isfinite(weights[i]) && weights[i] >= 0.0, "weights", i, weights[i], "finite and at least 0");
  }
}

void check_mask(std::span<const std::uint8_t> mask, const RasterFrame& frame, EdgeCorrection correction) {
  require(mask.empty() || mask.size() == frame.cells(), "mask.size()", mask.size(),
          "the number of cells of the raster");
  require(mask.empty() || correction != EdgeCorrection::none, "mask.size()", mask.size(),
          "0 without an edge correction");
}

std::optional<std::size_t> cell_at(const RasterFrame& frame, double x_m, double y_m) {
  const auto column = place((x_m - frame.x_min_m) / frame.cell_m, frame.columns);
  const auto row = place((frame.y_max_m - y_m) / frame.cell_m, frame.rows);
  if (!column || !row) {
    return std::nullopt;
  }
  return *row * frame.columns + *column;
}

GroundPoints::GroundPoints(PlanarView points, std::span<const double> weights, const RasterFrame& frame,
                           std::span<const std::uint8_t> mask, bool corrects)
    : is_copy_(corrects), given_points_(points), given_weights_(weights) {
  for (std::size_t i = 0; corrects && i < points.size(); ++i) {
    if (is_ground(frame, mask, points.x(i), points.y(i))) {
      kept_xy_m_.push_back(points.x(i));
      kept_xy_m_.push_back(points.y(i));
      kept_weights_.push_back(weights.empty() ? 1.0 : weights[i]);
    }
  }
}

double weight_inside(PlanarView points, std::span<const double> weights, const RasterFrame& frame,
                     std::span<const std::uint8_t> mask) {
  std::vector<double> inside;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (is_ground(frame, mask, points.x(i), points.y(i))) {
      inside.push_back(weights.empty() ? 1.0 : weights[i]);
    }
  }
  // In order of size, so that the order of the points does not matter.
  std::sort(inside.begin(), inside.end());
  return core::deterministic_sum(inside.size(), [&](std::size_t i) { return inside[i]; });
}

void scale_to_count(geography::Raster& raster, double total) {
  const auto value = [&](std::size_t cell) { return std::isnan(raster.values[cell]) ? 0.0 : raster.values[cell]; };
  const double sum = core::deterministic_sum(raster.values.size(), value);
  require(sum > 0.0 || total == 0.0, "cell_m", raster.frame.cell_m,
          "at most the bandwidth: every kernel falls between the centres of cells, and nothing is left to scale");
  const double factor = sum > 0.0 ? total / sum : 1.0;
  for (double& one : raster.values) {
    one *= factor;
  }
}

}  // namespace libprofile::hotspots::detail
