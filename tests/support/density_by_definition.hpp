// SPDX-License-Identifier: MIT
/// @file
/// Kernel density written out point by point and cell by cell.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>
#include <string_view>
#include <vector>

#include "libprofile/core/random.hpp"
#include "libprofile/geography/planar_view.hpp"
#include "libprofile/geography/raster.hpp"
#include "libprofile/hotspots/kernel.hpp"

namespace libprofile::testing {

/// The density of one kernel, per square metre, at a distance.
inline double kernel_by_definition(std::string_view kernel, double distance_m, double bandwidth_m) {
  const double t = distance_m / bandwidth_m;
  const double per_area = 1.0 / (std::numbers::pi * bandwidth_m * bandwidth_m);
  if (kernel == "gaussian") {
    return per_area / 2.0 * std::exp(-t * t / 2.0);
  }
  if (t > 1.0) {
    return 0.0;
  }
  const double q = 1.0 - t * t;
  if (kernel == "uniform") {
    return per_area;
  }
  if (kernel == "triangular") {
    return 3.0 * per_area * (1.0 - t);
  }
  return kernel == "epanechnikov" ? 2.0 * per_area * q
                                  : (kernel == "quartic" ? 3.0 * per_area * q * q : 4.0 * per_area * q * q * q);
}

/// Per square kilometre, at the centres of the cells.
inline std::vector<double> density_by_definition(geography::PlanarView points, const std::vector<double>& weights,
                                                 const geography::RasterFrame& frame, std::string_view kernel,
                                                 double bandwidth_m) {
  std::vector<double> values;
  for (std::size_t row = 0; row < frame.rows; ++row) {
    for (std::size_t column = 0; column < frame.columns; ++column) {
      const double x = frame.x_min_m + (static_cast<double>(column) + 0.5) * frame.cell_m;
      const double y = frame.y_max_m - (static_cast<double>(row) + 0.5) * frame.cell_m;
      double sum = 0.0;
      for (std::size_t i = 0; i < points.size(); ++i) {
        const double dx = points.x(i) - x;
        const double dy = points.y(i) - y;
        sum += (weights.empty() ? 1.0 : weights[i]) *
               kernel_by_definition(kernel, std::sqrt(dx * dx + dy * dy), bandwidth_m);
      }
      values.push_back(1e6 * sum);
    }
  }
  return values;
}

/// The greatest difference of two surfaces, as a share of the greatest value.
inline double greatest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  double difference = a.size() == b.size() ? 0.0 : 1e300;
  double most = 0.0;
  for (std::size_t k = 0; k < a.size() && k < b.size(); ++k) {
    difference = std::max(difference, std::abs(a[k] - b[k]));
    most = std::max(most, std::abs(b[k]));
  }
  return most > 0.0 ? difference / most : difference;
}

/// The greatest difference as a share of the value itself, over values above `least` of the greatest.
inline double greatest_relative(const std::vector<double>& a, const std::vector<double>& b, double least) {
  double most = 0.0;
  for (const double value : b) {
    most = std::max(most, std::abs(value));
  }
  double relative = a.size() == b.size() ? 0.0 : 1e300;
  for (std::size_t k = 0; k < a.size() && k < b.size(); ++k) {
    if (std::abs(b[k]) > least * most) {
      relative = std::max(relative, std::abs(a[k] - b[k]) / std::abs(b[k]));
    }
  }
  return relative;
}

inline const std::vector<hotspots::Kernel> kKernels{hotspots::Kernel::uniform,      hotspots::Kernel::triangular,
                                                    hotspots::Kernel::epanechnikov, hotspots::Kernel::quartic,
                                                    hotspots::Kernel::triweight,    hotspots::Kernel::gaussian};

inline double sum_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

inline std::vector<double> random_weights(unsigned seed, std::size_t n) {
  const libprofile::core::Philox random(seed, libprofile::core::Stream::testing);
  std::vector<double> weights(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    weights[i] = random.below(4, i, 9, 0) * 0.75;
  }
  return weights;
}

}  // namespace libprofile::testing
