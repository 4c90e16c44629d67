// SPDX-License-Identifier: MIT
/// @file
/// Relative risks by the model of Leroux, Lei and Breslow.
#pragma once

#include "libprofile/geography/weights.hpp"
#include "libprofile/risk/spatial_risk.hpp"

namespace libprofile::risk {

struct LerouxOptions {
  /// Share of the posterior that intervals hold. Above 0 and below 1.
  double level = 0.95;

  /// The prior of the standard deviation is exponential with P(deviation > largest_deviation) = tail. Above 0.
  double largest_deviation = 1.0;

  /// Above 0 and below 1.
  double tail = 0.01;

  /// How far a count may be from the true one: base - 1 after controlled rounding, 0 for exact counts. At most 2^20.
  double rounding_band = 0.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const LerouxOptions& options);

/// count ~ Poisson(expected x risk), log risk = intercept + covariates + u, u ~ N(0, deviation² (m R + (1 - m) I)⁻¹), R
/// the Laplacian of the neighbourhood graph. `mixing` is m, uniform before a count is seen: 0 is independence, 1 the
/// intrinsic autoregression. `deviation` is that of u only where m is 0; a place with neighbours varies less. An
/// island has precision 1 / deviation².
///
/// Arguments, errors, cost and integration as in `bym2`.
///
/// Method: Leroux, Lei and Breslow (2000), in Statistical Models in Epidemiology, IMA 116, pages 179-191.
[[nodiscard]] SpatialRisk leroux(std::span<const double> counts, std::span<const double> expected,
                                 const geography::Weights& weights, const Covariates& covariates = {},
                                 const LerouxOptions& options = {});

}  // namespace libprofile::risk
