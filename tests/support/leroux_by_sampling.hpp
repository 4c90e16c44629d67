// SPDX-License-Identifier: MIT
/// @file
/// The model of `leroux` by a plain Markov chain: one number at a time, random walks, eigenvalues for the determinant.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include <Eigen/Dense>

#include "libprofile/geography/weights.hpp"

#include "support/spatial_risk_by_sampling.hpp"

namespace libprofile::testing {

/// The model of Leroux, Lei and Breslow on a map without covariates or islands, priors as in `leroux`: log risk = b + u
/// with u ~ N(0, σ² (m R + (1 - m) I)⁻¹). Each sweep moves every u, b against all u, b alone, log σ with u held and
/// with u stretched, and logit m.
class LerouxChain {
 public:
  LerouxChain(std::span<const double> count, std::span<const double> expected, const geography::Weights& weights,
              std::uint32_t seed)
      : count_(count), expected_(expected), weights_(weights), random_(seed), u_(count.size(), 0.0) {
    const auto n = static_cast<Eigen::Index>(count.size());
    Eigen::MatrixXd laplacian = Eigen::MatrixXd::Zero(n, n);
    for (Eigen::Index i = 0; i < n; ++i) {
      for (const std::uint32_t j : weights.neighbours_of(static_cast<std::size_t>(i))) {
        laplacian(i, j) -= 1.0;
        laplacian(i, i) += 1.0;
      }
    }
    eigenvalues_ = Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(laplacian, Eigen::EigenvaluesOnly).eigenvalues();
  }

  SampledRisk run(std::size_t sweeps, std::size_t warm_up, std::size_t keep_each) {
    std::vector<std::vector<double>> kept(count_.size());
    SampledRisk result;
    double draws = 0.0;
    for (std::size_t sweep = 0; sweep < sweeps; ++sweep) {
      this->sweep();
      if (sweep >= warm_up && sweep % keep_each == 0) {
        for (std::size_t i = 0; i < kept.size(); ++i) {
          kept[i].push_back(std::exp(b_ + u_[i]));
        }
        result.deviation += std::exp(log_deviation_);
        result.mixing += share(logit_);
        draws += 1.0;
      }
    }
    result.deviation /= draws;
    result.mixing /= draws;
    summarise(kept, result);
    return result;
  }

 private:
  static double share(double logit) { return 1.0 / (1.0 + std::exp(-logit)); }

  [[nodiscard]] double log_likelihood(double b, double stretch) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < count_.size(); ++i) {
      const double at = b + stretch * u_[i];
      sum += count_[i] * at - expected_[i] * std::exp(at);
    }
    return sum;
  }

  /// u' (m R + (1 - m) I) u, with all u shifted.
  [[nodiscard]] double squares(double m, double shift) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < u_.size(); ++i) {
      sum += (1.0 - m) * (u_[i] + shift) * (u_[i] + shift);
      for (const std::uint32_t j : weights_.neighbours_of(i)) {
        sum += 0.5 * m * (u_[i] - u_[j]) * (u_[i] - u_[j]);
      }
    }
    return sum;
  }

  [[nodiscard]] double log_density_of_u(double m, double log_deviation) const {
    const double determinant = (m * eigenvalues_.array() + (1.0 - m)).log().sum();
    return 0.5 * determinant - static_cast<double>(u_.size()) * log_deviation -
           0.5 * squares(m, 0.0) / std::exp(2.0 * log_deviation);
  }

  /// P(σ > 1) = 0.01, as a density of log σ.
  static double log_prior_of_deviation(double log_deviation) {
    return std::log(0.01) * std::exp(log_deviation) + log_deviation;
  }

  bool accept(double log_ratio) { return std::log(uniform_(random_)) < log_ratio; }

  void move_u(std::size_t i) {
    const double m = share(logit_);
    double neighbours = 0.0;
    double sum = 0.0;
    for (const std::uint32_t j : weights_.neighbours_of(i)) {
      neighbours += 1.0;
      sum += u_[j];
    }
    const double precision = (1.0 - m + m * neighbours) / std::exp(2.0 * log_deviation_);
    const double centre = m * sum / (1.0 - m + m * neighbours);
    const auto log_density = [&](double u) {
      return count_[i] * u - expected_[i] * std::exp(b_ + u) - 0.5 * precision * (u - centre) * (u - centre);
    };
    const double to = u_[i] + 2.0 / std::sqrt(precision + count_[i]) * normal_(random_);
    if (accept(log_density(to) - log_density(u_[i]))) {
      u_[i] = to;
    }
  }

  void sweep() {
    for (std::size_t i = 0; i < count_.size(); ++i) {
      move_u(i);
    }
    const double m = share(logit_);
    const double shift = 0.3 * normal_(random_);
    if (accept(-0.5 * (squares(m, -shift) - squares(m, 0.0)) / std::exp(2.0 * log_deviation_))) {
      b_ += shift;
      for (double& u : u_) {
        u -= shift;
      }
    }
    if (const double to = b_ + 0.1 * normal_(random_); accept(log_likelihood(to, 1.0) - log_likelihood(b_, 1.0))) {
      b_ = to;
    }
    if (const double to = log_deviation_ + 0.25 * normal_(random_);
        accept(log_density_of_u(m, to) + log_prior_of_deviation(to) - log_density_of_u(m, log_deviation_) -
               log_prior_of_deviation(log_deviation_))) {
      log_deviation_ = to;
    }
    stretch(log_deviation_ + 0.15 * normal_(random_));
    if (const double to = logit_ + 1.2 * normal_(random_);
        accept(log_density_of_u(share(to), log_deviation_) + std::log(share(to) * (1.0 - share(to))) -
               log_density_of_u(m, log_deviation_) - std::log(m * (1.0 - m)))) {
      logit_ = to;
    }
  }

  /// σ and all u by one factor, so that u / σ stays.
  void stretch(double to) {
    const double by = std::exp(to - log_deviation_);
    if (accept(log_likelihood(b_, by) + log_prior_of_deviation(to) - log_likelihood(b_, 1.0) -
               log_prior_of_deviation(log_deviation_))) {
      log_deviation_ = to;
      for (double& u : u_) {
        u *= by;
      }
    }
  }

  std::span<const double> count_;
  std::span<const double> expected_;
  const geography::Weights& weights_;
  std::mt19937 random_;
  std::normal_distribution<double> normal_{0.0, 1.0};
  std::uniform_real_distribution<double> uniform_{0.0, 1.0};
  Eigen::VectorXd eigenvalues_;
  std::vector<double> u_;
  double b_ = 0.0;
  double log_deviation_ = -0.3;
  double logit_ = 1.0;
};

}  // namespace libprofile::testing
