// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/laplace.hpp"

#include <cmath>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"

namespace libprofile::risk::detail {
namespace {

/// Newton's next step would move no log risk by more than this: the one after it would move none by more than its
/// square.
constexpr double kTolerance = 1e-4;
constexpr int kMostSteps = 100;
constexpr int kMostHalvings = 40;

/// log p(counts, mode) up to terms that do not depend on the mode.
double log_joint(const CountData& data, const LatentField& field, const Mode& mode, const Eigen::VectorXd& log_risk) {
  double sum = log_likelihood(data, log_risk);
  sum -= 0.5 * mode.smooth.dot(field.precision * mode.smooth) / (field.loading * field.loading);
  sum -= 0.5 * mode.coefficients.cwiseAbs2().dot(data.coefficient_precision);
  return field.residual_variance > 0.0 ? sum - 0.5 * mode.residual.squaredNorm() / field.residual_variance : sum;
}

/// All places have the overall rate.
Mode plain_start(const CountData& data) {
  const Eigen::Index n = data.count.size();
  Mode mode{Eigen::VectorXd::Zero(data.covariates.cols()), Eigen::VectorXd::Zero(n), Eigen::VectorXd::Zero(n)};
  mode.coefficients[0] = std::log(data.count.sum() / data.expected.sum());
  return mode;
}

/// Puts the most likely start into `fit`; how likely it is.
double begin(const CountData& data, const LatentField& field, std::span<const Mode> starts, LaplaceFit& fit) {
  fit.mode = starts.empty() ? plain_start(data) : starts[0];
  fit.log_risk = log_risk_of(data, fit.mode);
  double height = log_joint(data, field, fit.mode, fit.log_risk);
  for (std::size_t k = 1; k < starts.size(); ++k) {
    Eigen::VectorXd log_risk = log_risk_of(data, starts[k]);
    const double next = log_joint(data, field, starts[k], log_risk);
    if (next > height) {
      fit.mode = starts[k];
      fit.log_risk = std::move(log_risk);
      height = next;
    }
  }
  return height;
}

Mode between(const Mode& from, const Mode& to, double share) {
  const auto mix = [share](const Eigen::VectorXd& a, const Eigen::VectorXd& b) -> Eigen::VectorXd {
    return a + share * (b - a);
  };
  return {mix(from.coefficients, to.coefficients), mix(from.smooth, to.smooth), mix(from.residual, to.residual)};
}

}  // namespace

Eigen::VectorXd log_risk_of(const CountData& data, const Mode& mode) {
  return data.covariates * mode.coefficients + mode.smooth + mode.residual;
}

Mode solve_linear(const CountData& data, const LatentField& field, const GaussianPosterior& posterior,
                  const Eigen::VectorXd& precision, const Eigen::VectorXd& pull) {
  const double s = field.residual_variance;
  const Eigen::VectorXd shrink = (1.0 + s * precision.array()).inverse();
  Mode mode = posterior.solve(pull.cwiseProduct(shrink));
  const Eigen::VectorXd smooth = data.covariates * mode.coefficients + mode.smooth;
  mode.residual = s * shrink.cwiseProduct(pull - precision.cwiseProduct(smooth));
  return mode;
}

LaplaceFit laplace(const CountData& data, const LatentField& field, GaussianPosterior& posterior,
                   std::span<const Mode> starts) {
  LaplaceFit fit;
  double height = begin(data, field, starts, fit);
  for (int step = 0; step < kMostSteps; ++step) {
    fit.counts = derivatives(data, fit.log_risk);
    const Eigen::VectorXd& precision = fit.counts.precision;
    const Eigen::VectorXd stiffening = 1.0 + field.residual_variance * precision.array();
    posterior.factorise(precision.cwiseQuotient(stiffening));
    const Eigen::VectorXd pull = precision.cwiseProduct(fit.log_risk) + fit.counts.slope;
    const Mode target = solve_linear(data, field, posterior, precision, pull);
    const double distance = (log_risk_of(data, target) - fit.log_risk).cwiseAbs().maxCoeff();
    if (distance < kTolerance) {
      fit.log_density = height - 0.5 * (stiffening.array().log().sum() + posterior.log_determinant());
      fit.mode = target;
      fit.log_risk = log_risk_of(data, target);
      fit.counts = derivatives(data, fit.log_risk);
      return fit;
    }
    double share = 1.0;
    for (int halving = 0; halving < kMostHalvings; ++halving, share *= 0.5) {
      Mode next = between(fit.mode, target, share);
      const Eigen::VectorXd log_risk = log_risk_of(data, next);
      const double next_height = log_joint(data, field, next, log_risk);
      if (next_height >= height - 1e-9 * std::abs(height)) {
        fit.mode = std::move(next);
        fit.log_risk = log_risk;
        height = next_height;
        break;
      }
    }
  }
  throw InvalidArgument(
      "count: the model does not settle in " + std::to_string(kMostSteps) +
      " steps; look for expected counts that are far too small, or covariates on very different scales");
}

}  // namespace libprofile::risk::detail
