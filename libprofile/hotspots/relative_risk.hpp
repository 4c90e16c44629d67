// SPDX-License-Identifier: MIT
/// @file
/// Where one group of points is denser, beside its own total, than another.
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

struct RelativeRiskOptions {
  /// The same for both groups, so that smoothing biases both alike. Above 0.
  double bandwidth_m = 500.0;
  double cell_m = 100.0;
  Kernel kernel = Kernel::quartic;
  /// Absent: all points of both groups with the kernel's reach around them.
  std::optional<geography::Extent> extent = std::nullopt;
  EdgeCorrection edge_correction = EdgeCorrection::none;
  double truncation_sd = 8.0;

  /// Random relabellings for `p_simulated`; 0 for none. Points must then weigh 1 each.
  std::int32_t simulations = 0;
  /// Of the relabellings.
  std::uint64_t seed = 0;
};

struct RelativeRisk {
  geography::RasterFrame frame;
  /// log of the ratio of the two densities, each integrating to 1: 0 where the groups are alike, infinite where one has
  /// no density, NaN where neither has, and outside the mask.
  std::vector<double> log_ratio;
  /// Standard deviations of `log_ratio` above what two equal densities give; NaN where a group has no density.
  std::vector<double> z;
  /// Two-sided, from the normal distribution; NaN where `z` is.
  std::vector<double> p;
  /// Two-sided, from relabellings; NaN where neither group has density. Empty without simulations.
  std::vector<double> p_simulated;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const RelativeRiskOptions& options);

/// The log relative risk surface of cases against controls, with p-values for tolerance contours.
///
/// With densities f̂ and ĝ, n and m the groups' weights inside, and the pooled density k̂ = (n f̂ + m ĝ) / (n + m), the
/// variance of log f̂ - log ĝ is R(K) (1 / n + 1 / m) / (h² k̂ M²), R(K) the kernel's roughness and M the share of its
/// mass on the mask (1 without edge correction). It is an approximation for many points under each kernel;
/// `p_simulated` needs none: labels are dealt out anew, (r + 1) / (simulations + 1) on the smaller side, doubled, ties
/// extreme.
///
/// No case or no control inside the raster: NaN throughout, for there is nothing to compare.
///
/// @throws InvalidArgument  as `kernel_density`, and for weights beside simulations.
///
/// Time that of (2 + simulations) density surfaces. The same bytes for any number of threads and order of points.
/// Method: Kelsall and Diggle (1995), Statistics in Medicine 14, pages 2335-2342; p by Hazelton and Davies (2009),
/// Biometrical Journal 51, pages 98-109.
[[nodiscard]] RelativeRisk relative_risk(geography::PlanarView cases, geography::PlanarView controls,
                                         std::span<const double> case_weights = {},
                                         std::span<const double> control_weights = {},
                                         const RelativeRiskOptions& options = {},
                                         std::span<const std::uint8_t> mask = {});

}  // namespace libprofile::hotspots
