// SPDX-License-Identifier: MIT
/// @file
/// The posterior of two hyperparameters as a parabola times a prior.
#pragma once

#include <functional>

#include <Eigen/Core>

#include "libprofile/risk/detail/latent_field.hpp"

namespace libprofile::risk::detail {

using LogPrior = std::function<double(const Hyperparameters&)>;

/// How a log density of the two hyperparameters changes around a middle.
struct Slope {
  Eigen::Vector2d gradient = Eigen::Vector2d::Zero();
  /// Minus the curvature.
  Eigen::Matrix2d precision = Eigen::Matrix2d::Zero();
};

/// The log likelihood as a parabola over the log deviation and the share itself, where it is closer to one than over
/// the share's logit: what is far from its middle is not left to a curvature that changes tenfold on the way. The
/// share's prior, which is known everywhere, is apart.
class Parabola {
 public:
  /// `slope` is that of the log posterior over the log deviation and the logit, from points `reach` around the middle.
  Parabola(const Eigen::Vector2d& middle, const Eigen::Vector2d& reach, const Slope& slope, const LogPrior& log_prior);

  /// Takes how the two depend on one another from the change of the gradient since another middle, or as it was there
  /// where that is less than a standard deviation away.
  void twist_from(const Parabola& before);

  /// Minus the curvatures of the log posterior over the log deviation and the logit at another place.
  [[nodiscard]] Eigen::Vector2d precision_at(const Eigen::Vector2d& at, const LogPrior& log_prior) const;

  /// To the top of the parabola times the prior, as far as it is trusted; logits stay within `farthest`.
  [[nodiscard]] Eigen::Vector2d step(const LogPrior& log_prior, double farthest) const;

 private:
  /// The best change of the log deviation where the share changes by so much.
  [[nodiscard]] double best_deviation(double share_moved) const;
  /// What is gained at another logit of the share, with the best log deviation there.
  [[nodiscard]] double gain(double logit, const LogPrior& log_prior) const;

  Eigen::Vector2d middle_;
  double share_;
  /// Over the log deviation and the share.
  Slope slope_;
};

}  // namespace libprofile::risk::detail
