// SPDX-License-Identifier: MIT
#include "libprofile/risk/wilson_interval.hpp"

#include <algorithm>
#include <cmath>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/normal_quantile.hpp"

namespace libprofile::risk {

Interval wilson_interval(double successes, double total, double level) {
  require(total >= 0.0 && std::isfinite(total), "total", total, "finite and at least 0");
  require(successes >= 0.0 && successes <= total, "successes", successes, "from 0 to total");
  detail::check_level(level);
  const double z = detail::central_normal_quantile(level);
  const double failures = total - successes;
  const double centre = successes + z * z / 2.0;
  const double half = z * std::sqrt(total > 0.0 ? successes * failures / total + z * z / 4.0 : z * z / 4.0);
  const double scale = total + z * z;
  // Exact at the ends, where the two terms cancel.
  return {successes > 0.0 ? std::max(0.0, (centre - half) / scale) : 0.0,
          failures > 0.0 ? std::min(1.0, (centre + half) / scale) : 1.0};
}

}  // namespace libprofile::risk
