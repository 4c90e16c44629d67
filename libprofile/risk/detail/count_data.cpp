// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/count_data.hpp"

#include <algorithm>
#include <cmath>

namespace libprofile::risk::detail {
namespace {

/// The least precision of a rounded count, as a share of what the fitted events would have.
constexpr double kLeastShare = 0.01;

}  // namespace

Derivatives CountLikelihood::derivatives(double log_risk) const {
  const double fitted = expected_ * std::exp(log_risk);
  if (rounded_ == nullptr) {
    return {count_ - fitted, fitted, -fitted};
  }
  Derivatives found = rounded_->derivatives(fitted);
  found.precision = std::max(found.precision, kLeastShare * fitted);
  return found;
}

double log_likelihood(const CountData& data, const Eigen::VectorXd& log_risk) {
  if (data.rounded.empty()) {
    return data.count.dot(log_risk) - (data.expected.array() * log_risk.array().exp()).sum();
  }
  double sum = 0.0;
  for (Eigen::Index i = 0; i < log_risk.size(); ++i) {
    sum += CountLikelihood(data, i).log_likelihood(log_risk[i], std::exp(log_risk[i]));
  }
  return sum;
}

CountDerivatives derivatives(const CountData& data, const Eigen::VectorXd& log_risk) {
  if (data.rounded.empty()) {
    const Eigen::VectorXd fitted = data.expected.array() * log_risk.array().exp();
    return {data.count - fitted, fitted, -fitted};
  }
  const Eigen::VectorXd none(log_risk.size());
  CountDerivatives found{none, none, none};
  for (Eigen::Index i = 0; i < log_risk.size(); ++i) {
    const Derivatives here = CountLikelihood(data, i).derivatives(log_risk[i]);
    found.slope[i] = here.slope;
    found.precision[i] = here.precision;
    found.third[i] = here.third;
  }
  return found;
}

}  // namespace libprofile::risk::detail
