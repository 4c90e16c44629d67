// SPDX-License-Identifier: MIT
#include "libprofile/risk/funnel_limits.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/gamma.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/normal_quantile.hpp"
#include "libprofile/risk/detail/summed_limits.hpp"
#include "libprofile/risk/detail/whole_quantile.hpp"

namespace libprofile::risk {
namespace {

/// Where more are expected the guess is too far off for single steps.
constexpr double kMostWalked = 1e9;

/// P(X <= count) for a Poisson mean above 0.
double cumulative(double count, double expected) {
  return count < 0.0 ? 0.0 : boost::math::gamma_q(count + 1.0, expected);
}

/// `normal` is the quantile of the normal distribution; what it is off by grows with its square.
double quantile(double expected, double share, double normal) {
  const double reach = normal * std::sqrt(expected) + (normal * normal - 1.0) / 6.0;
  double guess = std::max(0.0, std::floor(expected + reach));
  if (expected <= kMostWalked) {
    guess = detail::walk_to_quantile(share, guess, cumulative(guess, expected),
                                     boost::math::gamma_p_derivative(guess + 1.0, expected),
                                     [&](double count) { return expected / (count + 1.0); });
  }
  return detail::whole_quantile([&](double count) { return cumulative(count, expected); }, share, guess, 1.0);
}

}  // namespace

Interval funnel_limits(double expected, double level) {
  // Above this, neighbouring whole numbers are no longer apart.
  require(expected >= 0.0 && expected <= 1e15, "expected", expected, "from 0 to 1e15");
  detail::check_level(level);
  if (expected == 0.0) {
    return {0.0, 0.0};
  }
  if (detail::may_be_summed(expected, 0.0, level)) {
    return detail::summed_limits(
        std::exp(-expected), [&](double count) { return expected / (count + 1.0); }, level);
  }
  const double normal = detail::central_normal_quantile(level);
  return {quantile(expected, (1.0 - level) / 2.0, -normal), quantile(expected, (1.0 + level) / 2.0, normal)};
}

}  // namespace libprofile::risk
