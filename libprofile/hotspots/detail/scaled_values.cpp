// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/scaled_values.hpp"

#include <algorithm>
#include <cmath>

namespace libprofile::hotspots::detail {
namespace {

/// Fourth powers of values up to 2^100 sum to numbers, and those of differences 2^-50 times as large stay numbers.
constexpr int kMostExponent = 100;

}  // namespace

ScaledValues::ScaledValues(std::span<const double> values) : values_(values) {
  double largest = 0.0;
  for (const double x : values) {
    largest = std::max(largest, std::abs(x));
  }
  const int exponent = largest > 0.0 ? std::ilogb(largest) : 0;
  if (std::abs(exponent) <= kMostExponent) {
    return;
  }
  scaled_.resize(values.size());
  std::transform(values.begin(), values.end(), scaled_.begin(), [&](double x) { return std::scalbn(x, -exponent); });
  values_ = scaled_;
}

}  // namespace libprofile::hotspots::detail
