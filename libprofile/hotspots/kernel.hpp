// SPDX-License-Identifier: MIT
/// @file
/// The shapes in which one incident is spread over its surroundings.
#pragma once

#include <cstdint>
#include <string_view>

namespace libprofile::hotspots {

/// With t the distance over the bandwidth. All but `gaussian` are 0 from t = 1 on (`uniform` beyond it).
enum class Kernel : std::uint8_t {
  uniform,       ///< 1 / π
  triangular,    ///< 3 / π (1 - t)
  epanechnikov,  ///< 2 / π (1 - t²)
  quartic,       ///< 3 / π (1 - t²)²
  triweight,     ///< 4 / π (1 - t²)³
  gaussian,      ///< 1 / 2π exp(-t² / 2): the bandwidth is the standard deviation
};

/// "uniform", "triangular", "epanechnikov", "quartic", "triweight", "gaussian".
[[nodiscard]] std::string_view to_string(Kernel kernel);

/// The kernel of that name. @throws InvalidArgument  for any other, listing them.
[[nodiscard]] Kernel kernel_from(std::string_view name);

/// What makes the kernel's integral over the plane 1, for a bandwidth of 1.
[[nodiscard]] double kernel_constant(Kernel kernel);

/// The kernel at a squared distance, in squared bandwidths, without its constant: 1 at 0.
[[nodiscard]] double kernel_shape(Kernel kernel, double t_squared);

/// Integral of the squared kernel over the plane, for a bandwidth of 1.
[[nodiscard]] double kernel_roughness(Kernel kernel);

/// Variance of the kernel along one axis, for a bandwidth of 1.
[[nodiscard]] double kernel_variance(Kernel kernel);

/// Bandwidth with which this kernel smooths as much as a Gaussian does with 1: the ratio of their canonical bandwidths
/// (Marron and Nolan 1988), for points on a plane.
[[nodiscard]] double kernel_per_gaussian(Kernel kernel);

}  // namespace libprofile::hotspots
