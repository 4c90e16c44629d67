// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/possible_priors.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <boost/math/special_functions/gamma.hpp>

#include "libprofile/risk/detail/gamma_quantile.hpp"

namespace libprofile::risk::detail {
namespace {

constexpr std::size_t kDeviations = 24;
/// Where the mean is taken, in standard errors of its logarithm.
constexpr double kMeans[] = {-2.4, -1.2, 0.0, 1.2, 2.4};
constexpr double kMostVariance = 10.0;
/// So little of the variance of counts is as good as none.
constexpr double kAsGoodAsNone = 0.01;
/// Less likely than this beside the likeliest adds nothing.
constexpr double kNothing = 1e-12;

struct Counts {
  std::span<const double> counts;
  std::span<const double> exposures;
  double mean = 0.0;
  double all = 0.0;
};

/// Standard deviations over the mean, from next to none, each as many times the one before.
std::vector<double> deviations(const Counts& data) {
  double inverses = 0.0;
  for (const double exposure : data.exposures) {
    inverses += 1.0 / exposure;
  }
  const double typical = data.mean * static_cast<double>(data.exposures.size()) / inverses;
  const double least = kAsGoodAsNone / std::max(1.0, typical);
  std::vector<double> found;
  for (std::size_t k = 0; k < kDeviations; ++k) {
    found.push_back(std::sqrt(least * std::pow(kMostVariance / least, static_cast<double>(k) / (kDeviations - 1.0))));
  }
  return found;
}

/// How much of the range of standard deviations one of them stands for.
double width_at(const std::vector<double>& deviation, std::size_t k) {
  const double below = k == 0 ? -deviation[0] : deviation[k - 1];
  const double above = k + 1 == deviation.size() ? deviation[k] : deviation[k + 1];
  return 0.5 * (above - below);
}

/// The mean under a relative variance, and the standard error of its logarithm.
struct Mean {
  double value = 0.0;
  double error = 0.0;
};

Mean mean_under(const Counts& data, double variance) {
  double weights = 0.0;
  double sum = 0.0;
  for (std::size_t k = 0; k < data.counts.size(); ++k) {
    const double weight = data.exposures[k] / (1.0 + variance * data.mean * data.exposures[k]);
    weights += weight;
    sum += weight * data.counts[k] / data.exposures[k];
  }
  const double value = std::max(sum / weights, 0.5 / data.all);
  return {value, std::sqrt(1.0 / std::max(weights * value, 0.5))};
}

/// Less what does not depend on shape and rate.
double log_likelihood(const Counts& data, double shape, double rate) {
  const double places = static_cast<double>(data.counts.size());
  double sum = places * (shape * std::log(rate) - boost::math::lgamma(shape));
  for (std::size_t k = 0; k < data.counts.size(); ++k) {
    const double after = shape + data.counts[k];
    sum += boost::math::lgamma(after) - after * std::log(rate + data.exposures[k]);
  }
  return sum;
}

Counts data_of(std::span<const double> counts, std::span<const double> exposures) {
  Counts data{counts, exposures};
  double events = 0.0;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    events += counts[k];
    data.all += exposures[k];
  }
  data.mean = std::max(events, 0.5) / data.all;
  return data;
}

}  // namespace

std::vector<PossiblePrior> possible_priors(std::span<const double> counts, std::span<const double> exposures) {
  const Counts data = data_of(counts, exposures);
  const std::vector<double> deviation = deviations(data);
  std::vector<PossiblePrior> priors;
  for (std::size_t k = 0; k < deviation.size(); ++k) {
    const double shape = 1.0 / (deviation[k] * deviation[k]);
    const Mean middle = mean_under(data, 1.0 / shape);
    for (const double errors : kMeans) {
      const double mean = middle.value * std::exp(errors * middle.error);
      const double log_prior = std::log(width_at(deviation, k) * middle.error * std::sqrt(mean));
      priors.push_back({log_prior + log_likelihood(data, shape, shape / mean), shape, shape / mean});
    }
  }
  const double most = std::max_element(priors.begin(), priors.end(), [](const auto& a, const auto& b) {
                        return a.chance < b.chance;
                      })->chance;
  double sum = 0.0;
  for (PossiblePrior& prior : priors) {
    prior.chance = std::exp(prior.chance - most);
    sum += prior.chance;
  }
  for (PossiblePrior& prior : priors) {
    prior.chance /= sum;
  }
  priors.erase(std::remove_if(priors.begin(), priors.end(), [](const auto& one) { return one.chance < kNothing; }),
               priors.end());
  return priors;
}

Interval interval_over(std::span<const PossiblePrior> priors, double count, double exposure, double level) {
  double mean = 0.0;
  for (const PossiblePrior& prior : priors) {
    mean += prior.chance * (prior.shape + count) / (prior.rate + exposure);
  }
  double variance = 0.0;
  for (const PossiblePrior& prior : priors) {
    const double rate = prior.rate + exposure;
    const double of_prior = (prior.shape + count) / rate;
    variance += prior.chance * (of_prior / rate + (of_prior - mean) * (of_prior - mean));
  }
  const double shape = mean * mean / variance;
  const double scale = variance / mean;
  const double tail = 0.5 * (1.0 - level);
  return {scale * gamma_quantile(shape, tail), scale * gamma_quantile(shape, 1.0 - tail)};
}

}  // namespace libprofile::risk::detail
