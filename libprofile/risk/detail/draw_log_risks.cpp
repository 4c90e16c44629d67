// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>

#include <boost/math/special_functions/erf.hpp>

#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/risk/detail/risk_posterior.hpp"

namespace libprofile::risk::detail {
namespace {

constexpr auto kNodes = LogRiskMarginals::kNodes;
constexpr std::size_t kPlacesATask = 64;
/// The word of a draw that chooses its point of the hyperparameters; the others are normal numbers.
constexpr std::uint32_t kChoice = 0;

double standard_normal(const core::Philox& random, std::size_t item, std::size_t draw) {
  const double uniform = random.uniform(static_cast<std::uint32_t>(item), static_cast<std::uint32_t>(draw), 1);
  return std::sqrt(2.0) * boost::math::erf_inv(std::clamp(2.0 * uniform - 1.0, -1.0 + 1e-16, 1.0 - 1e-16));
}

/// Which draws belong to each point.
std::vector<std::vector<std::size_t>> draws_by_point(const RiskPosterior& posterior, std::size_t draws,
                                                     const core::Philox& random) {
  std::vector<std::vector<std::size_t>> chosen(posterior.points.size());
  for (std::size_t draw = 0; draw < draws; ++draw) {
    double left = random.uniform(0, static_cast<std::uint32_t>(draw), kChoice);
    std::size_t point = 0;
    while (point + 1 < chosen.size() && left >= posterior.points[point].weight) {
      left -= posterior.points[point].weight;
      ++point;
    }
    chosen[point].push_back(draw);
  }
  return chosen;
}

/// Draws of the normal approximation at one point.
void draw_normal(const RiskPosterior& posterior, const PosteriorPoint& point, const std::vector<std::size_t>& draws,
                 const core::Philox& random, Eigen::MatrixXd& log_risks) {
  const LatentField field = posterior.family.field(posterior.graph, point.at);
  GaussianPosterior gaussian(posterior.data, field, posterior.graph);
  const Eigen::ArrayXd precision = point.fit.counts.precision.array();
  const Eigen::ArrayXd stiffening = 1.0 + field.residual_variance * precision;
  gaussian.factorise(precision / stiffening);
  const Eigen::ArrayXd residual = (field.residual_variance / stiffening).sqrt();
  const Eigen::Index n = log_risks.cols();
  const Eigen::Index p = posterior.data.covariates.cols();
  core::parallel_for(
      draws.size(),
      [&](std::size_t k) {
        Eigen::VectorXd white(n + p + n);
        for (Eigen::Index i = 0; i < white.size(); ++i) {
          white[i] = standard_normal(random, static_cast<std::size_t>(i), draws[k]);
        }
        const Mode around = gaussian.draw(white.head(n + p));
        const Eigen::ArrayXd smooth = posterior.data.covariates * around.coefficients + around.smooth;
        log_risks.row(static_cast<Eigen::Index>(draws[k])) =
            point.fit.log_risk.array() + smooth / stiffening + residual * white.tail(n).array();
      },
      1);
}

/// The distribution function of a place's corrected density at the nodes' upper ends.
std::array<double, kNodes> corrected_distribution(const RiskPosterior& posterior, const PosteriorPoint& point,
                                                  Eigen::Index place) {
  const TiltedDensity tilted(posterior.data, point, place);
  Eigen::Array<double, kNodes, 1> density;
  for (Eigen::Index k = 0; k < kNodes; ++k) {
    const double at = posterior.marginals.node(place, k);
    density[k] = tilted.log_density(at, std::exp(at));
  }
  density = (density - density.maxCoeff()).exp();
  density /= density.sum();
  std::array<double, kNodes> below{};
  double sum = 0.0;
  for (std::size_t k = 0; k < below.size(); ++k) {
    below[k] = sum += density[static_cast<Eigen::Index>(k)];
  }
  return below;
}

/// Moves the draws of one place from its normal density to its corrected one, at equal shares below.
void correct(const RiskPosterior& posterior, const PosteriorPoint& point, const std::vector<std::size_t>& draws,
             Eigen::Index place, Eigen::MatrixXd& log_risks) {
  const auto below = corrected_distribution(posterior, point, place);
  const double deviation = std::sqrt(point.variance[place]);
  for (const std::size_t draw : draws) {
    double& value = log_risks(static_cast<Eigen::Index>(draw), place);
    const double share = 0.5 * std::erfc((point.fit.log_risk[place] - value) / (deviation * std::sqrt(2.0)));
    const auto found = std::lower_bound(below.begin(), below.end() - 1, share);
    const auto k = static_cast<std::size_t>(found - below.begin());
    const double before = k == 0 ? 0.0 : below[k - 1];
    const double within = below[k] > before ? std::clamp((share - before) / (below[k] - before), 0.0, 1.0) : 0.5;
    value = posterior.marginals.node(place, static_cast<Eigen::Index>(k)) +
            (within - 0.5) * posterior.marginals.step[place];
  }
}

}  // namespace

Eigen::MatrixXd draw_log_risks(const RiskPosterior& posterior, std::size_t draws, std::uint64_t seed) {
  const core::Philox random(seed, core::Stream::risk_posterior);
  const auto chosen = draws_by_point(posterior, draws, random);
  Eigen::MatrixXd log_risks(static_cast<Eigen::Index>(draws), static_cast<Eigen::Index>(posterior.graph.size()));
  for (std::size_t k = 0; k < chosen.size(); ++k) {
    if (chosen[k].empty()) {
      continue;
    }
    const PosteriorPoint& point = posterior.points[k];
    draw_normal(posterior, point, chosen[k], random, log_risks);
    core::parallel_for(
        posterior.graph.size(),
        [&](std::size_t i) { correct(posterior, point, chosen[k], static_cast<Eigen::Index>(i), log_risks); },
        kPlacesATask);
  }
  return log_risks;
}

}  // namespace libprofile::risk::detail
