// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/normal_quantile.hpp"

#include <cmath>

#include <boost/math/special_functions/erf.hpp>

namespace libprofile::risk::detail {

double central_normal_quantile(double level) {
  return std::sqrt(2.0) * boost::math::erf_inv(level);
}

}  // namespace libprofile::risk::detail
