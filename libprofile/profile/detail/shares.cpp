// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/shares.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace libprofile::profile::detail {

double share_of(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  return std::round(std::min(1.0, static_cast<double>(part) / static_cast<double>(whole)) * 100.0) / 100.0;
}

double share_given(std::int64_t all, std::int64_t missing) {
  return share_of(all - std::min(all, missing), all);
}

}  // namespace libprofile::profile::detail
