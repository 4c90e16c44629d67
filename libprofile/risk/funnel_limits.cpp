// SPDX-License-Identifier: MIT
#include "libprofile/risk/funnel_limits.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/gamma.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"

namespace libprofile::risk {
namespace {

/// P(X <= count) for a Poisson mean above 0.
double cumulative(double count, double expected) {
  return count < 0.0 ? 0.0 : boost::math::gamma_q(count + 1.0, expected);
}

/// The smallest count whose cumulative probability is at least `share`: between a count below and one not below, found
/// from the mean in steps that double.
double quantile(double expected, double share) {
  const double start = std::floor(expected);
  const bool is_below = cumulative(start, expected) < share;
  double below = start;
  double above = start;
  for (double step = std::max(1.0, std::floor(std::sqrt(expected)));; step *= 2.0) {
    double& end = is_below ? above : below;
    end = is_below ? end + step : std::max(-1.0, end - step);
    if ((cumulative(end, expected) < share) != is_below) {
      break;
    }
    (is_below ? below : above) = end;
  }
  while (above - below > 1.0) {
    const double middle = std::floor((above + below) / 2.0);
    (cumulative(middle, expected) < share ? below : above) = middle;
  }
  return above;
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
