// SPDX-License-Identifier: MIT
/// @file
/// Picking one of many with unequal chances.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace libprofile::sample::detail {

/// Weights as running sums. At least one weight is above 0.
class Weighted {
 public:
  explicit Weighted(std::vector<double> weights) : sums_(std::move(weights)) {
    double sum = 0.0;
    for (double& value : sums_) {
      sum += value;
      value = sum;
    }
  }

  /// The item that a uniform draw falls on. O(log n).
  [[nodiscard]] std::uint32_t at(double uniform) const {
    const auto found = std::upper_bound(sums_.begin(), sums_.end() - 1, uniform * sums_.back());
    return static_cast<std::uint32_t>(found - sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

}  // namespace libprofile::sample::detail
