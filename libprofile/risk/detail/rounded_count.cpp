// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/rounded_count.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace libprofile::risk::detail {

RoundedCount rounded_count(double count, double band, double shape, double rate, double expected) {
  RoundedCount found;
  found.least = std::max(0.0, count - band);
  const auto values = static_cast<std::size_t>(std::floor(count + band - found.least)) + 1;
  // Of neighbouring counts the negative binomial distribution has the ratio (shape + x) / (x + 1) · share.
  const double share = expected / (rate + expected);
  // As logarithms, of which the greatest is 0: products over wide bands leave the range of numbers.
  double log_chance = 0.0;
  double greatest = 0.0;
  for (std::size_t k = 0; k < values; ++k) {
    found.chance.push_back(log_chance);
    greatest = std::max(greatest, log_chance);
    const double here = found.least + static_cast<double>(k);
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
