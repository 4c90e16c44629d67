// SPDX-License-Identifier: MIT
/// @file
/// What a rounded count says of the risk behind it.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "libprofile/risk/detail/rounding_model.hpp"

namespace libprofile::risk::detail {

/// Derivatives of a log likelihood in the log risk: the first, less the second, and the third.
struct Derivatives {
  double slope = 0.0;
  double precision = 0.0;
  double third = 0.0;
};

/// log Σ P(released | x) Poisson(x; fitted events) over the counts x that may have been released as this one.
///
/// Not everywhere a hill: where far fewer are fitted than any of these counts, it curves upwards.
class RoundedLikelihood {
 public:
  /// @param released  At least 0.
  /// @param rounding  Of a band above 0.
  RoundedLikelihood(double released, const RoundingModel& rounding);

  /// @param fitted  Expected events times risk, above 0.
  [[nodiscard]] double log_likelihood(double fitted) const {
    double sum = 0.0;
    const double start = for_counts(fitted, [&sum](std::size_t, double chance) { sum += chance; });
    return start - fitted + std::log(sum);
  }

  [[nodiscard]] Derivatives derivatives(double fitted) const;

 private:
  /// Calls `visit(k, chance)` for the counts least + k, chances relative to that of the first one visited: the one
  /// nearest to what is fitted, from where Poisson chances fall to both sides.
  ///
  /// @returns The logarithm of that one's chance, without what all counts share.
  template <class Visit>
  double for_counts(double fitted, Visit&& visit) const {
    const auto last = static_cast<double>(step_.size());
    const auto first = static_cast<std::size_t>(std::clamp(std::floor(fitted - least_), 0.0, last));
    visit(first, 1.0);
    double chance = 1.0;
    for (std::size_t k = first; k < step_.size(); ++k) {
      visit(k + 1, chance *= step_[k] * fitted);
    }
    chance = 1.0;
    for (std::size_t k = first; k > 0; --k) {
      visit(k - 1, chance /= step_[k - 1] * fitted);
    }
    return log_chance_[first] + (least_ + static_cast<double>(first)) * std::log(fitted);
  }

  /// The smallest count that may have been released as this one.
  double least_ = 0.0;
  /// log P(released | x) / x! of each.
  std::vector<double> log_chance_;
  /// From one count to the next the chance changes by this times the fitted events.
  std::vector<double> step_;
};

}  // namespace libprofile::risk::detail
