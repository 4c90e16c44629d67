// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/spatial_model.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/normal_quantile.hpp"
#include "libprofile/risk/poisson_gamma.hpp"

namespace libprofile::risk::detail {
namespace {

constexpr std::size_t kMostPlacesOnGrid = 5000;
constexpr double kCoefficientPrecision = 0.001;

void check_counts(std::span<const double> counts, std::span<const double> expected) {
  check_same_length(expected.size(), "expected", counts.size(), "count");
  check_known_or_nan(counts, "count");
  check_known_or_nan(expected, "expected");
  double events = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const bool is_known = !std::isnan(counts[i]) && !std::isnan(expected[i]);
    if (is_known && counts[i] > 0.0 && expected[i] == 0.0) {
      require(false, "expected[" + std::to_string(i) + "]", expected[i], "above 0 where there are events");
    }
    events += is_known ? counts[i] : 0.0;
  }
  require(events > 0.0, "sum of count", events, "above 0: without an event there is no risk to compare");
}

void check_columns(const Covariates& covariates) {
  const std::size_t names = covariates.names.size();
  const std::size_t roles = covariates.roles.size();
  require(names == 0 || names == covariates.columns, "covariates.names.size()", names, "none, or one a column");
  require(roles == 0 || roles == covariates.columns, "covariates.roles.size()", roles, "none, or one a column");
  for (std::size_t column = 0; column < covariates.columns; ++column) {
    require_may_predict("covariate", names == 0 ? "x" + std::to_string(column) : covariates.names[column],
                        roles == 0 ? IndicatorRole::exposure : covariates.roles[column]);
  }
}

void check_covariates(const Covariates& covariates, std::size_t places) {
  check_columns(covariates);
  check_same_length(covariates.values.size(), "covariates", places * covariates.columns, "count times columns");
  for (std::size_t i = 0; i < covariates.values.size(); ++i) {
    require(
        std::isfinite(covariates.values[i]),
        "covariates[" + std::to_string(i / covariates.columns) + "][" + std::to_string(i % covariates.columns) + "]",
        covariates.values[i], "finite");
  }
}

CountData in_order(std::span<const double> counts, std::span<const double> expected, const Covariates& covariates,
                   const std::vector<std::size_t>& order) {
  const auto n = static_cast<Eigen::Index>(counts.size());
  const auto p = static_cast<Eigen::Index>(covariates.columns) + 1;
  CountData data{Eigen::VectorXd::Zero(n), Eigen::VectorXd::Zero(n), Eigen::MatrixXd::Ones(n, p),
                 Eigen::VectorXd::Constant(p, kCoefficientPrecision)};
  data.coefficient_precision[0] = 0.0;
  for (Eigen::Index i = 0; i < n; ++i) {
    const std::size_t place = order[static_cast<std::size_t>(i)];
    if (!std::isnan(counts[place]) && !std::isnan(expected[place])) {
      data.count[i] = counts[place];
      data.expected[i] = expected[place];
    }
    for (std::size_t column = 0; column < covariates.columns; ++column) {
      data.covariates(i, static_cast<Eigen::Index>(column) + 1) =
          covariates.values[place * covariates.columns + column];
    }
  }
  return data;
}

/// Rounded counts go up and down as they would under gamma risks without neighbours.
void take_as_rounded(CountData& data, std::span<const double> counts, std::span<const double> expected, double band,
                     const std::vector<std::size_t>& order) {
  const RoundingModel rounding{band, poisson_gamma(counts, expected, {.rounding_band = band}).rounding_threshold};
  data.rounded.resize(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto here = static_cast<Eigen::Index>(i);
    if (data.expected[here] > 0.0) {
      data.rounded[i].emplace(data.count[here], rounding);
    }
  }
}

/// Mean and variance of a mixture of normals with these means and variances.
template <class Mean, class Variance>
std::pair<double, double> mixture(const std::vector<PosteriorPoint>& points, Mean&& mean, Variance&& variance) {
  double first = 0.0;
  double second = 0.0;
  for (const PosteriorPoint& point : points) {
    first += point.weight * mean(point);
    second += point.weight * (variance(point) + mean(point) * mean(point));
  }
  return {first, std::max(0.0, second - first * first)};
}

Estimate coefficient(const std::vector<PosteriorPoint>& points, Eigen::Index k, double z) {
  const auto [mean, variance] = mixture(
      points, [k](const PosteriorPoint& point) { return point.coefficient_mean[k]; },
      [k](const PosteriorPoint& point) { return point.coefficient_covariance(k, k); });
  const double deviation = std::sqrt(variance);
  return {mean, deviation, mean - z * deviation, mean + z * deviation};
}

/// A hyperparameter on the scale that people read: mean and deviation there, limits from the unbounded scale.
template <class Readable>
Estimate hyperparameter(const std::vector<PosteriorPoint>& points, std::size_t k, double z, Readable&& readable) {
  const auto nothing = [](const PosteriorPoint&) { return 0.0; };
  const auto [mean, variance] = mixture(
      points, [&](const PosteriorPoint& point) { return readable(point.at[k]); }, nothing);
  const auto [middle, spread] = mixture(
      points, [&](const PosteriorPoint& point) { return point.at[k]; }, nothing);
  return {mean, std::sqrt(variance), readable(middle - z * std::sqrt(spread)),
          readable(middle + z * std::sqrt(spread))};
}

void summarise_places(const RiskPosterior& posterior, double level, SpatialRisk& risk) {
  const std::size_t n = posterior.graph.size();
  risk.relative_risk.resize(n);
  risk.lower.resize(n);
  risk.upper.resize(n);
  core::parallel_for(n, [&](std::size_t i) {
    const std::size_t place = posterior.graph.order[i];
    const auto here = static_cast<Eigen::Index>(i);
    risk.relative_risk[place] = posterior.marginals.mean_risk(here);
    risk.lower[place] = std::exp(posterior.marginals.quantile(here, 0.5 * (1.0 - level)));
    risk.upper[place] = std::exp(posterior.marginals.quantile(here, 0.5 * (1.0 + level)));
  });
}

}  // namespace

