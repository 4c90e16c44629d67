// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/negative_binomial.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/tools/minima.hpp>

#include "libprofile/core/parallel.hpp"

namespace libprofile::risk::detail {
namespace {

/// Logarithms of relative variances looked at first. A standard deviation of risks below a thousandth of their mean is
/// taken for none.
constexpr double kFirst = -13.8;
constexpr double kLast = 7.2;
constexpr double kStep = 0.5;
constexpr int kMostSteps = 200;

class Likelihood {
 public:
  Likelihood(std::span<const double> counts, std::span<const double> expected) : counts_(counts), expected_(expected) {}

  /// The mean under which the counts are most likely, given the gamma distribution's shape.
  ///
  /// The score is Σ (count + shape) / (shape + mean expected) - n: convex and falling in the mean, so that Newton's
  /// steps come from the left after the first.
  [[nodiscard]] double mean(double shape) const {
    double mean = sum([&](std::size_t i) { return counts_[i]; }) / sum([&](std::size_t i) { return expected_[i]; });
    for (int step = 0; step < kMostSteps; ++step) {
      const double score =
          sum([&](std::size_t i) { return (counts_[i] - mean * expected_[i]) / (shape + mean * expected_[i]); });
      const double slope = sum([&](std::size_t i) {
        const double both = shape + mean * expected_[i];
        return expected_[i] * (counts_[i] + shape) / (both * both);
      });
      const double next = std::max(0.0, mean + score / slope);
      const bool is_done = std::abs(next - mean) <= 1e-14 * mean;
      mean = next;
      if (is_done) {
        break;
      }
    }
    return mean;
  }

  /// log likelihood of a shape at its best mean, without what does not depend on either.
  [[nodiscard]] double operator()(double shape) const {
    const double best = mean(shape);
    const double at_shape = boost::math::lgamma(shape);
    return sum([&](std::size_t i) {
      const double fitted = best * expected_[i];
      const double beyond = counts_[i] > 0.0 ? boost::math::lgamma(counts_[i] + shape) - at_shape +
                                                   counts_[i] * std::log(fitted / (shape + fitted))
                                             : 0.0;
      return beyond - shape * std::log1p(fitted / shape);
    });
  }

 private:
  template <class Term>
  [[nodiscard]] double sum(Term&& term) const {
    return core::deterministic_sum(counts_.size(), term);
  }

  std::span<const double> counts_;
  std::span<const double> expected_;
};

}  // namespace

GammaOfRisks most_likely_gamma(std::span<const double> counts, std::span<const double> expected) {
  const Likelihood likelihood(counts, expected);
  const auto unlikely = [&](double log_variance) { return -likelihood(std::exp(-log_variance)); };
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
    double events = 0.0;
    double all_expected = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      events += counts[i];
      all_expected += expected[i];
    }
    return {events / all_expected, 0.0};
  }
  constexpr int kBits = 30;
  std::uintmax_t steps = kMostSteps;
  const double found = boost::math::tools::brent_find_minima(unlikely, best - kStep, best + kStep, kBits, steps).first;
  return {likelihood.mean(std::exp(-found)), std::exp(found)};
}

}  // namespace libprofile::risk::detail
