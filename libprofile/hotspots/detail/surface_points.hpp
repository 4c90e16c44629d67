// SPDX-License-Identifier: MIT
/// @file
/// What density surfaces of every kind ask of their points.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "libprofile/geography/planar_view.hpp"
#include "libprofile/geography/raster.hpp"
#include "libprofile/hotspots/kernel.hpp"
#include "libprofile/hotspots/kernel_density.hpp"

namespace libprofile::hotspots::detail {

/// No bandwidth or cell is wider, and no bandwidth narrower than a millimetre: squares of them are numbers to divide
/// by.
inline constexpr double kWidestM = 1e9;

/// Throws `InvalidArgument` unless a bandwidth lies from 0.001 to `kWidestM`.
void require_bandwidth(std::string_view name, double bandwidth_m);

/// How far from a point its kernel is looked at.
[[nodiscard]] double reach_m(Kernel kernel, double bandwidth_m, double truncation_sd);

/// Throws `InvalidArgument` unless coordinates are finite and weights finite, not negative, and one a point.
void check_points(geography::PlanarView points, std::span<const double> weights);

/// Throws `InvalidArgument` unless a mask has a cell for each of the raster's, and comes with a correction of edges.
void check_mask(std::span<const std::uint8_t> mask, const geography::RasterFrame& frame, EdgeCorrection correction);

/// The cell of a point, or none outside the raster. A cell holds its north and west sides, those on the raster's rim
/// all that touch it.
[[nodiscard]] std::optional<std::size_t> cell_at(const geography::RasterFrame& frame, double x_m, double y_m);

/// The points themselves, or, where edges are corrected, those on the ground of the mask.
class GroundPoints {
 public:
  GroundPoints(geography::PlanarView points, std::span<const double> weights, const geography::RasterFrame& frame,
               std::span<const std::uint8_t> mask, bool corrects);
  [[nodiscard]] geography::PlanarView points() const {
    return is_copy_ ? geography::PlanarView(kept_xy_m_) : given_points_;
  }
  [[nodiscard]] std::span<const double> weights() const {
    return is_copy_ ? std::span<const double>(kept_weights_) : given_weights_;
  }

 private:
  bool is_copy_;
  geography::PlanarView given_points_;
  std::span<const double> given_weights_;
  std::vector<double> kept_xy_m_;
  std::vector<double> kept_weights_;
};

/// Weight of the points on the raster, and on its mask where there is one.
[[nodiscard]] double weight_inside(geography::PlanarView points, std::span<const double> weights,
                                   const geography::RasterFrame& frame, std::span<const std::uint8_t> mask);

/// Scales the values, NaN left out, so that they sum to `total`.
void scale_to_count(geography::Raster& raster, double total);

}  // namespace libprofile::hotspots::detail
