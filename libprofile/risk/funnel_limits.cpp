// SPDX-License-Identifier: MIT
#include "libprofile/risk/funnel_limits.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/gamma.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/whole_quantile.hpp"

namespace libprofile::risk {
namespace {

/// P(X <= count) for a Poisson mean above 0.
double cumulative(double count, double expected) {
  return count < 0.0 ? 0.0 : boost::math::gamma_q(count + 1.0, expected);
}

double quantile(double expected, double share) {
  return detail::whole_quantile([&](double count) { return cumulative(count, expected); }, share, std::floor(expected),
                                std::max(1.0, std::floor(std::sqrt(expected))));
}

}  // namespace

Interval funnel_limits(double expected, double level) {
  // Above this, neighbouring whole numbers are no longer apart.
  require(expected >= 0.0 && expected <= 1e15, "expected", expected, "from 0 to 1e15");
  detail::check_level(level);
  if (expected == 0.0) {
    return {0.0, 0.0};
  }
  return {quantile(expected, (1.0 - level) / 2.0), quantile(expected, (1.0 + level) / 2.0)};
}

}  // namespace libprofile::risk
