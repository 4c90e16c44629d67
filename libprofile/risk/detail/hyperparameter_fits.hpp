// SPDX-License-Identifier: MIT
/// @file
/// Fits of a model of smooth risk at several points of its hyperparameters.
#pragma once

#include <functional>
#include <vector>

#include "libprofile/risk/detail/risk_posterior.hpp"

namespace libprofile::risk::detail {

/// A fit at a point: the log posterior of the hyperparameters there, up to a constant.
struct Evaluated {
  Hyperparameters at{};
  double log_density = 0.0;
  LaplaceFit fit;
};

/// What fits tell of others nearby: where Newton's method may begin. By default, nothing.
class Outlook {
 public:
  Outlook() = default;
  /// The fit in the middle, and those `reach` below and above it on each axis in turn.
  Outlook(const Evaluated& middle, const std::vector<Evaluated>& arms, const Eigen::Vector2d& reach);

  /// Around another middle, with the slopes of this one.
  [[nodiscard]] Outlook from(const Evaluated& middle) const;

  /// The middle itself, and what its most likely values become by their slopes, and by their slopes and curvatures.
  [[nodiscard]] std::vector<Mode> starts(const Eigen::Vector2d& at) const;

 private:
  Eigen::Vector2d at_ = Eigen::Vector2d::Zero();
  /// Each empty where it is not known.
  std::vector<Mode> middle_;
  std::vector<Mode> slope_;
  std::vector<Mode> curvature_;
};

/// Fits at hyperparameters, several at once.
class Evaluator {
 public:
  Evaluator(const CountData& data, const FieldFamily& family, const NeighbourhoodGraph& graph)
      : data_(data), family_(family), graph_(graph) {}

  [[nodiscard]] std::vector<Evaluated> operator()(const std::vector<Eigen::Vector2d>& points,
                                                  const Outlook& outlook) const;

  /// How far risks differ beyond chance, roughly: the deviation of their logarithms that the counts' variance tells.
  [[nodiscard]] double rough_deviation() const;

  [[nodiscard]] std::size_t places() const { return graph_.size(); }

  [[nodiscard]] const std::function<double(const Hyperparameters&)>& log_prior() const { return family_.log_prior; }

  /// What the marginals need beyond the fit: variances, which cost more than the fit.
  [[nodiscard]] std::vector<PosteriorPoint> complete(std::vector<Evaluated>&& evaluated,
                                                     const std::vector<double>& weights) const;

 private:
  [[nodiscard]] PosteriorPoint complete(Evaluated&& evaluated, double weight) const;

  const CountData& data_;
  const FieldFamily& family_;
  const NeighbourhoodGraph& graph_;
};

/// The top of the posterior of hyperparameters: what it is there, and minus its curvature.
struct Top {
  Eigen::Vector2d at;
  Eigen::Matrix2d precision;
  Outlook outlook;
};

/// Climbs to within a tenth of a standard deviation of the top.
[[nodiscard]] Top find_top(const Evaluator& evaluate);

}  // namespace libprofile::risk::detail
