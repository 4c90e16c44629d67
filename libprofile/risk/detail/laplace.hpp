// SPDX-License-Identifier: MIT
/// @file
/// The normal approximation to what counts say of log risks, for given hyperparameters.
#pragma once

#include <span>

#include <Eigen/Cholesky>

#include "libprofile/risk/detail/count_data.hpp"
#include "libprofile/risk/detail/latent_field.hpp"
#include "libprofile/risk/detail/sparse_cholesky.hpp"

namespace libprofile::risk::detail {

/// The most likely values: log risk = covariates + smooth + residual, where smooth is loading * field. So they mean the
/// same for all hyperparameters.
struct Mode {
  Eigen::VectorXd coefficients;
  Eigen::VectorXd smooth;
  Eigen::VectorXd residual;
};

/// The precision of the field and the coefficients given the counts, factorised at one set of weights.
///
/// With residual variance s and precision c, a count weighs w = c / (1 + s c): the residual is integrated out.
class GaussianPosterior {
 public:
  GaussianPosterior(const CountData& data, const LatentField& field, const NeighbourhoodGraph& graph);

  /// Factorises for the weights; throws InvalidArgument where values are too far apart to.
  void factorise(const Eigen::VectorXd& weights);

  /// The most likely smooth part and coefficients for working values `weighted` = w times value.
  [[nodiscard]] Mode solve(const Eigen::VectorXd& weighted) const;

  /// log |precision|, given the constraint, up to a constant.
  [[nodiscard]] double log_determinant() const;

  /// The variance of covariates + loading * field at each place.
  [[nodiscard]] Eigen::VectorXd variance() const;
  [[nodiscard]] Eigen::MatrixXd coefficient_covariance() const;

  /// A draw of smooth part and coefficients around zero from so many standard normal numbers as both have.
  [[nodiscard]] Mode draw(const Eigen::VectorXd& white) const;

 private:
  /// Takes out what breaks the constraint: right - u (sum of right) / (sum of u) in each part, u = precision⁻¹ 1.
  [[nodiscard]] Eigen::VectorXd constrained(Eigen::VectorXd right) const;
  [[nodiscard]] Eigen::VectorXd part_sums(const Eigen::VectorXd& values) const;

  const CountData& data_;
  const LatentField& field_;
  const NeighbourhoodGraph& graph_;
  SparseCholesky factor_;
  Eigen::VectorXd weights_;
  /// precision⁻¹ 1, and its sum over each part; empty without constraint.
  Eigen::VectorXd ones_;
  Eigen::VectorXd ones_sums_;
  /// Precision⁻¹ times the links between field and coefficients, and what is left for the coefficients.
  Eigen::MatrixXd links_;
  Eigen::LDLT<Eigen::MatrixXd> coefficients_;
};

/// A fit at one point of the hyperparameters.
struct LaplaceFit {
  Mode mode;
  Eigen::VectorXd log_risk;
  /// What each count says of its own log risk, at the mode.
  CountDerivatives counts;
  /// log p(counts, mode) - log q(mode), q the normal approximation, without what does not depend on the counts: the
  /// determinant of the field's precision and the prior of the hyperparameters.
  double log_density = 0.0;
};

[[nodiscard]] Eigen::VectorXd log_risk_of(const CountData& data, const Mode& mode);

/// The most likely values where each log risk has a normal likelihood of these precisions and mean `pull / precision`;
/// `posterior` is factorised for these precisions.
[[nodiscard]] Mode solve_linear(const CountData& data, const LatentField& field, const GaussianPosterior& posterior,
                                const Eigen::VectorXd& precision, const Eigen::VectorXd& pull);

/// Newton's method from the most likely of `starts`, or from the plain rates where there are none; halves a step that
/// does not climb. Log risks are exact to about 1e-8, the log density to about 1e-3; `posterior` is left factorised a
/// step before the mode.
///
/// Method: Rue, Martino and Chopin (2009), J. R. Stat. Soc. B 71, pages 319-392, section 3.1.
///
/// @throws InvalidArgument  as `GaussianPosterior::factorise`, or where it does not converge.
[[nodiscard]] LaplaceFit laplace(const CountData& data, const LatentField& field, GaussianPosterior& posterior,
                                 std::span<const Mode> starts);

}  // namespace libprofile::risk::detail
