// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/hyperparameter_fits.hpp"

#include <utility>

#include "libprofile/core/parallel.hpp"

namespace libprofile::risk::detail {

std::vector<Evaluated> Evaluator::operator()(const std::vector<Eigen::Vector2d>& points,
                                             const std::optional<Mode>& start) const {
  std::vector<Evaluated> results(points.size());
  core::parallel_for(
      points.size(),
      [&](std::size_t k) {
        const Hyperparameters at{points[k][0], points[k][1]};
        const LatentField field = family_.field(graph_, at);
        GaussianPosterior posterior(data_, field, graph_);
        results[k] = {at, family_.log_prior(at), laplace(data_, field, posterior, start)};
        results[k].log_density += results[k].fit.log_density;
      },
      1);
  return results;
}

std::vector<PosteriorPoint> Evaluator::complete(std::vector<Evaluated>&& evaluated,
                                                const std::vector<double>& weights) const {
  std::vector<PosteriorPoint> points(evaluated.size());
  core::parallel_for(
      points.size(), [&](std::size_t k) { points[k] = complete(std::move(evaluated[k]), weights[k]); }, 1);
  return points;
}

PosteriorPoint Evaluator::complete(Evaluated&& evaluated, double weight) const {
  PosteriorPoint point;
  point.at = evaluated.at;
  point.weight = weight;
  point.fit = std::move(evaluated.fit);
  const LatentField field = family_.field(graph_, point.at);
  GaussianPosterior posterior(data_, field, graph_);
  const Eigen::ArrayXd stiffening = 1.0 + field.residual_variance * point.fit.fitted.array();
  posterior.factorise(point.fit.fitted.array() / stiffening);
  point.variance = field.residual_variance / stiffening + posterior.variance().array() / (stiffening * stiffening);
  const Eigen::VectorXd pull = -0.5 * point.fit.fitted.cwiseProduct(point.variance);
  const Mode moved = solve_linear(data_, field, posterior, point.fit.fitted, pull);
  point.shift = log_risk_of(data_, field, moved) - point.variance.cwiseProduct(pull);
  point.coefficient_mean = point.fit.mode.coefficients + moved.coefficients;
  point.coefficient_covariance = posterior.coefficient_covariance();
  return point;
}

}  // namespace libprofile::risk::detail
