// SPDX-License-Identifier: MIT
#include "libprofile/geography/weights_transforms.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

#include "libprofile/core/error.hpp"

namespace libprofile::geography {

std::vector<std::uint32_t> islands(const Weights& weights) {
  std::vector<std::uint32_t> alone;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    const auto neighbours = weights.neighbours_of(i);
    if (std::all_of(neighbours.begin(), neighbours.end(), [i](std::uint32_t j) { return j == i; })) {
      alone.push_back(i);
    }
  }
  return alone;
}

Weights row_standardised(const Weights& weights) {
  Weights standardised = weights;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    double sum = 0.0;
    for (const double value : weights.values_of(i)) {
      sum += value;
    }
    if (sum != 0.0) {
      for (std::size_t k = weights.offsets[i]; k < weights.offsets[i + 1]; ++k) {
        standardised.values[k] = weights.values[k] / sum;
      }
    }
  }
  return standardised;
}

Weights with_self(const Weights& weights) {
  Weights result;
  result.offsets.reserve(weights.offsets.size());
  result.neighbours.reserve(weights.links() + weights.size());
  result.values.reserve(weights.links() + weights.size());
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    bool has_self = false;
    const auto add_self = [&] {
      result.neighbours.push_back(i);
      result.values.push_back(1.0);
      has_self = true;
    };
    for (std::size_t k = weights.offsets[i]; k < weights.offsets[i + 1]; ++k) {
      if (!has_self && weights.neighbours[k] > i) {
        add_self();
      }
      has_self = has_self || weights.neighbours[k] == i;
      result.neighbours.push_back(weights.neighbours[k]);
      result.values.push_back(weights.values[k]);
    }
    if (!has_self) {
      add_self();
    }
    result.offsets.push_back(result.neighbours.size());
  }
  return result;
}

void validate(const Weights& weights) {
  require(!weights.offsets.empty() && weights.offsets.front() == 0 &&
              std::is_sorted(weights.offsets.begin(), weights.offsets.end()) &&
              weights.offsets.back() == weights.links(),
          "weights.offsets", weights.offsets.empty() ? 0 : weights.offsets.back(),
          "ascending from 0 to the number of neighbours (" + std::to_string(weights.links()) + ")");
  require(weights.values.size() == weights.links(), "weights.values", weights.values.size(),
          "as many as neighbours (" + std::to_string(weights.links()) + ")");
  for (std::size_t i = 0; i < weights.size(); ++i) {
    for (std::size_t k = weights.offsets[i]; k < weights.offsets[i + 1]; ++k) {
      require(weights.neighbours[k] < weights.size(), "weights.neighbours",
              static_cast<std::size_t>(weights.neighbours[k]), "below the number of places");
      require(k == weights.offsets[i] || weights.neighbours[k - 1] < weights.neighbours[k], "weights.neighbours",
              static_cast<std::size_t>(weights.neighbours[k]), "ascending within a place, without repeats");
      require(std::isfinite(weights.values[k]), "weights.values", weights.values[k], "finite");
    }
  }
}

}  // namespace libprofile::geography
