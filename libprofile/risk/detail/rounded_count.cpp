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
  double chance = 1.0;
  double sum = 0.0;
  for (std::size_t k = 0; k < values; ++k) {
    found.chance.push_back(chance);
    sum += chance;
    const double here = found.least + static_cast<double>(k);
    chance *= (shape + here) / (here + 1.0) * share;
  }
  for (double& one : found.chance) {
    one /= sum;
  }
  return found;
}

}  // namespace libprofile::risk::detail
