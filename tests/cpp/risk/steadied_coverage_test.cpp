// SPDX-License-Identifier: MIT
// How often intervals of steadied rates hold them where areas or types are few. With -s the table of
// docs/methods/premises_type_risk.md.
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/risk/poisson_interval.hpp"
#include "libprofile/risk/steadied_premises.hpp"

using namespace libprofile::risk;

namespace {

struct Planted {
  std::uint32_t areas = 0;
  /// Of an area on average; from 0.6 to 1.4 times as many.
  int premises = 0;
  /// Of true rates, over their squared mean of 0.3.
  double relative_variance = 0.0;
  /// How often the interval of a share of 95 % holds the rate: at least, at most.
  double least = 0.0;
  double most = 0.0;
  /// Its width over that of the Poisson interval of the area's own, at most.
  double width = 0.0;
};

struct Seen {
  double held = 0.0;
  double width = 0.0;
};

Seen seen_in(const Planted& planted) {
  constexpr int kWorlds = 400;
  constexpr double kRate = 0.3;
  std::mt19937 random(planted.areas * 1000U + static_cast<unsigned>(100.0 * planted.relative_variance));
  std::uniform_int_distribution<int> size(planted.premises * 6 / 10, planted.premises * 14 / 10);
  Seen seen;
  double own = 0.0;
  for (int world = 0; world < kWorlds; ++world) {
    std::vector<PremisesAggregate> rows;
    std::vector<double> rates;
    for (std::uint32_t area = 0; area < planted.areas; ++area) {
      const double variance = planted.relative_variance;
      rates.push_back(variance > 0.0 ? kRate * std::gamma_distribution<double>(1.0 / variance, variance)(random)
                                     : kRate);
      const double premises = size(random);
      const double incidents = std::poisson_distribution<int>(premises * rates.back())(random);
      rows.push_back({area, 0, premises, 0.0, incidents, {}});
    }
    const auto found = steadied_premises_by_area(rows, {});
    for (std::uint32_t area = 0; area < planted.areas; ++area) {
      const auto& row = found[area];
      const Interval alone = poisson_interval(rows[area].incidents);
      CHECK((row.lower <= row.rate_per_100 && row.rate_per_100 <= row.upper));
      seen.held += row.lower <= 100.0 * rates[area] && 100.0 * rates[area] <= row.upper ? 1.0 : 0.0;
      seen.width += row.upper - row.lower;
      own += 100.0 * (alone.upper - alone.lower) / rows[area].premises;
    }
  }
  return {seen.held / (kWorlds * planted.areas), seen.width / own};
}

std::string line_of(const Planted& planted, const Seen& seen) {
  char line[96];
  std::snprintf(line, sizeof line, "| %u of %d premises, %.2f | %.3f | %.2f |", planted.areas, planted.premises,
                planted.relative_variance, seen.held, seen.width);
  return line;
}

}  // namespace

TEST_CASE("intervals of few areas and few types hold their rates, and are no wider than need be", "[risk][property]") {
  // With the mean and variance of all taken as known 0.93, 0.85, 0.78 and 0.83 of four areas of 60 premises did.
  const Planted planted = GENERATE(values<Planted>({
      {4, 60, 0.0, 0.96, 1.0, 0.85},
      {4, 60, 0.02, 0.94, 0.985, 0.87},
      {4, 60, 0.1, 0.92, 0.97, 0.92},
      {4, 60, 0.3, 0.92, 0.97, 0.97},
      {4, 250, 0.0, 0.96, 1.0, 0.87},
      {4, 250, 0.02, 0.92, 0.975, 0.95},
      {4, 250, 0.1, 0.92, 0.97, 1.0},
      {4, 250, 0.3, 0.92, 0.97, 1.0},
      {14, 60, 0.0, 0.98, 1.0, 0.6},
      {14, 60, 0.02, 0.93, 0.975, 0.68},
      {14, 60, 0.1, 0.91, 0.97, 0.85},
      {14, 60, 0.3, 0.93, 0.97, 0.95},
      {14, 300, 0.0, 0.98, 1.0, 0.6},
      {14, 300, 0.02, 0.91, 0.97, 0.88},
      {14, 300, 0.1, 0.93, 0.97, 1.0},
      {14, 300, 0.3, 0.93, 0.97, 1.0},
  }));
  const Seen seen = seen_in(planted);
  INFO(line_of(planted, seen));
  CHECK(seen.held >= planted.least);
  CHECK(seen.held <= planted.most);
  CHECK(seen.width <= planted.width);
}
