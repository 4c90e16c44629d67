// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/binomial_test.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/beta.hpp>

namespace libprofile::risk::detail {
namespace {

/// Likelihoods this close count as equal: they are computed with rounding.
constexpr double kSameLikelihood = 1.0 + 1e-7;

struct Binomial {
  double trials;
  double share;

  [[nodiscard]] double mass(double k) const {
    return boost::math::ibeta_derivative(k + 1.0, trials - k + 1.0, share) / (trials + 1.0);
  }
  /// P(X <= k).
  [[nodiscard]] double below(double k) const {
    return k < 0.0 ? 0.0 : k >= trials ? 1.0 : boost::math::ibetac(k + 1.0, trials - k, share);
  }
  /// P(X >= k).
  [[nodiscard]] double above(double k) const {
    return k <= 0.0 ? 1.0 : k > trials ? 0.0 : boost::math::ibeta(k, trials - k + 1.0, share);
  }
};

enum class Direction { down, up };

/// The first whole number from `start` (up to `trials`, or down to 0) whose mass is at most `limit`; the one beyond the
/// last where there is none. Mass falls that way.
double first_unlikely(const Binomial& binomial, double start, Direction direction, double limit) {
  const double step = direction == Direction::up ? 1.0 : -1.0;
  double likely = start - step;
  double unlikely = (direction == Direction::up ? binomial.trials : 0.0) + step;
  while (std::abs(unlikely - likely) > 1.0) {
    const double between = likely + step * std::floor(std::abs(unlikely - likely) / 2.0);
    (binomial.mass(between) <= limit ? unlikely : likely) = between;
  }
  return unlikely;
}

double minimum_likelihood_p(double successes, const Binomial& binomial) {
  const double mean = binomial.trials * binomial.share;
  const double limit = binomial.mass(successes) * kSameLikelihood;
  if (successes < mean) {
    const double other = first_unlikely(binomial, std::ceil(mean), Direction::up, limit);
    return binomial.below(successes) + binomial.above(other);
  }
  if (successes > mean) {
    const double other = first_unlikely(binomial, std::floor(mean), Direction::down, limit);
    return binomial.above(successes) + binomial.below(other);
  }
  return 1.0;
}

}  // namespace

double binomial_p(double successes, double trials, double share, TwoSided two_sided) {
  const Binomial binomial{trials, share};
  const double p = two_sided == TwoSided::minimum_likelihood
                       ? minimum_likelihood_p(successes, binomial)
                       : 2.0 * std::min(binomial.below(successes), binomial.above(successes));
  return std::min(1.0, p);
}

Interval clopper_pearson(double successes, double trials, double level) {
  const double tail = (1.0 - level) / 2.0;
  const double failures = trials - successes;
  return {successes > 0.0 ? boost::math::ibeta_inv(successes, failures + 1.0, tail) : 0.0,
          failures > 0.0 ? boost::math::ibetac_inv(successes + 1.0, failures, tail) : 1.0};
}

}  // namespace libprofile::risk::detail
