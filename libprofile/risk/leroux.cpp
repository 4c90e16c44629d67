// SPDX-License-Identifier: MIT
#include "libprofile/risk/leroux.hpp"

#include <cmath>
#include <map>
#include <memory>
#include <mutex>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/sparse_cholesky.hpp"
#include "libprofile/risk/detail/spatial_model.hpp"

namespace libprofile::risk {
namespace {

using detail::SparseMatrix;

/// m R + (1 - m) I, with 1 for islands.
SparseMatrix unit_precision(const detail::NeighbourhoodGraph& graph, double mixing) {
  SparseMatrix precision = mixing * graph.laplacian;
  for (Eigen::Index i = 0; i < precision.rows(); ++i) {
    precision.coeffRef(i, i) += graph.is_island(static_cast<std::size_t>(i)) ? 1.0 : 1.0 - mixing;
  }
  return precision;
}

detail::LatentField leroux_field(const detail::NeighbourhoodGraph& graph, const detail::Hyperparameters& at) {
  detail::LatentField field;
  field.precision = unit_precision(graph, detail::share_from(at[1])) / std::exp(2.0 * at[0]);
  return field;
}

/// Logarithms of the determinants of unit precisions, each found once: fits that differ in the deviation alone share
/// it.
class Determinants {
 public:
  double at(const detail::NeighbourhoodGraph& graph, double logit) {
    {
      const std::lock_guard lock(mutex_);
      const auto found = known_.find(logit);
      if (found != known_.end()) {
        return found->second;
      }
    }
    detail::SparseCholesky factor(graph.factor_pattern);
    if (!factor.factorise(unit_precision(graph, detail::share_from(logit)))) {
      throw InvalidArgument("weights: the model is not proper on this map: its smooth share is 1 to the last digit");
    }
    const double determinant = factor.log_determinant();
    const std::lock_guard lock(mutex_);
    known_.emplace(logit, determinant);
    return determinant;
  }

 private:
  std::mutex mutex_;
  std::map<double, double> known_;
};

detail::FieldFamily leroux_family(const LerouxOptions& options) {
  const auto determinants = std::make_shared<Determinants>();
  return {leroux_field,
          [options](const detail::Hyperparameters& at) {
            return detail::log_deviation_prior(at[0], options.largest_deviation, options.tail) +
                   detail::log_uniform_share_prior(at[1]);
          },
          [determinants](const detail::NeighbourhoodGraph& graph, const detail::Hyperparameters& at) {
            return 0.5 * determinants->at(graph, at[1]) - static_cast<double>(graph.size()) * at[0];
          }};
}

}  // namespace

void validate(const LerouxOptions& options) {
  detail::check_options(detail::SpatialRiskOptions{options.level, options.rounding_band});
  detail::check_prior(options.largest_deviation, options.tail);
}

SpatialRisk leroux(std::span<const double> counts, std::span<const double> expected, const geography::Weights& weights,
                   const Covariates& covariates, const LerouxOptions& options) {
  validate(options);
  return detail::fit_spatial_risk(counts, expected, weights, covariates, {options.level, options.rounding_band},
                                  [&](const detail::NeighbourhoodGraph&) { return leroux_family(options); });
}

}  // namespace libprofile::risk
