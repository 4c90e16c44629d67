// SPDX-License-Identifier: MIT
/// @file
/// What all models of smooth risk share: checks, fit, summaries.
#pragma once

#include <span>

#include "libprofile/geography/weights.hpp"
#include "libprofile/risk/detail/risk_posterior.hpp"
#include "libprofile/risk/spatial_risk.hpp"

namespace libprofile::risk::detail {

/// Makes the family of fields for a graph.
using FamilyMaker = std::function<FieldFamily(const NeighbourhoodGraph&)>;

struct SpatialRiskOptions {
  double level = 0.95;
  double rounding_band = 0.0;
};

/// What `bym2` documents, for any family.
[[nodiscard]] SpatialRisk fit_spatial_risk(std::span<const double> counts, std::span<const double> expected,
                                           const geography::Weights& weights, const Covariates& covariates,
                                           const SpatialRiskOptions& options, const FamilyMaker& make_family);

/// log density of log σ where σ is exponential with P(σ > largest) = tail.
///
/// Method: Simpson, Rue, Riebler, Martins and Sørbye (2017), Statistical Science 32, pages 1-28.
[[nodiscard]] double log_deviation_prior(double log_deviation, double largest, double tail);

/// log density of logit m where m is uniform.
[[nodiscard]] double log_uniform_share_prior(double logit_share);

[[nodiscard]] double share_from(double logit_share);

/// Throws unless the shared options are in range.
void check_prior(double largest_deviation, double tail);
void check_options(const SpatialRiskOptions& options);

}  // namespace libprofile::risk::detail
