// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/mixed_poisson_limits.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/beta.hpp>

#include "libprofile/risk/detail/normal_quantile.hpp"
#include "libprofile/risk/detail/summed_limits.hpp"
#include "libprofile/risk/detail/whole_quantile.hpp"
#include "libprofile/risk/funnel_limits.hpp"

namespace libprofile::risk::detail {
namespace {

/// So little spread moves no limit, and the beta function would lose its digits.
constexpr double kNoSpread = 1e-9;
/// Where more are expected the guess is too far off for single steps.
constexpr double kMostWalked = 1e5;

}  // namespace

Interval mixed_poisson_limits(double expected, double relative_variance, double level) {
  if (!(expected * relative_variance > kNoSpread)) {
    return funnel_limits(expected, level);
  }
  const double shape = 1.0 / relative_variance;
  const double go = expected / (shape + expected);
  const auto grow = [&](double count) { return go * (count + shape) / (count + 1.0); };
  if (may_be_summed(expected, relative_variance, level)) {
    return summed_limits(std::exp(-shape * std::log1p(expected / shape)), grow, level);
  }
  const double stay = shape / (shape + expected);
  const auto cumulative = [&](double count) {
    return count < 0.0 ? 0.0 : boost::math::ibeta(shape, count + 1.0, stay);
  };
  // The first guess is the limit of a root that is normal.
  const double reach = central_normal_quantile(level) * std::sqrt(1.0 / (4.0 * expected) + relative_variance / 4.0);
  const auto from = [&](double root, double share) {
    double guess = std::floor(expected * root * root);
    if (expected <= kMostWalked) {
      const double probability = boost::math::ibeta_derivative(shape, guess + 1.0, stay) * stay / (shape + guess);
      guess = walk_to_quantile(share, guess, cumulative(guess), probability, grow);
    }
    return whole_quantile(cumulative, share, guess, 1.0);
  };
  return {from(std::max(0.0, 1.0 - reach), (1.0 - level) / 2.0), from(1.0 + reach, (1.0 + level) / 2.0)};
}

}  // namespace libprofile::risk::detail
