// SPDX-License-Identifier: MIT
// How often intervals of a matched ratio hold it where incidents come in clusters, by how large the strata are.
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/risk/matched_background.hpp"

#include "support/poisson_draws.hpp"

using namespace libprofile::risk;
using libprofile::core::Philox;
using libprofile::core::Stream;
namespace support = libprofile::testing;

namespace {

constexpr double kRatio = 1.5;

struct Held {
  int worlds = 0;
  int with_interval = 0;
  int holds = 0;
};

/// Counts in clusters of four: four times the variance of independent incidents. `sizes`: premises of the type in each
/// stratum; a stratum of a negative size has as many but no incident.
Held worlds_of(const std::vector<double>& sizes) {
  const Philox random(static_cast<std::uint64_t>(sizes.size()), Stream::testing);
  Held held;
  for (std::uint32_t world = 0; world < 2000; ++world) {
    std::vector<PremisesAggregate> rows;
    for (std::uint32_t s = 0; s < sizes.size(); ++s) {
      const double own = std::abs(sizes[s]);
      const double rate = sizes[s] > 0.0 ? 0.2 + 0.1 * (s % 5) : 0.0;
      rows.push_back(
          {s, 0, own, 0.0, 4.0 * support::poisson_draw(random, kRatio * own * rate / 4.0, 2 * s, world), {}});
      rows.push_back({s, 1, 4.0 * own, 0.0, 4.0 * support::poisson_draw(random, own * rate, 2 * s + 1, world), {}});
    }
    const auto row = matched_background(rows)[0];
    if (row.rate_ratio > 0.0 && std::isfinite(row.rate_ratio)) {
      ++held.worlds;
      held.with_interval += std::isnan(row.lower) ? 0 : 1;
      held.holds += row.lower <= kRatio && kRatio <= row.upper ? 1 : 0;
    }
  }
  return held;
}

}  // namespace

TEST_CASE("intervals hold the ratio of clustered incidents in 94 of 100 worlds, however large the strata are",
          "[risk][property]") {
  // With S - 1 degrees of freedom for S strata of any size 89 of 100 did at 2 strata and one without incidents, 82 at
  // three more of those, and 84 to 91 where one stratum has most of the premises.
  const std::vector<double> sizes = GENERATE(values<std::vector<double>>({{25, 25},
                                                                          {25, 25, 25},
                                                                          {25, 25, 25, 25, 25},
                                                                          std::vector<double>(20, 25.0),
                                                                          {25, 25, -25},
                                                                          {25, 25, -25, -25, -25},
                                                                          {30, 240, 30},
                                                                          {15, 270, 15},
                                                                          {15, 240, 30, 12, 3},
                                                                          {240, 60}}));
  const Held held = worlds_of(sizes);
  CAPTURE(sizes, held.holds, held.with_interval, held.worlds);
  CHECK(held.with_interval >= 0.98 * held.worlds);
  CHECK(held.holds >= 0.94 * held.with_interval);
  CHECK(held.holds <= 0.995 * held.with_interval);
}

TEST_CASE("no world of a single stratum has an interval", "[risk][edges]") {
  // As if incidents were independent 71 of 100 held the ratio.
  const Held held = worlds_of({25});
  CHECK(held.worlds > 1600);
  CHECK(held.with_interval == 0);
}
