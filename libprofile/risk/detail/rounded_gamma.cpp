// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/rounded_gamma.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <vector>

#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/tools/minima.hpp>

#include "libprofile/core/parallel.hpp"

namespace libprofile::risk::detail {
namespace {

/// Logarithms of relative variances looked at, as for exact counts.
constexpr double kFirst = -13.8;
constexpr double kLast = 7.2;
constexpr double kStep = 1.0;
constexpr int kMostSteps = 60;
constexpr double kMeanSettled = 1e-12;

/// log P(x) P(released | x) for x = least, least + 1, ... without what depends on the place: add x log(share).
struct TrueCounts {
  double least = 0.0;
  std::vector<double> log_weight;
};

TrueCounts true_counts(double released, const RoundingModel& rounding, double shape) {
  TrueCounts made{std::max(0.0, released - rounding.band), {}};
  double log_weight =
      boost::math::lgamma(shape + made.least) - boost::math::lgamma(shape) - boost::math::lgamma(made.least + 1.0);
  for (double x = made.least; x <= released + rounding.band; x += 1.0) {
    made.log_weight.push_back(log_weight + std::log(rounding.chance(x - released)));
    log_weight += std::log((shape + x) / (x + 1.0));
  }
  return made;
}

/// What a released count says at one mean: its log likelihood, and mean and variance of the true count.
struct Said {
  double log_likelihood;
  double mean;
  double variance;
};

Said said_by(const TrueCounts& counts, double log_share) {
  double greatest = -std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < counts.log_weight.size(); ++k) {
    greatest = std::max(greatest, counts.log_weight[k] + static_cast<double>(k) * log_share);
  }
  double sum = 0.0;
  double first = 0.0;
  double second = 0.0;
  for (std::size_t k = 0; k < counts.log_weight.size(); ++k) {
    const auto over = static_cast<double>(k);
    const double weight = std::exp(counts.log_weight[k] + over * log_share - greatest);
    sum += weight;
    first += weight * over;
    second += weight * over * over;
  }
  const double mean = first / sum;
  return {greatest + std::log(sum) + counts.least * log_share, counts.least + mean, second / sum - mean * mean};
}

class Likelihood {
 public:
  Likelihood(std::span<const double> counts, std::span<const double> expected, double band)
      : expected_(expected), band_(band) {
    std::map<double, std::size_t> place_of;
    for (const double count : counts) {
      place_of.emplace(count, 0);
    }
    for (auto& [count, at] : place_of) {
      at = distinct_.size();
      distinct_.push_back(count);
    }
    std::transform(counts.begin(), counts.end(), std::back_inserter(which_),
                   [&](double count) { return place_of.at(count); });
    overall_ = core::deterministic_sum(counts.size(), [&](std::size_t i) { return counts[i]; }) /
               core::deterministic_sum(counts.size(), [&](std::size_t i) { return expected[i]; });
  }

  [[nodiscard]] double overall() const { return overall_; }

  [[nodiscard]] RoundingModel rounding(double relative_variance) const {
    return balanced_rounding(expected_, overall_, relative_variance, band_);
  }

  struct Top {
    double log_likelihood;
    double mean;
  };

  /// The mean under which the counts are most likely, by Newton's steps on the score given the true counts.
  [[nodiscard]] Top top(double relative_variance) const {
    const double shape = 1.0 / relative_variance;
    const RoundingModel model = rounding(relative_variance);
    std::vector<TrueCounts> counts;
    std::transform(distinct_.begin(), distinct_.end(), std::back_inserter(counts),
                   [&](double released) { return true_counts(released, model, shape); });
    double mean = overall_;
    for (int step = 0; step < kMostSteps; ++step) {
      const double next = step_from(mean, shape, counts);
      const bool is_settled = std::abs(next - mean) <= kMeanSettled * mean;
      mean = next;
      if (is_settled) {
        break;
      }
    }
    return {log_likelihood(mean, shape, counts), mean};
  }

 private:
  static double log_share(double fitted, double shape) { return -std::log1p(shape / fitted); }

  /// In log(mean): the score is Σ shape (E x - fitted) / (shape + fitted); its slope is that of complete counts, less
  /// the variance that rounding leaves (Louis).
  [[nodiscard]] double step_from(double mean, double shape, const std::vector<TrueCounts>& counts) const {
    std::vector<double> scores(expected_.size());
    std::vector<double> slopes(expected_.size());
    core::parallel_for(
        expected_.size(),
        [&](std::size_t i) {
          const double fitted = mean * expected_[i];
          const double part = shape / (shape + fitted);
          const Said said = said_by(counts[which_[i]], log_share(fitted, shape));
          scores[i] = part * (said.mean - fitted);
          slopes[i] = part * fitted * (shape + said.mean) / (shape + fitted) - part * part * said.variance;
        },
        kPlacesATask);
    const double score = core::deterministic_sum(scores.size(), [&](std::size_t i) { return scores[i]; });
    const double slope = core::deterministic_sum(slopes.size(), [&](std::size_t i) { return slopes[i]; });
    return mean * std::exp(slope > 0.0 ? std::clamp(score / slope, -1.0, 1.0) : std::clamp(score, -1.0, 1.0));
  }

  [[nodiscard]] double log_likelihood(double mean, double shape, const std::vector<TrueCounts>& counts) const {
    return core::deterministic_sum(expected_.size(), [&](std::size_t i) {
      const double fitted = mean * expected_[i];
      return said_by(counts[which_[i]], log_share(fitted, shape)).log_likelihood - shape * std::log1p(fitted / shape);
    });
  }

  static constexpr std::size_t kPlacesATask = 256;

  std::span<const double> expected_;
  double band_;
  std::vector<double> distinct_;
  std::vector<std::size_t> which_;
  double overall_ = 0.0;
};

}  // namespace

RoundedGamma most_likely_rounded_gamma(std::span<const double> counts, std::span<const double> expected, double band) {
  const Likelihood likelihood(counts, expected, band);
  const auto unlikely = [&](double log_variance) { return -likelihood.top(std::exp(log_variance)).log_likelihood; };
  double best = kFirst;
  double least = unlikely(kFirst);
  for (double at = kFirst + kStep; at <= kLast; at += kStep) {
    const double here = unlikely(at);
    if (here < least) {
      least = here;
      best = at;
    }
  }
  if (best == kFirst) {
    return {{likelihood.overall(), 0.0}, likelihood.rounding(0.0)};
  }
  constexpr int kBits = 24;
  std::uintmax_t steps = kMostSteps;
  const double found = boost::math::tools::brent_find_minima(unlikely, best - kStep, best + kStep, kBits, steps).first;
  const double variance = std::exp(found);
  return {{likelihood.top(variance).mean, variance}, likelihood.rounding(variance)};
}

}  // namespace libprofile::risk::detail
