// SPDX-License-Identifier: MIT
#include "libprofile/risk/leroux.hpp"

#include <cmath>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/sparse_cholesky.hpp"
#include "libprofile/risk/detail/spatial_model.hpp"

namespace libprofile::risk {
namespace {

using detail::SparseMatrix;

/// m R + (1 - m) I, with 1 for islands, over the squared deviation.
SparseMatrix leroux_precision(const detail::NeighbourhoodGraph& graph, double deviation, double mixing) {
  SparseMatrix precision = mixing * graph.laplacian;
  for (Eigen::Index i = 0; i < precision.rows(); ++i) {
    precision.coeffRef(i, i) += graph.is_island(static_cast<std::size_t>(i)) ? 1.0 : 1.0 - mixing;
  }
  return precision / (deviation * deviation);
}

detail::LatentField leroux_field(const detail::NeighbourhoodGraph& graph, const detail::Hyperparameters& at) {
  detail::LatentField field;
  field.precision = leroux_precision(graph, std::exp(at[0]), detail::share_from(at[1]));
  detail::SparseCholesky factor(graph.factor_pattern);
  if (!factor.factorise(field.precision)) {
    throw InvalidArgument("weights: the model is not proper on this map: its smooth share is 1 to the last digit");
  }
  field.half_log_determinant = 0.5 * factor.log_determinant();
  return field;
}

}  // namespace

void validate(const LerouxOptions& options) {
  detail::check_level(options.level);
  detail::check_prior(options.largest_deviation, options.tail);
}

SpatialRisk leroux(std::span<const double> counts, std::span<const double> expected, const geography::Weights& weights,
                   const Covariates& covariates, const LerouxOptions& options) {
  validate(options);
  return detail::fit_spatial_risk(
      counts, expected, weights, covariates, options.level, [&](const detail::NeighbourhoodGraph&) {
        return detail::FieldFamily{[](const detail::NeighbourhoodGraph& graph, const detail::Hyperparameters& at) {
                                     return leroux_field(graph, at);
                                   },
                                   [options](const detail::Hyperparameters& at) {
                                     return detail::log_deviation_prior(at[0], options.largest_deviation,
                                                                        options.tail) +
                                            detail::log_uniform_share_prior(at[1]);
                                   }};
      });
}

}  // namespace libprofile::risk
