// SPDX-License-Identifier: MIT
/// @file
/// Bands of a clock by looking at every one, and worlds with a planted peak.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include "libprofile/core/random.hpp"

namespace libprofile::testing {

struct WholeBand {
  std::size_t first = 0;
  std::size_t length = 0;
  double weight = 0.0;
};

inline std::vector<WholeBand> every_band(const std::vector<double>& weights, std::size_t longest) {
  std::vector<WholeBand> bands;
  for (std::size_t length = 1; length <= longest; ++length) {
    for (std::size_t first = 0; first < weights.size(); ++first) {
      WholeBand band{first, length, 0.0};
      for (std::size_t i = 0; i < length; ++i) {
        band.weight += weights[(first + i) % weights.size()];
      }
      bands.push_back(band);
    }
  }
  return bands;
}

/// log likelihood of a Poisson rate inside and one outside, less that of one rate; 0 unless the inner one is higher.
inline double scan_merit_by_definition(const WholeBand& band, const std::vector<double>& weights) {
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  const auto bins = static_cast<double>(weights.size());
  const auto length = static_cast<double>(band.length);
  const double inside = band.weight / length;
  const double outside = (all - band.weight) / (bins - length);
  const auto term = [](double count, double rate) { return count > 1e-12 ? count * std::log(rate) : 0.0; };
  return inside > outside ? term(band.weight, inside) + term(all - band.weight, outside) - term(all, all / bins) : 0.0;
}

/// Rows of 168: instants of the first `bins` hours, of which a share falls in [first, first + length) and the rest
/// anywhere.
inline std::vector<double> planted_peak(std::uint64_t seed, std::uint32_t world, std::uint32_t n, double share,
                                        std::uint32_t first, std::uint32_t length, std::uint32_t bins = 168) {
  const core::Philox random(seed, core::Stream::testing);
  std::vector<double> rows(std::size_t{n} * 168, 0.0);
  for (std::uint32_t i = 0; i < n; ++i) {
    const bool is_peak = random.uniform(i, world, 0) < share;
    const std::uint32_t hour =
        is_peak ? (first + random.below(length, i, world, 1)) % bins : random.below(bins, i, world, 1);
    rows[std::size_t{i} * 168 + hour] = 1.0;
  }
  return rows;
}

}  // namespace libprofile::testing
