// SPDX-License-Identifier: MIT
#include "libprofile/geography/kernel_weights.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/detail/point_tree.hpp"
#include "libprofile/geography/detail/weight_rows.hpp"
#include "libprofile/geography/distance_weights.hpp"

namespace libprofile::geography {
namespace {

double squared_m2(PlanarView points, std::size_t a, std::size_t b) {
  const double dx = points.x(a) - points.x(b);
  const double dy = points.y(a) - points.y(b);
  return dx * dx + dy * dy;
}

/// The kernel where distance and bandwidth are both given squared; 0 / 0 is 0.
double kernel_at(WeightKernel kernel, double squared, double bandwidth_squared) {
  const double u2 = squared == 0.0 ? 0.0 : squared / bandwidth_squared;
  const double left = std::max(0.0, 1.0 - u2);
  switch (kernel) {
    case WeightKernel::uniform:
      return u2 <= 1.0 ? 1.0 : 0.0;
    case WeightKernel::triangular:
      return std::max(0.0, 1.0 - std::sqrt(u2));
    case WeightKernel::epanechnikov:
      return left;
    case WeightKernel::quartic:
      return left * left;
    case WeightKernel::triweight:
      return left * left * left;
    case WeightKernel::gaussian:
      return u2 <= kGaussianReach * kGaussianReach ? std::exp(-0.5 * u2) : 0.0;
  }
  return 0.0;
}

Weights with_one_bandwidth(PlanarView points, const KernelWeightsOptions& options) {
  const double reach = options.kernel == WeightKernel::gaussian ? kGaussianReach : 1.0;
  const double bandwidth_squared = options.bandwidth_m * options.bandwidth_m;
  return detail::weighted(distance_band(points, {.radius_m = reach * options.bandwidth_m}),
                          [&](std::size_t i, std::size_t j) {
                            return kernel_at(options.kernel, squared_m2(points, i, j), bandwidth_squared);
                          });
}

/// Squared distance of each point to the furthest of its neighbours.
std::vector<double> furthest(PlanarView points, const Weights& weights) {
  std::vector<double> squared(points.size(), 0.0);
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (const std::uint32_t j : weights.neighbours_of(i)) {
      squared[i] = std::max(squared[i], squared_m2(points, i, j));
    }
  }
  return squared;
}

/// The Gaussian reaches beyond the k-th nearest.
Weights within_reach(PlanarView points, const std::vector<double>& bandwidth_squared) {
  const detail::PointTree tree(points);
  return detail::binary_weights(points.size(), [&](std::size_t i, std::vector<std::uint32_t>& row) {
    tree.add_within(i, kGaussianReach * kGaussianReach * bandwidth_squared[i], row);
  });
}

Weights with_own_bandwidths(PlanarView points, const KernelWeightsOptions& options) {
  Weights nearest = k_nearest(points, {.k = options.k, .ties = Ties::all});
  if (points.empty()) {
    return nearest;
  }
  const std::vector<double> bandwidth_squared = furthest(points, nearest);
  if (options.kernel == WeightKernel::gaussian) {
    nearest = within_reach(points, bandwidth_squared);
  }
  return detail::weighted(std::move(nearest), [&](std::size_t i, std::size_t j) {
    return kernel_at(options.kernel, squared_m2(points, i, j), bandwidth_squared[i]);
  });
}

}  // namespace

void validate(const KernelWeightsOptions& options) {
  require(options.k >= 0, "k", options.k, "at least 0");
  if (options.k == 0) {
    require(options.bandwidth_m > 0.0 && std::isfinite(options.bandwidth_m), "bandwidth_m", options.bandwidth_m,
            "above 0 and finite");
  }
}

Weights kernel_weights(PlanarView points, const KernelWeightsOptions& options) {
  validate(options);
  return options.k > 0 ? with_own_bandwidths(points, options) : with_one_bandwidth(points, options);
}

void validate(const InverseDistanceOptions& options) {
  validate(DistanceBandOptions{.radius_m = options.radius_m});
  require(options.power > 0.0 && options.power <= 16.0, "power", options.power, "above 0 and at most 16");
  require(options.least_m > 0.0 && std::isfinite(options.least_m), "least_m", options.least_m, "above 0 and finite");
}

Weights inverse_distance(PlanarView points, const InverseDistanceOptions& options) {
  validate(options);
  return detail::weighted(distance_band(points, {.radius_m = options.radius_m}), [&](std::size_t i, std::size_t j) {
    const double distance_m = std::max(options.least_m, std::sqrt(squared_m2(points, i, j)));
    return 1.0 / std::pow(distance_m, options.power);
  });
}

}  // namespace libprofile::geography