SpatialRisk fit_spatial_risk(std::span<const double> counts, std::span<const double> expected,
                             const geography::Weights& weights, const Covariates& covariates,
                             const SpatialRiskOptions& options, const FamilyMaker& make_family) {
  check_options(options);
  check_counts(counts, expected);
  check_same_length(weights.size(), "weights", counts.size(), "count");
  check_covariates(covariates, counts.size());
  RiskPosterior posterior;
  posterior.graph = neighbourhood_graph(weights);
  posterior.data = in_order(counts, expected, covariates, posterior.graph.order);
  if (options.rounding_band > 0.0) {
    take_as_rounded(posterior.data, counts, expected, options.rounding_band, posterior.graph.order);
  }
  posterior.family = make_family(posterior.graph);
  posterior.points = integration_points(posterior.data, posterior.family, posterior.graph,
                                        counts.size() > kMostPlacesOnGrid ? Integration::composite : Integration::grid);
  posterior.marginals = log_risk_marginals(posterior.data, posterior.points);
  SpatialRisk risk;
  summarise_places(posterior, options.level, risk);
  const double z = central_normal_quantile(options.level);
  risk.deviation = hyperparameter(posterior.points, 0, z, [](double at) { return std::exp(at); });
  risk.mixing = hyperparameter(posterior.points, 1, z, share_from);
  for (Eigen::Index k = 0; k < posterior.data.covariates.cols(); ++k) {
    risk.coefficients.push_back(coefficient(posterior.points, k, z));
  }
  risk.posterior = std::make_shared<const RiskPosterior>(std::move(posterior));
  return risk;
}

double log_deviation_prior(double log_deviation, double largest, double tail) {
  const double rate = -std::log(tail) / largest;
  return std::log(rate) - rate * std::exp(log_deviation) + log_deviation;
}

double log_uniform_share_prior(double logit_share) {
  const double distance = std::abs(logit_share);
  return -distance - 2.0 * std::log1p(std::exp(-distance));
}

double share_from(double logit_share) {
  return 1.0 / (1.0 + std::exp(-logit_share));
}

void check_options(const SpatialRiskOptions& options) {
  check_level(options.level);
  validate(PoissonGammaOptions{.rounding_band = options.rounding_band});
}

void check_prior(double largest_deviation, double tail) {
  require(largest_deviation > 0.0 && std::isfinite(largest_deviation), "largest_deviation", largest_deviation,
          "above 0 and finite");
  require(tail > 0.0 && tail < 1.0, "tail", tail, "above 0 and below 1");
}

}  // namespace libprofile::risk::detail

namespace libprofile::risk {

std::vector<double> exceedance(const SpatialRisk& risk, double threshold) {
  require(threshold > 0.0 && std::isfinite(threshold), "threshold", threshold, "above 0 and finite");
  const detail::RiskPosterior& posterior = *risk.posterior;
  std::vector<double> result(posterior.graph.size());
  for (std::size_t i = 0; i < result.size(); ++i) {
    result[posterior.graph.order[i]] =
        1.0 - posterior.marginals.distribution(static_cast<Eigen::Index>(i), std::log(threshold));
  }
  return result;
}

std::vector<double> draws(const SpatialRisk& risk, std::size_t count, std::uint64_t seed) {
  constexpr std::size_t kMost = 1'000'000'000;
  const detail::RiskPosterior& posterior = *risk.posterior;
  const std::size_t n = posterior.graph.size();
  require(count >= 1 && count <= kMost / n, "count", count, "at least 1, and at most 10^9 divided by the places");
  const Eigen::MatrixXd log_risks = detail::draw_log_risks(posterior, count, seed);
  std::vector<double> result(count * n);
  core::parallel_for(
      count,
      [&](std::size_t draw) {
        for (std::size_t i = 0; i < n; ++i) {
          result[draw * n + posterior.graph.order[i]] =
              std::exp(log_risks(static_cast<Eigen::Index>(draw), static_cast<Eigen::Index>(i)));
        }
      },
      16);
  return result;
}

}  // namespace libprofile::risk
