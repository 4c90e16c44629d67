// SPDX-License-Identifier: MIT
/// @file
/// Fits of a model of smooth risk at several points of its hyperparameters.
#pragma once

#include <optional>
#include <vector>

#include "libprofile/risk/detail/risk_posterior.hpp"

namespace libprofile::risk::detail {

/// A fit at a point: the log posterior of the hyperparameters there, up to a constant.
struct Evaluated {
  Hyperparameters at{};
  double log_density = 0.0;
  LaplaceFit fit;
};

/// Fits at hyperparameters, several at once.
class Evaluator {
 public:
  Evaluator(const CountData& data, const FieldFamily& family, const NeighbourhoodGraph& graph)
      : data_(data), family_(family), graph_(graph) {}

  /// From `start`, or from the plain rates.
  [[nodiscard]] std::vector<Evaluated> operator()(const std::vector<Eigen::Vector2d>& points,
                                                  const std::optional<Mode>& start) const;

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
  Mode mode;
};

/// Climbs to within a tenth of a standard deviation of the top.
[[nodiscard]] Top find_top(const Evaluator& evaluate);

}  // namespace libprofile::risk::detail
