// SPDX-License-Identifier: MIT
/// @file
/// Rounding must not pass for places that differ: spreads and chances against the truth, at one to ten events a place.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/risk/empirical_bayes.hpp"
#include "libprofile/risk/poisson_gamma.hpp"

#include "support/simulated_rounding.hpp"

using namespace libprofile::risk;
using libprofile::testing::kBand;
using libprofile::testing::simulate;
using libprofile::testing::Simulated;
using libprofile::testing::Vector;

TEST_CASE("rounding noise does not pass for a spread of risks", "[risk][property]") {
  for (const double mean : {1.0, 2.5, 5.0, 10.0}) {
    for (const double variance : {0.0, 0.1, 0.3}) {
      double found = 0.0;
      constexpr std::uint32_t kWorlds = 6;
      for (std::uint32_t seed = 0; seed < kWorlds; ++seed) {
        const Simulated made = simulate(900 + seed, 600, variance, mean, mean * 1.001);
        const PoissonGamma fit = poisson_gamma(made.rounded, made.expected, {.rounding_band = kBand});
        found += fit.prior_variance / (fit.prior_mean * fit.prior_mean) / kWorlds;
      }
      // At one event expected all that is released is 0, 5 and few 10: it says hardly anything of the spread.
      INFO("mean " << mean << ", variance " << variance << ", found " << found);
      CHECK(found == Approx(variance).margin(mean > 1.0 ? 0.04 : variance > 0.0 ? 0.4 : 0.02));
    }
  }
}

TEST_CASE("where all risks are equal no place is said to lie above the others", "[risk][property]") {
  for (std::uint32_t seed = 0; seed < 6; ++seed) {
    const Simulated made = simulate(70 + seed, 600, 0.0, 1.5, 3.5);
    const PoissonGamma found = poisson_gamma(made.rounded, made.expected, {.rounding_band = kBand});
    const Vector twice = exceedance(found, 2.0);
    CHECK(*std::max_element(found.relative_risk.begin(), found.relative_risk.end()) < 1.6);
    CHECK(*std::max_element(twice.begin(), twice.end()) < 0.1);
  }
}

TEST_CASE("chances that a risk is above 1.5 come true as often as they say", "[risk][property]") {
  for (const double mean : {2.5, 5.0, 10.0}) {
    for (const double variance : {0.1, 0.3}) {
      std::array<double, 4> said{}, came{}, places{};
      for (std::uint32_t seed = 0; seed < 6; ++seed) {
        const Simulated made = simulate(40 + seed, 600, variance, 0.5 * mean, 1.5 * mean);
        const Vector chance = exceedance(poisson_gamma(made.rounded, made.expected, {.rounding_band = kBand}), 1.5);
        for (std::size_t i = 0; i < chance.size(); ++i) {
          const auto bin = static_cast<std::size_t>(std::min(3.0, 4.0 * chance[i]));
          places[bin] += 1.0;
          said[bin] += chance[i];
          came[bin] += made.risk[i] > 1.5 ? 1.0 : 0.0;
        }
      }
      for (std::size_t bin = 0; bin < 4; ++bin) {
        INFO("mean " << mean << ", variance " << variance << ", bin " << bin << ", places " << places[bin]);
        if (places[bin] >= 100.0) {
          CHECK(came[bin] / places[bin] == Approx(said[bin] / places[bin]).margin(0.1));
        }
      }
    }
  }
}

TEST_CASE("rounding noise does not pass for a spread of smoothed rates", "[risk][property]") {
  for (const double mean : {1.0, 2.5, 5.0, 10.0}) {
    for (const double variance : {0.0, 0.1, 0.3}) {
      double found = 0.0;
      double off = 0.0;
      double off_at_mean = 0.0;
      constexpr std::uint32_t kWorlds = 6;
      for (std::uint32_t seed = 0; seed < kWorlds; ++seed) {
        const Simulated made = simulate(500 + seed, 600, variance, 0.5 * mean, 1.5 * mean);
        const EmpiricalBayes fit = empirical_bayes(made.rounded, made.expected, {.rounding_band = kBand});
        found += fit.prior_variance.front() / (fit.prior_mean.front() * fit.prior_mean.front()) / kWorlds;
        for (std::size_t i = 0; i < made.risk.size(); ++i) {
          off += (fit.rate[i] - made.risk[i]) * (fit.rate[i] - made.risk[i]);
          off_at_mean += (fit.prior_mean.front() - made.risk[i]) * (fit.prior_mean.front() - made.risk[i]);
        }
      }
      INFO("mean " << mean << ", variance " << variance << ", found " << found);
      CHECK(found == Approx(variance).margin(mean > 1.0 ? 0.05 : variance > 0.0 ? 0.4 : 0.1));
      // Rates come closer to the true ones than the mean of all is.
      if (mean > 1.0) {
        CHECK(off <= 1.02 * off_at_mean + 600.0 * kWorlds * 1e-3);
      }
    }
  }
}

TEST_CASE("smoothing by neighbours takes off what rounding adds as well", "[risk][property]") {
  const Simulated made = simulate(8, 600, 0.0, 2.5, 2.6);
  libprofile::geography::Weights weights;
  for (std::uint32_t i = 0; i < 600; ++i) {
    for (std::uint32_t k = 1; k <= 30; ++k) {
      weights.neighbours.push_back((i + k) % 600);
      weights.values.push_back(1.0);
    }
    weights.offsets.push_back(weights.neighbours.size());
  }
  const auto mean_variance = [&](const EmpiricalBayes& found) {
    return std::accumulate(found.prior_variance.begin(), found.prior_variance.end(), 0.0) / 600.0;
  };
  CHECK(mean_variance(empirical_bayes(made.rounded, made.expected, weights)) > 0.4);
  CHECK(mean_variance(empirical_bayes(made.rounded, made.expected, weights, {.rounding_band = kBand})) < 0.15);
}
