// SPDX-License-Identifier: MIT
/// @file
/// Neighbours that count less the further away they are.
#pragma once

#include <cstdint>

#include "libprofile/geography/planar_view.hpp"
#include "libprofile/geography/weights.hpp"

namespace libprofile::geography {

/// How weight falls with u, the distance divided by the bandwidth. All are 1 at u = 0, and 0 above 1 but the Gaussian.
enum class WeightKernel {
  uniform,       ///< 1
  triangular,    ///< 1 - u
  epanechnikov,  ///< 1 - u^2
  quartic,       ///< (1 - u^2)^2
  triweight,     ///< (1 - u^2)^3
  gaussian,      ///< exp(-u^2 / 2), cut off above `kGaussianReach`
};

/// Standard deviations at which the Gaussian is cut off: weights there are below 0.0004.
inline constexpr double kGaussianReach = 4.0;

struct KernelWeightsOptions {
  /// The distance at which weight reaches 0; of the Gaussian, its standard deviation. Above 0. Not looked at where
  /// `k` is set.
  double bandwidth_m = 1000.0;

  /// Above 0: each point has a bandwidth of its own, the distance to its k-th nearest other point. At least 0, below
  /// the number of points.
  std::int32_t k = 0;

  WeightKernel kernel = WeightKernel::triangular;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const KernelWeightsOptions& options);

/// Weights by distance. No point is its own neighbour; `with_self` adds it with weight 1, which is the kernel at 0.
///
/// A point whose weight is 0 is no neighbour: with most kernels that is one exactly a bandwidth away, so that a
/// bandwidth to the k-th nearest gives weight to k - 1 of them (to k and all tied with it by the uniform kernel). Where
/// that bandwidth is 0, the points at the same place weigh 1 and all others nothing. A fixed bandwidth gives symmetric
/// weights. No points, no rows.
/// @throws InvalidArgument  for an option outside its range, k not below the number of points, or a point that is not
///                          finite, naming its position.
/// Time as `distance_band` and `k_nearest`.
/// Source: Kelejian and Prucha (2007), Journal of Econometrics 140, 131-154; Fotheringham, Brunsdon and Charlton
/// (2002).
[[nodiscard]] Weights kernel_weights(PlanarView points, const KernelWeightsOptions& options = {});

struct InverseDistanceOptions {
  /// Points at most this far apart are neighbours. Above 0.
  double radius_m = 1000.0;

  /// The weight is the distance to the power of minus this. Above 0, at most 16.
  double power = 1.0;

  /// Shorter distances count as this one, so that points at one place have a finite weight. Above 0.
  double least_m = 1.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const InverseDistanceOptions& options);

/// Weights `max(distance, least_m)^-power` of the points within `radius_m`, the bound included. Symmetric.
///
/// @throws InvalidArgument  as `distance_band`.
/// Time as `distance_band`.
[[nodiscard]] Weights inverse_distance(PlanarView points, const InverseDistanceOptions& options = {});

}  // namespace libprofile::geography
