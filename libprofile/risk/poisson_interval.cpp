// SPDX-License-Identifier: MIT
#include "libprofile/risk/poisson_interval.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/gamma.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/gamma_quantile.hpp"
#include "libprofile/risk/detail/normal_quantile.hpp"

namespace libprofile::risk {
namespace {

/// The quantile with `tail` above it. Near 1 a share has no digits left for its rest.
double upper_quantile(double shape, double tail) {
  return shape <= detail::kLargeShape ? boost::math::gamma_q_inv(shape, tail)
                                      : detail::gamma_quantile(shape, 1.0 - tail);
}

Interval exact_interval(double count, double level) {
  const double tail = (1.0 - level) / 2.0;
  const double lower = count > 0.0 ? detail::gamma_quantile(count, tail) : 0.0;
  return {lower, upper_quantile(count + 1.0, tail)};
}

/// Wilson and Hilferty's cube: `events` standard deviations of a cube root away, with `z` signed.
double byar_limit(double events, double z) {
  const double root = std::max(0.0, 1.0 - 1.0 / (9.0 * events) + z / (3.0 * std::sqrt(events)));
  return events * root * root * root;
}

Interval byar_interval(double count, double level) {
  const double z = detail::central_normal_quantile(level);
  return {count > 0.0 ? byar_limit(count, -z) : 0.0, byar_limit(count + 1.0, z)};
}

}  // namespace

Interval poisson_interval(double count, const PoissonIntervalOptions& options) {
  require(count >= 0.0 && std::isfinite(count), "count", count, "finite and at least 0");
  detail::check_level(options.level);
  const bool is_byar =
      options.method == PoissonMethod::byar || (options.method == PoissonMethod::automatic && count >= kByarFrom);
  return is_byar ? byar_interval(count, options.level) : exact_interval(count, options.level);
}

}  // namespace libprofile::risk
