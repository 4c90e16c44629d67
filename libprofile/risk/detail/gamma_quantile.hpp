// SPDX-License-Identifier: MIT
/// @file
/// Quantiles of the gamma distribution of scale 1, of shapes from next to nothing to 10^300.
#pragma once

#include <cmath>

#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace libprofile::risk::detail {

/// Beyond this shape Boost's series give up (from 10^12 on), and the cube of Wilson and Hilferty agrees with the
/// quantile to 10^-13 of it.
inline constexpr double kLargeShape = 1e9;

/// @param shape  above 0.
/// @param share  of the distribution below the quantile, in (0, 1).
[[nodiscard]] inline double gamma_quantile(double shape, double share) {
  if (shape <= kLargeShape) {
    return boost::math::gamma_p_inv(shape, share);
  }
  const double z = -std::sqrt(2.0) * boost::math::erfc_inv(2.0 * share);
  const double root = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * std::sqrt(shape));
  return shape * root * root * root;
}

}  // namespace libprofile::risk::detail
