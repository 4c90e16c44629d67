// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/negative_binomial.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/tools/minima.hpp>
#include <boost/math/tools/toms748_solve.hpp>

#include "libprofile/core/parallel.hpp"

namespace libprofile::risk::detail {
namespace {

/// Logarithms of relative variances looked at first. A standard deviation of risks below a thousandth of their mean is
/// taken for none.
constexpr double kFirst = -13.8;
constexpr double kLast = 7.2;
constexpr double kStep = 1.0;
constexpr int kMostSteps = 200;

/// Distinct counts, and how many places have each: logarithms of gamma functions are needed of these alone.
std::vector<std::pair<double, double>> distinct_counts(std::span<const double> counts) {
  std::map<double, double> places;
  for (const double count : counts) {
    places[count] += 1.0;
  }
  places.erase(0.0);
  return {places.begin(), places.end()};
}

class Likelihood {
 public:
  Likelihood(std::span<const double> counts, std::span<const double> expected)
      : counts_(counts),
        expected_(expected),
        distinct_(distinct_counts(counts)),
        events_(sum([&](std::size_t i) { return counts[i]; })),
        all_expected_(sum([&](std::size_t i) { return expected[i]; })) {}

  [[nodiscard]] double overall() const { return events_ / all_expected_; }

  /// The mean under which the counts are most likely, given the gamma distribution's shape.
  ///
  /// The score is Σ (count + shape) / (shape + mean expected) - n: convex and falling in the mean, so that Newton's
  /// steps come from the left after the first.
  [[nodiscard]] double mean(double shape) const {
    double mean = overall();
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
    double gammas = 0.0;
    for (const auto& [count, places] : distinct_) {
      gammas += places * (boost::math::lgamma(count + shape) - at_shape - count * std::log(shape));
    }
    return gammas + events_ * std::log(best) -
           sum([&](std::size_t i) { return (counts_[i] + shape) * std::log1p(best * expected_[i] / shape); });
  }

  /// Its derivative by the shape.
  [[nodiscard]] double slope(double shape) const {
    const double best = mean(shape);
    const double at_shape = boost::math::digamma(shape);
    double gammas = 0.0;
    for (const auto& [count, places] : distinct_) {
      gammas += places * (boost::math::digamma(count + shape) - at_shape);
    }
    return gammas - sum([&](std::size_t i) { return std::log1p(best * expected_[i] / shape); });
  }

 private:
  template <class Term>
  [[nodiscard]] double sum(Term&& term) const {
    return core::deterministic_sum(counts_.size(), term);
  }

  std::span<const double> counts_;
  std::span<const double> expected_;
  std::vector<std::pair<double, double>> distinct_;
  double events_;
  double all_expected_;
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
    return {likelihood.overall(), 0.0};
  }
  // The top by heights is good to half the digits; where the slope changes sign around it, that gives the rest.
  constexpr int kBits = 16;
  constexpr double kAround = 1e-3;
  std::uintmax_t steps = kMostSteps;
  double found = boost::math::tools::brent_find_minima(unlikely, best - kStep, best + kStep, kBits, steps).first;
  const auto slope = [&](double log_variance) { return likelihood.slope(std::exp(-log_variance)); };
  const double before = slope(found - kAround);
  const double after = slope(found + kAround);
  if (before * after < 0.0) {
    steps = kMostSteps;
    const auto [lower, upper] = boost::math::tools::toms748_solve(
        slope, found - kAround, found + kAround, before, after, boost::math::tools::eps_tolerance<double>(), steps);
    found = 0.5 * (lower + upper);
  }
  return {likelihood.mean(std::exp(-found)), std::exp(found)};
}

}  // namespace libprofile::risk::detail
