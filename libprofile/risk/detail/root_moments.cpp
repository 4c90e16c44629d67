// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/root_moments.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace libprofile::risk::detail {
namespace {

constexpr double kLargestSummed = 150.0;
/// What is left out of a sum is less than this share of it.
constexpr double kLeftOut = 1e-18;

/// a_1, a_2, ... of E √X = √mean (1 + a_1 / mean + a_2 / mean² + ...): the Taylor series of √X at the mean, with the
/// moments of a Poisson count around it.
constexpr std::array kOfRoot = {
    -1.0 / 8.0,           -7.0 / 128.0,           -75.0 / 1024.0,           -5509.0 / 32768.0,
    -144207.0 / 262144.0, -9825299.0 / 4194304.0, -412640371.0 / 33554432.0};

/// √(k + 2) - 2 √(k + 1) + √k without the loss of digits.
double second_difference(double root, double next, double second) {
  return -2.0 / ((second + root) * (second + next) * (next + root));
}

RootMoments summed(double mean) {
  const double root_of_mean = std::sqrt(mean);
  double probability = std::exp(-mean);
  double root = 0.0;
  double next = 1.0;
  double squares = 0.0;
  double curvature = 0.0;
  // No square after the mean is above k + 1.
  for (int k = 0; k <= mean || probability * (k + 1) > kLeftOut * squares; ++k) {
    const double second = std::sqrt(k + 2.0);
    const double away = root - root_of_mean;
    squares += probability * away * away;
    curvature += probability * second_difference(root, next, second);
    root = next;
    next = second;
    probability *= mean / (k + 1);
  }
  return {4.0 * squares, -4.0 * mean * mean * root_of_mean * curvature};
}

/// (1/2 - power) (-1/2 - power): what √mean / mean^power takes on when it is differentiated twice.
constexpr double twice(double power) {
  return power * power - 0.25;
}

RootMoments by_series(double mean) {
  double by_chance = 0.0;
  double by_spread = 0.0;
  for (std::size_t j = kOfRoot.size(); j > 0; --j) {
    by_chance = by_chance / mean - 8.0 * kOfRoot[j - 1];
    by_spread = (by_spread - 4.0 * kOfRoot[j - 1] * twice(static_cast<double>(j))) / mean;
  }
  return {by_chance, mean * (1.0 + by_spread)};
}

}  // namespace

RootMoments root_moments(double mean) {
  return mean <= kLargestSummed ? summed(mean) : by_series(mean);
}

}  // namespace libprofile::risk::detail
