// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/root_moments.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/gamma.hpp>

namespace libprofile::risk::detail {
namespace {

constexpr double kLargestSummed = 1000.0;
/// Standard deviations beyond which a Poisson count adds nothing; small means need a few whole counts more.
constexpr double kReach = 10.0;
constexpr double kFewMore = 30.0;

/// √(k + 2) - 2 √(k + 1) + √k without the loss of digits.
double second_difference(double root, double next, double second) {
  return -2.0 / ((second + root) * (second + next) * (next + root));
}

RootMoments summed(double mean) {
  const double reach = kReach * std::sqrt(mean);
  const double first = std::max(0.0, std::floor(mean - reach));
  const double last = std::ceil(mean + reach + kFewMore);
  const double root_of_mean = std::sqrt(mean);
  double probability = std::exp(first * std::log(mean) - mean - boost::math::lgamma(first + 1.0));
  double root = std::sqrt(first);
  double next = std::sqrt(first + 1.0);
  double squares = 0.0;
  double curvature = 0.0;
  for (double k = first; k <= last; k += 1.0) {
    const double second = std::sqrt(k + 2.0);
    const double away = root - root_of_mean;
    squares += probability * away * away;
    curvature += probability * second_difference(root, next, second);
    root = next;
    next = second;
    probability *= mean / (k + 1.0);
  }
  return {4.0 * squares, -4.0 * mean * mean * root_of_mean * curvature};
}

}  // namespace

RootMoments root_moments(double mean) {
  if (mean <= kLargestSummed) {
    return summed(mean);
  }
  // From √X at mean + d by its Taylor series, with the moments of d.
  return {1.0 + (7.0 / 16.0 + 75.0 / (128.0 * mean)) / mean, mean + 3.0 / 8.0 + 105.0 / (128.0 * mean)};
}

}  // namespace libprofile::risk::detail
