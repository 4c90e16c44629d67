// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/standardised_rates.hpp"

#include <cmath>
#include <cstddef>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

namespace libprofile::hotspots {
namespace {

void check(std::span<const double> counts, std::span<const double> populations) {
  require(counts.size() == populations.size(), "populations.size()", populations.size(),
          "the number of counts (" + std::to_string(counts.size()) + ")");
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!(std::isfinite(counts[i]) && counts[i] >= 0.0)) {
      require(false, "counts[" + std::to_string(i) + "]", counts[i], "finite and at least 0");
    }
    if (!(std::isfinite(populations[i]) && populations[i] > 0.0)) {
      require(false, "populations[" + std::to_string(i) + "]", populations[i],
              "finite and above 0: leave places without people out");
    }
  }
}

}  // namespace

std::vector<double> standardised_rates(std::span<const double> counts, std::span<const double> populations) {
  check(counts, populations);
  const std::size_t n = counts.size();
  const double people = core::deterministic_sum(n, [&](std::size_t i) { return populations[i]; });
  const double mean = core::deterministic_sum(n, [&](std::size_t i) { return counts[i]; }) / people;
  const double spread = core::deterministic_sum(n, [&](std::size_t i) {
    const double deviation = counts[i] / populations[i] - mean;
    return populations[i] * deviation * deviation;
  });
  const double beyond_chance = spread / people - mean / (people / static_cast<double>(n));
  std::vector<double> rates(n, 0.0);
  for (std::size_t i = 0; mean > 0.0 && i < n; ++i) {
    const double chance = mean / populations[i];
    const double variance = beyond_chance + chance > 0.0 ? beyond_chance + chance : chance;
    rates[i] = (counts[i] / populations[i] - mean) / std::sqrt(variance);
  }
  return rates;
}

}  // namespace libprofile::hotspots
