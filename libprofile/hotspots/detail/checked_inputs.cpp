// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/checked_inputs.hpp"

#include <cmath>
#include <cstddef>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/weights_transforms.hpp"

namespace libprofile::hotspots::detail {

void require_finite(std::span<const double> values, std::string_view name) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) {
      require(false, std::string(name) + "[" + std::to_string(i) + "]", values[i], "finite");
    }
  }
}

void require_weights(const geography::Weights& weights, std::size_t places) {
  geography::validate(weights);
  require(weights.size() == places, "weights.size()", weights.size(), "the number of values");
  for (std::size_t k = 0; k < weights.links(); ++k) {
    if (!(weights.values[k] >= 0.0)) {
      require(false, "weights.values[" + std::to_string(k) + "]", weights.values[k], "at least 0");
    }
  }
}

}  // namespace libprofile::hotspots::detail
