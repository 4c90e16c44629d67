// SPDX-License-Identifier: MIT
/// @file
/// Counts, what explains them, and what they say of log risks.
#pragma once

#include <optional>
#include <vector>

#include <Eigen/Core>

#include "libprofile/risk/detail/rounded_likelihood.hpp"

namespace libprofile::risk::detail {

/// Counts and what explains them, in the order of the graph.
struct CountData {
  /// Events and expected events; both 0 where a place tells nothing.
  Eigen::VectorXd count;
  Eigen::VectorXd expected;
  /// The first column is 1.
  Eigen::MatrixXd covariates;
  /// Precision of the normal prior of each coefficient; 0 where it has none.
  Eigen::VectorXd coefficient_precision;
  /// Of counts that were rounded; none where a place tells nothing. Empty where all counts are exact.
  std::vector<std::optional<RoundedLikelihood>> rounded = {};
};

/// The likelihood of one place's count.
class CountLikelihood {
 public:
  CountLikelihood(const CountData& data, Eigen::Index place)
      : count_(data.count[place]),
        expected_(data.expected[place]),
        rounded_(data.rounded.empty() || !data.rounded[static_cast<std::size_t>(place)]
                     ? nullptr
                     : &*data.rounded[static_cast<std::size_t>(place)]) {}

  /// Up to a constant; `risk` is the exponential of the log risk.
  [[nodiscard]] double log_likelihood(double log_risk, double risk) const {
    return rounded_ == nullptr ? count_ * log_risk - expected_ * risk : rounded_->log_likelihood(expected_ * risk);
  }

  /// The precision of a rounded count is held above 0, where its likelihood is no hill.
  [[nodiscard]] Derivatives derivatives(double log_risk) const;

 private:
  double count_;
  double expected_;
  const RoundedLikelihood* rounded_;
};

/// Up to a constant.
[[nodiscard]] double log_likelihood(const CountData& data, const Eigen::VectorXd& log_risk);

/// `Derivatives` of every place.
struct CountDerivatives {
  Eigen::VectorXd slope;
  Eigen::VectorXd precision;
  Eigen::VectorXd third;
};

[[nodiscard]] CountDerivatives derivatives(const CountData& data, const Eigen::VectorXd& log_risk);

}  // namespace libprofile::risk::detail
