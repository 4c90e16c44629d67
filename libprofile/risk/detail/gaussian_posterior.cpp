// SPDX-License-Identifier: MIT
#include <cassert>
#include <cmath>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/laplace.hpp"

namespace libprofile::risk::detail {

GaussianPosterior::GaussianPosterior(const CountData& data, const LatentField& field, const NeighbourhoodGraph& graph)
    : data_(data), field_(field), graph_(graph), factor_(graph.factor_pattern) {}

void GaussianPosterior::factorise(const Eigen::VectorXd& weights) {
  weights_ = weights;
  const double loading = field_.loading;
  SparseMatrix precision = field_.precision;
  precision.diagonal() += loading * loading * weights;
  if (!factor_.factorise(precision)) {
    throw InvalidArgument("expected: values differ by so many orders of magnitude that the model cannot be fitted");
  }
  const Eigen::MatrixXd weighted = weights.asDiagonal() * data_.covariates;
  Eigen::MatrixXd right(weighted.rows(), weighted.cols() + 1);
  right << loading * weighted, Eigen::VectorXd::Ones(weights.size());
  for (Eigen::Index i = 0; i < right.rows(); ++i) {
    if (graph_.is_island(static_cast<std::size_t>(i))) {
      right(i, weighted.cols()) = 0.0;
    }
  }
  const Eigen::MatrixXd solved = factor_.solve(right);
  if (field_.constraint == Constraint::parts_sum_to_zero) {
    ones_ = solved.col(weighted.cols());
    ones_sums_ = part_sums(ones_);
  }
  links_.resize(weighted.rows(), weighted.cols());
  for (Eigen::Index column = 0; column < weighted.cols(); ++column) {
    links_.col(column) = constrained(solved.col(column));
  }
  Eigen::MatrixXd left = data_.covariates.transpose() * weighted - loading * (weighted.transpose() * links_);
  left.diagonal() += data_.coefficient_precision;
  coefficients_.compute(left);
  if (coefficients_.info() != Eigen::Success || !(coefficients_.vectorD().array() > 0.0).all()) {
    throw InvalidArgument(
        "covariates: values differ by so many orders of magnitude that the model cannot be fitted; "
        "give each about the same spread");
  }
}

Eigen::VectorXd GaussianPosterior::part_sums(const Eigen::VectorXd& values) const {
  Eigen::VectorXd sums = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(graph_.part_size.size()));
  for (Eigen::Index i = 0; i < values.size(); ++i) {
    sums[static_cast<Eigen::Index>(graph_.part[static_cast<std::size_t>(i)])] += values[i];
  }
  return sums;
}

Eigen::VectorXd GaussianPosterior::constrained(Eigen::VectorXd right) const {
  if (field_.constraint == Constraint::none) {
    return right;
  }
  const Eigen::VectorXd sums = part_sums(right);
  for (Eigen::Index i = 0; i < right.size(); ++i) {
    const auto place = static_cast<std::size_t>(i);
    if (!graph_.is_island(place)) {
      const auto part = static_cast<Eigen::Index>(graph_.part[place]);
      right[i] -= ones_[i] * sums[part] / ones_sums_[part];
    }
  }
  return right;
}

Mode GaussianPosterior::solve(const Eigen::VectorXd& weighted) const {
  const Eigen::VectorXd alone = constrained(factor_.solve(field_.loading * weighted));
  const Eigen::VectorXd right =
      data_.covariates.transpose() * (weighted - field_.loading * weights_.cwiseProduct(alone));
  Mode mode;
  mode.coefficients = coefficients_.solve(right);
  mode.smooth = field_.loading * (alone - links_ * mode.coefficients);
  return mode;
}

double GaussianPosterior::log_determinant() const {
  double sum = factor_.log_determinant() + coefficients_.vectorD().array().log().sum();
  for (Eigen::Index part = 0; part < ones_sums_.size(); ++part) {
    sum += graph_.part_size[static_cast<std::size_t>(part)] > 1 ? std::log(ones_sums_[part]) : 0.0;
  }
  return sum;
}

Eigen::VectorXd GaussianPosterior::variance() const {
  const double loading = field_.loading;
  Eigen::VectorXd variance = factor_.inverse_diagonal();
  if (field_.constraint == Constraint::parts_sum_to_zero) {
    for (Eigen::Index i = 0; i < variance.size(); ++i) {
      const auto place = static_cast<std::size_t>(i);
      variance[i] -= graph_.is_island(place)
                         ? 0.0
                         : ones_[i] * ones_[i] / ones_sums_[static_cast<Eigen::Index>(graph_.part[place])];
    }
  }
  const Eigen::MatrixXd slopes = (data_.covariates - loading * links_).transpose();
  const Eigen::MatrixXd solved = coefficients_.solve(slopes);
  return loading * loading * variance + slopes.cwiseProduct(solved).colwise().sum().transpose();
}

Eigen::MatrixXd GaussianPosterior::coefficient_covariance() const {
  const Eigen::Index p = data_.covariates.cols();
  return coefficients_.solve(Eigen::MatrixXd::Identity(p, p));
}

Mode GaussianPosterior::draw(const Eigen::VectorXd& white) const {
  const Eigen::Index n = weights_.size();
  const Eigen::Index p = data_.covariates.cols();
  assert(white.size() == n + p);
  Mode mode;
  const Eigen::VectorXd scaled = white.tail(p).array() / coefficients_.vectorD().array().sqrt();
  mode.coefficients =
      coefficients_.transpositionsP().transpose() * Eigen::VectorXd(coefficients_.matrixU().solve(scaled));
  mode.smooth = field_.loading * (constrained(factor_.colour(white.head(n))) - links_ * mode.coefficients);
  return mode;
}

}  // namespace libprofile::risk::detail
