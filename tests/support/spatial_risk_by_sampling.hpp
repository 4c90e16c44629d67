// SPDX-License-Identifier: MIT
/// @file
/// The model of `bym2` by a plain Markov chain: one number at a time, random walks, nothing clever.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "libprofile/geography/weights.hpp"

namespace libprofile::testing {

struct SampledRisk {
  std::vector<double> relative_risk;
  std::vector<double> lower;
  std::vector<double> upper;
  /// Share of draws above 1.
  std::vector<double> above_one;
  double deviation = 0.0;
  double mixing = 0.0;
};

/// Means, central intervals of 95 % and shares above 1 of the draws of each place.
inline void summarise(std::vector<std::vector<double>>& kept, SampledRisk& result) {
  for (std::vector<double>& draws : kept) {
    std::sort(draws.begin(), draws.end());
    const auto n = static_cast<double>(draws.size());
    double sum = 0.0;
    for (const double draw : draws) {
      sum += draw;
    }
    result.relative_risk.push_back(sum / n);
    result.lower.push_back(draws[static_cast<std::size_t>(0.025 * n)]);
    result.upper.push_back(draws[static_cast<std::size_t>(0.975 * n)]);
    result.above_one.push_back(static_cast<double>(draws.end() - std::upper_bound(draws.begin(), draws.end(), 1.0)) /
                               n);
  }
}

/// The scaled model of Besag, York and Mollié on a connected map without covariates or islands, priors as in `bym2`:
/// log risk = b + σ (√(1 - m) v + √m u / √scale), u an intrinsic autoregression. Each sweep moves every v, every u, b,
/// log σ and logit m by a random walk, and holds the sum of u at zero by moving b.
class Bym2Chain {
 public:
  Bym2Chain(std::span<const double> count, std::span<const double> expected, const geography::Weights& weights,
            double scale, std::uint32_t seed)
      : count_(count),
        expected_(expected),
        weights_(weights),
        scale_(scale),
        random_(seed),
        v_(count.size(), 0.0),
        u_(count.size(), 0.0) {}

  SampledRisk run(std::size_t sweeps, std::size_t warm_up, std::size_t keep_each) {
    std::vector<std::vector<double>> kept(count_.size());
    SampledRisk result;
    std::size_t draws = 0;
    for (std::size_t sweep = 0; sweep < sweeps; ++sweep) {
      this->sweep();
      if (sweep >= warm_up && sweep % keep_each == 0) {
        for (std::size_t i = 0; i < kept.size(); ++i) {
          kept[i].push_back(std::exp(log_risk(i)));
        }
        result.deviation += std::exp(log_deviation_);
        result.mixing += share();
        ++draws;
      }
    }
    result.deviation /= static_cast<double>(draws);
    result.mixing /= static_cast<double>(draws);
    summarise(kept, result);
    return result;
  }

 private:
  [[nodiscard]] double share() const { return 1.0 / (1.0 + std::exp(-logit_)); }
  [[nodiscard]] double smooth() const { return std::exp(log_deviation_) * std::sqrt(share() / scale_); }
  [[nodiscard]] double rough() const { return std::exp(log_deviation_) * std::sqrt(1.0 - share()); }
  [[nodiscard]] double log_risk(std::size_t i) const { return b_ + rough() * v_[i] + smooth() * u_[i]; }
  [[nodiscard]] double log_likelihood(std::size_t i, double at) const {
    return count_[i] * at - expected_[i] * std::exp(at);
  }
  [[nodiscard]] double log_likelihood() const {
    double sum = 0.0;
    for (std::size_t i = 0; i < count_.size(); ++i) {
      sum += log_likelihood(i, log_risk(i));
    }
    return sum;
  }
  /// P(σ > 1) = 0.01 and m uniform, as densities of log σ and logit m.
  [[nodiscard]] double log_prior() const {
    const double rate = -std::log(0.01);
    return -rate * std::exp(log_deviation_) + log_deviation_ + std::log(share()) + std::log(1.0 - share());
  }
  [[nodiscard]] double log_prior_of_u(std::size_t i, double value) const {
    double sum = 0.0;
    for (const std::uint32_t j : weights_.neighbours_of(i)) {
      sum += (value - u_[j]) * (value - u_[j]);
    }
    return -0.5 * sum;
  }

  bool accept(double log_ratio) { return std::log(uniform_(random_)) < log_ratio; }

  void sweep() {
    for (std::size_t i = 0; i < count_.size(); ++i) {
      move_v(i);
      move_u(i);
    }
    double mean = 0.0;
    for (const double value : u_) {
      mean += value / static_cast<double>(u_.size());
    }
    for (double& value : u_) {
      value -= mean;
    }
    b_ += smooth() * mean;
    move(b_, 0.15);
    move(log_deviation_, 0.25);
    move(logit_, 0.9);
  }

  void move_v(std::size_t i) {
    const double now = v_[i];
    const double before = log_likelihood(i, log_risk(i)) - 0.5 * now * now;
    v_[i] = now + 1.2 * normal_(random_);
    const double after = log_likelihood(i, log_risk(i)) - 0.5 * v_[i] * v_[i];
    if (!accept(after - before)) {
      v_[i] = now;
    }
  }

  void move_u(std::size_t i) {
    const double now = u_[i];
    const double before = log_likelihood(i, log_risk(i)) + log_prior_of_u(i, now);
    u_[i] = now + 0.7 * normal_(random_);
    const double after = log_likelihood(i, log_risk(i)) + log_prior_of_u(i, u_[i]);
    if (!accept(after - before)) {
      u_[i] = now;
    }
  }

  void move(double& parameter, double step) {
    const double now = parameter;
    const double before = log_likelihood() + log_prior();
    parameter = now + step * normal_(random_);
    if (!accept(log_likelihood() + log_prior() - before)) {
      parameter = now;
    }
  }

  std::span<const double> count_;
  std::span<const double> expected_;
  const geography::Weights& weights_;
  double scale_;
  std::mt19937 random_;
  std::normal_distribution<double> normal_{0.0, 1.0};
  std::uniform_real_distribution<double> uniform_{0.0, 1.0};
  std::vector<double> v_;
  std::vector<double> u_;
  double b_ = 0.0;
  double log_deviation_ = -0.7;
  double logit_ = 0.0;
};

}  // namespace libprofile::testing
