// SPDX-License-Identifier: MIT
/// @file
/// What counts say of every log risk, with the hyperparameters integrated out.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/risk/detail/laplace.hpp"

namespace libprofile::risk::detail {

/// One point of the hyperparameters, its share of their posterior, and the fit there.
struct PosteriorPoint {
  Hyperparameters at{};
  double weight = 0.0;
  LaplaceFit fit;
  /// Of each log risk, and of the coefficients.
  Eigen::VectorXd variance;
  /// How far the skewness of the other places' counts moves the mean of each log risk from the mode.
  Eigen::VectorXd shift;
  Eigen::VectorXd coefficient_mean;
  Eigen::MatrixXd coefficient_covariance;
};

/// Log risks' densities at nodes `first + k * step`, k below `kNodes`; each row sums to 1.
struct LogRiskMarginals {
  static constexpr Eigen::Index kNodes = 128;
  Eigen::VectorXd first;
  Eigen::VectorXd step;
  Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> density;

  [[nodiscard]] double node(Eigen::Index place, Eigen::Index k) const {
    return first[place] + static_cast<double>(k) * step[place];
  }
  /// P(log risk <= value).
  [[nodiscard]] double distribution(Eigen::Index place, double value) const;
  /// The value that the share lies below.
  [[nodiscard]] double quantile(Eigen::Index place, double share) const;
  [[nodiscard]] double mean_risk(Eigen::Index place) const;
};

/// Everything in the order of the graph.
struct RiskPosterior {
  NeighbourhoodGraph graph;
  CountData data;
  FieldFamily family;
  std::vector<PosteriorPoint> points;
  LogRiskMarginals marginals;
};

/// How hyperparameters are integrated out.
///
/// * grid: steps of one standard deviation along the axes of the posterior, as far as it is above e⁻⁶ of its top.
/// * composite: nine points on a circle and in its middle (central composite design); for large maps, whose posterior
///   of two hyperparameters is close to normal.
enum class Integration { grid, composite };

/// Finds the most likely hyperparameters and the points around them.
///
/// Method: Rue, Martino and Chopin (2009), sections 3.1 and 6.5.
[[nodiscard]] std::vector<PosteriorPoint> integration_points(const CountData& data, const FieldFamily& family,
                                                             const NeighbourhoodGraph& graph, Integration integration);

/// The density of each log risk: at each point the count's own likelihood in place of its normal approximation,
/// the means of all others moved by their skewness; then the mixture over points.
///
/// Method: Cseke and Heskes (2011), J. Mach. Learn. Res. 12, pages 417-454, section 3 (local corrections of Laplace);
/// the first term of the mean as in Rue, Martino and Chopin (2009), section 3.2.3.
[[nodiscard]] LogRiskMarginals log_risk_marginals(const CountData& data, const std::vector<PosteriorPoint>& points);

/// `draws` joint draws of all log risks: (draws, places), in the order of the graph.
///
/// A draw of the normal approximation at a point of the hyperparameters, each log risk moved along its own corrected
/// density.
[[nodiscard]] Eigen::MatrixXd draw_log_risks(const RiskPosterior& posterior, std::size_t draws, std::uint64_t seed);

/// The log of a place's own density at a log risk, up to a constant: what all others say of it, and its own count.
class TiltedDensity {
 public:
  TiltedDensity(const CountData& data, const PosteriorPoint& point, Eigen::Index place);

  [[nodiscard]] double log_density(double log_risk, double risk) const {
    const double distance = log_risk - mean_;
    return count_.log_likelihood(log_risk, risk) - 0.5 * distance * distance * precision_;
  }

 private:
  CountLikelihood count_;
  double mean_;
  double precision_;
};

}  // namespace libprofile::risk::detail
