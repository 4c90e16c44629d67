// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/hyperparameter_fits.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "libprofile/core/parallel.hpp"

namespace libprofile::risk::detail {

namespace {

/// share * first + other * second.
Mode mixed(double share, const Mode& first, double other, const Mode& second) {
  return {share * first.coefficients + other * second.coefficients, share * first.smooth + other * second.smooth,
          share * first.residual + other * second.residual};
}

}  // namespace

Outlook::Outlook(const Evaluated& middle, const std::vector<Evaluated>& arms, const Eigen::Vector2d& reach)
    : at_(middle.at[0], middle.at[1]), middle_{middle.fit.mode} {
  for (std::size_t k = 0; k < 2; ++k) {
    const Mode& below = arms[2 * k].fit.mode;
    const Mode& above = arms[2 * k + 1].fit.mode;
    const double step = reach[static_cast<Eigen::Index>(k)];
    slope_.push_back(mixed(0.5 / step, above, -0.5 / step, below));
    const double square = step * step;
    curvature_.push_back(mixed(1.0 / square, mixed(1.0, below, 1.0, above), -2.0 / square, middle.fit.mode));
  }
}

Outlook Outlook::from(const Evaluated& middle) const {
  Outlook moved = *this;
  moved.at_ = {middle.at[0], middle.at[1]};
  moved.middle_ = {middle.fit.mode};
  return moved;
}

std::vector<Mode> Outlook::starts(const Eigen::Vector2d& at) const {
  std::vector<Mode> all = middle_;
  if (!slope_.empty()) {
    const Eigen::Vector2d moved = at - at_;
    all.push_back(mixed(1.0, all[0], 1.0, mixed(moved[0], slope_[0], moved[1], slope_[1])));
    const Eigen::Vector2d halves = 0.5 * moved.cwiseAbs2();
    all.push_back(mixed(1.0, all[1], 1.0, mixed(halves[0], curvature_[0], halves[1], curvature_[1])));
  }
  return all;
}

double Evaluator::rough_deviation() const {
  constexpr double kLeast = 0.05;
  constexpr double kMost = 2.0;
  const Eigen::ArrayXd expected = data_.expected * (data_.count.sum() / data_.expected.sum());
  const double excess = (data_.count.array() - expected).square().sum() - data_.count.sum();
  return std::clamp(std::sqrt(std::log1p(std::max(0.0, excess / expected.square().sum()))), kLeast, kMost);
}

std::vector<Evaluated> Evaluator::operator()(const std::vector<Eigen::Vector2d>& points, const Outlook& outlook) const {
  std::vector<Evaluated> results(points.size());
  core::parallel_for(
      points.size(),
      [&](std::size_t k) {
        const Hyperparameters at{points[k][0], points[k][1]};
        const LatentField field = family_.field(graph_, at);
        GaussianPosterior posterior(data_, field, graph_);
        results[k] = {at, family_.log_prior(at), laplace(data_, field, posterior, outlook.starts(points[k]))};
        results[k].log_density += results[k].fit.log_density;
        results[k].log_density += family_.half_log_determinant ? family_.half_log_determinant(graph_, at) : 0.0;
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
  const CountDerivatives& counts = point.fit.counts;
  const Eigen::ArrayXd stiffening = 1.0 + field.residual_variance * counts.precision.array();
  posterior.factorise(counts.precision.array() / stiffening);
  point.variance = field.residual_variance / stiffening + posterior.variance().array() / (stiffening * stiffening);
  const Eigen::VectorXd pull = 0.5 * counts.third.cwiseProduct(point.variance);
  const Mode moved = solve_linear(data_, field, posterior, counts.precision, pull);
  point.shift = log_risk_of(data_, moved) - point.variance.cwiseProduct(pull);
  point.coefficient_mean = point.fit.mode.coefficients + moved.coefficients;
  point.coefficient_covariance = posterior.coefficient_covariance();
  return point;
}

}  // namespace libprofile::risk::detail
