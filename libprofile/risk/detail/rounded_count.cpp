// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/rounded_count.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace libprofile::risk::detail {

RoundedCount rounded_count(double count, const RoundingModel& rounding, double shape, double rate, double expected) {
  const double band = rounding.band;
  if (band == 0.0) {
    return {count, {1.0}};
  }
  RoundedCount found;
  found.least = std::max(0.0, count - band);
  const auto values = static_cast<std::size_t>(std::floor(count + band - found.least)) + 1;
  // Of neighbouring counts the negative binomial distribution has the ratio (shape + x) / (x + 1) · share.
  const double share = expected / (rate + expected);
  // As logarithms, of which the greatest is 0: products over wide bands leave the range of numbers.
  double log_chance = 0.0;
  double greatest = -std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < values; ++k) {
    const double here = found.least + static_cast<double>(k);
    found.chance.push_back(log_chance + std::log(rounding.chance(here - count)));
    greatest = std::max(greatest, found.chance.back());
    log_chance += std::log((shape + here) / (here + 1.0) * share);
  }
  double sum = 0.0;
  for (double& one : found.chance) {
    one = std::exp(one - greatest);
    sum += one;
  }
  for (double& one : found.chance) {
    one /= sum;
  }
  return found;
}

}  // namespace libprofile::risk::detail
