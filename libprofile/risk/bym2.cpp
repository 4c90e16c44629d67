// SPDX-License-Identifier: MIT
#include "libprofile/risk/bym2.hpp"

#include <cmath>

#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/mixing_prior.hpp"
#include "libprofile/risk/detail/scaled_icar.hpp"
#include "libprofile/risk/detail/spatial_model.hpp"

namespace libprofile::risk {
namespace {

/// Keeps the factor of a part without counts finite; the constraint takes the direction out that it changes most.
constexpr double kRidge = 1e-10;

detail::LatentField bym2_field(const detail::SparseMatrix& icar, const detail::Hyperparameters& at) {
  const double deviation = std::exp(at[0]);
  const double mixing = detail::share_from(at[1]);
  return {.loading = deviation * std::sqrt(mixing),
          .residual_variance = deviation * deviation * detail::share_from(-at[1]),
          .precision = icar,
          .constraint = detail::Constraint::parts_sum_to_zero};
}

}  // namespace

void validate(const Bym2Options& options) {
  detail::check_options(detail::SpatialRiskOptions{options.level, options.rounding_band});
  detail::check_prior(options.largest_deviation, options.tail);
}

SpatialRisk bym2(std::span<const double> counts, std::span<const double> expected, const geography::Weights& weights,
                 const Covariates& covariates, const Bym2Options& options) {
  validate(options);
  const auto make_family = [&options](const detail::NeighbourhoodGraph& graph) {
    const detail::ScaledIcar icar = detail::scaled_icar(graph);
    const auto mixing_prior = options.mixing_prior == MixingPrior::uniform
                                  ? std::function<double(double)>(detail::log_uniform_share_prior)
                                  : detail::penalised_mixing_prior(graph, icar);
    detail::SparseMatrix precision = icar.precision;
    precision.diagonal().array() += kRidge;
    return detail::FieldFamily{[precision](const detail::NeighbourhoodGraph&, const detail::Hyperparameters& at) {
                                 return bym2_field(precision, at);
                               },
                               [options, mixing_prior](const detail::Hyperparameters& at) {
                                 return detail::log_deviation_prior(at[0], options.largest_deviation, options.tail) +
                                        mixing_prior(at[1]);
                               },
                               nullptr};
  };
  return detail::fit_spatial_risk(counts, expected, weights, covariates, {options.level, options.rounding_band},
                                  make_family);
}

}  // namespace libprofile::risk
