// SPDX-License-Identifier: MIT
#include "libprofile/geography/mask.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

#include "libprofile/core/error.hpp"

namespace libprofile::geography {

void validate(const MaskOptions& options) {
  require(options.least_share > 0.0 && options.least_share <= 1.0, "least_share", options.least_share,
          "above 0 and at most 1");
}

std::vector<double> mask(std::span<const double> values, std::span<const double> share, const MaskOptions& options) {
  validate(options);
  if (share.size() != values.size()) {
    throw InvalidArgument("share has " + std::to_string(share.size()) + " values: must be as many as values (" +
                          std::to_string(values.size()) + ")");
  }
  std::vector<double> masked(values.begin(), values.end());
  for (std::size_t i = 0; i < share.size(); ++i) {
    require(std::isnan(share[i]) || (share[i] >= 0.0 && share[i] <= 1.0), "share[" + std::to_string(i) + "]", share[i],
            "from 0 to 1");
    if (!(share[i] >= options.least_share)) {
      masked[i] = std::numeric_limits<double>::quiet_NaN();
    }
  }
  return masked;
}

}  // namespace libprofile::geography
