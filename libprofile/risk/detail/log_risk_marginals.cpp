// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/detail/risk_posterior.hpp"

namespace libprofile::risk::detail {
namespace {

constexpr auto kNodes = LogRiskMarginals::kNodes;
/// Standard deviations that the nodes reach below and above the mean: a place without events has the longer tail below.
constexpr double kBelow = 8.0;
constexpr double kAbove = 6.0;
constexpr std::size_t kPlacesATask = 64;

void spread_nodes(LogRiskMarginals& marginals, const std::vector<PosteriorPoint>& points, Eigen::Index place) {
  double mean = 0.0;
  double square = 0.0;
  for (const PosteriorPoint& point : points) {
    const double at = point.fit.log_risk[place];
    mean += point.weight * at;
    square += point.weight * (point.variance[place] + at * at);
  }
  const double deviation = std::sqrt(std::max(square - mean * mean, 1e-300));
  marginals.first[place] = mean - kBelow * deviation;
  marginals.step[place] = (kBelow + kAbove) * deviation / static_cast<double>(kNodes - 1);
}

void mix_densities(LogRiskMarginals& marginals, const CountData& data, const std::vector<PosteriorPoint>& points,
                   Eigen::Index place) {
  Eigen::Array<double, kNodes, 1> at;
  for (Eigen::Index k = 0; k < kNodes; ++k) {
    at[k] = marginals.node(place, k);
  }
  const Eigen::Array<double, kNodes, 1> risk = at.exp();
  Eigen::Array<double, kNodes, 1> mixture = Eigen::Array<double, kNodes, 1>::Zero();
  Eigen::Array<double, kNodes, 1> density;
  for (const PosteriorPoint& point : points) {
    const TiltedDensity tilted(data, point, place);
    for (Eigen::Index k = 0; k < kNodes; ++k) {
      density[k] = tilted.log_density(at[k], risk[k]);
    }
    density = (density - density.maxCoeff()).exp();
    mixture += point.weight / density.sum() * density;
  }
  marginals.density.row(place) = mixture / mixture.sum();
}

}  // namespace

TiltedDensity::TiltedDensity(const CountData& data, const PosteriorPoint& point, Eigen::Index place)
    : count_(data, place) {
  const double own = 1.0 / point.variance[place];
  // Rounding may leave nothing where a count says all there is; the floor keeps the density proper.
  precision_ = std::max(own - point.fit.counts.precision[place], 1e-10 * own);
  mean_ = point.fit.log_risk[place] - (point.fit.counts.slope[place] - own * point.shift[place]) / precision_;
}

double LogRiskMarginals::distribution(Eigen::Index place, double value) const {
  const double steps = (value - first[place]) / step[place] + 0.5;
  if (!(steps > 0.0)) {
    return 0.0;
  }
  const auto whole = static_cast<Eigen::Index>(std::min(steps, static_cast<double>(kNodes)));
  const double below = density.row(place).head(whole).sum();
  return whole == kNodes ? 1.0 : below + (steps - static_cast<double>(whole)) * density(place, whole);
}

double LogRiskMarginals::quantile(Eigen::Index place, double share) const {
  double below = 0.0;
  for (Eigen::Index k = 0; k < kNodes; ++k) {
    const double here = density(place, k);
    if (below + here >= share && here > 0.0) {
      return node(place, k) + ((share - below) / here - 0.5) * step[place];
    }
    below += here;
  }
  return node(place, kNodes - 1);
}

double LogRiskMarginals::mean_risk(Eigen::Index place) const {
  double sum = 0.0;
  for (Eigen::Index k = 0; k < kNodes; ++k) {
    sum += density(place, k) * std::exp(node(place, k));
  }
  return sum;
}

LogRiskMarginals log_risk_marginals(const CountData& data, const std::vector<PosteriorPoint>& points) {
  const Eigen::Index n = data.count.size();
  LogRiskMarginals marginals{Eigen::VectorXd(n), Eigen::VectorXd(n), {}};
  marginals.density.resize(n, kNodes);
  core::parallel_for(
      static_cast<std::size_t>(n),
      [&](std::size_t i) {
        const auto place = static_cast<Eigen::Index>(i);
        spread_nodes(marginals, points, place);
        mix_densities(marginals, data, points, place);
      },
      kPlacesATask);
  return marginals;
}

}  // namespace libprofile::risk::detail
