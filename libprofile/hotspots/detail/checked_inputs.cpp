// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/checked_inputs.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/weights_transforms.hpp"

namespace libprofile::hotspots::detail {
namespace {

/// Builds the name of an entry only where it is at fault: there may be a million links.
template <typename Value>
void require_at(bool holds, std::string_view column, std::size_t position, Value value, std::string_view rule) {
  if (!holds) {
    std::string name(column);
    name.append("[").append(std::to_string(position)).append("]");
    require(false, name, value, rule);
  }
}

}  // namespace

void require_finite(std::span<const double> values, std::string_view name) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    require_at(std::isfinite(values[i]), name, i, values[i], "finite");
  }
}

void require_values(std::span<const double> values, std::size_t places, std::string_view name) {
  require(values.size() == places, std::string(name) + ".size()", values.size(),
          "the number of places (" + std::to_string(places) + ")");
  require_finite(values, name);
}

void require_links(const geography::Weights& weights, std::size_t places) {
  require(weights.size() == places, "places of weights", weights.size(),
          std::to_string(places) + ", the number of values");
  // All links in one go without a jump; only where one is at fault are they gone through for its name.
  constexpr double kGreatest = std::numeric_limits<double>::max();
  bool holds = true;
  for (std::size_t k = 0; k < weights.links(); ++k) {
    const double w = weights.values[k];
    holds &= (weights.neighbours[k] < places) & (w >= 0.0) & (w <= kGreatest);
  }
  for (std::size_t k = 0; !holds && k < weights.links(); ++k) {
    require_at(weights.neighbours[k] < places, "weights.neighbours", k, std::size_t{weights.neighbours[k]},
               "below the number of places");
    require_at(std::isfinite(weights.values[k]) && weights.values[k] >= 0.0, "weights.values", k, weights.values[k],
               "finite and at least 0");
  }
}

void require_weights(const geography::Weights& weights, std::size_t places) {
  geography::validate(weights);
  require_links(weights, places);
}

}  // namespace libprofile::hotspots::detail
