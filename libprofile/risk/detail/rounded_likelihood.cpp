// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/rounded_likelihood.hpp"

#include <boost/math/special_functions/gamma.hpp>

namespace libprofile::risk::detail {

RoundedLikelihood::RoundedLikelihood(double released, const RoundingModel& rounding) {
  for (double x = std::max(0.0, released - rounding.band); x <= released + rounding.band; x += 1.0) {
    const double chance = rounding.chance(x - released);
    if (!(chance > 0.0)) {
      continue;
    }
    if (log_chance_.empty()) {
      least_ = x;
    }
    log_chance_.push_back(std::log(chance) - boost::math::lgamma(x + 1.0));
    if (log_chance_.size() > 1) {
      step_.push_back(std::exp(log_chance_.back() - log_chance_[log_chance_.size() - 2]));
    }
  }
}

Derivatives RoundedLikelihood::derivatives(double fitted) const {
  double sum = 0.0;
  double first = 0.0;
  for_counts(fitted, [&](std::size_t k, double chance) {
    sum += chance;
    first += chance * static_cast<double>(k);
  });
  const double mean = first / sum;
  double variance = 0.0;
  double third = 0.0;
  for_counts(fitted, [&](std::size_t k, double chance) {
    const double off = static_cast<double>(k) - mean;
    variance += chance / sum * off * off;
    third += chance / sum * off * off * off;
  });
  return {least_ + mean - fitted, fitted - variance, third - fitted};
}

}  // namespace libprofile::risk::detail
