// SPDX-License-Identifier: MIT
/// @file
/// Variances of sums of squares and of products over links.
#pragma once

#include "libprofile/hotspots/detail/statistic_of.hpp"

namespace libprofile::hotspots::detail {

/// Of Σ wij (zi − zj)² = Σ degree(i) zi² − 2 Σ wij zi zj when the deviations are dealt out anew.
[[nodiscard]] inline double square_variance(const CentredValues& z, const LinkSums& links) {
  const auto n = static_cast<double>(z.deviation.size());
  const PairSums products = pairs_of(z);
  const PairSums values{-2.0 * products.total, 4.0 * products.squares, 4.0 * products.rows};
  const double mean = z.squares / n;
  const double spread = core::deterministic_sum(z.deviation.size(), [&](std::size_t i) {
    const double square = z.deviation[i] * z.deviation[i] - mean;
    return square * square;
  });
  return arrangement_variance(n, pairs_of(links), values, linear_of(links, spread, -2.0 * spread));
}

/// Of Σ wij xi xj = mean² S0 + mean Σ degree(i) zi + Σ wij zi zj when the values x = mean + z are dealt out anew.
[[nodiscard]] inline double product_variance(const CentredValues& z, double mean, const LinkSums& links) {
  const LinearSums linear = linear_of(links, mean * mean * z.squares, mean * z.cubes);
  return arrangement_variance(static_cast<double>(z.deviation.size()), pairs_of(links), pairs_of(z), linear);
}

}  // namespace libprofile::hotspots::detail
