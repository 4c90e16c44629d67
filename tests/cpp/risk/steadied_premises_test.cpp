// SPDX-License-Identifier: MIT
#include "libprofile/risk/steadied_premises.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/empirical_bayes.hpp"
#include "libprofile/risk/poisson_interval.hpp"

#include "support/poisson_draws.hpp"
#include "support/simulated_rounding.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::core::Philox;
using libprofile::core::Stream;
namespace support = libprofile::testing;

namespace {

using Rows = std::vector<PremisesAggregate>;
using Parents = std::vector<std::uint32_t>;

PremisesAggregate cell(std::uint32_t area, std::uint32_t type, double premises, double incidents) {
  return {area, type, premises, std::min(premises, incidents), incidents, {}};
}

}  // namespace

TEST_CASE("two types of unlike rates and sizes, worked on paper", "[risk][hand]") {
  // Mean 1 incident a premises; Σ n (r - m)² / Σ n = (10 · 4 + 90 · (2/9)²) / 100 = 0.4444 + chance 1 · 2 / 100.
  const auto rows = steadied_premises_types(Rows{cell(0, 0, 10, 30), cell(0, 1, 90, 70)});
  const double variance = (10 * 4 + 90 * (2.0 / 9) * (2.0 / 9)) / 100 - 2.0 / 100;
  const double before = 1.0 / variance;
  CHECK(rows[0].rate_per_100 == Approx(100 * (before + 30) / (before + 10)));
  CHECK(rows[0].rate_per_100 < 300);
  CHECK(rows[0].level == PremisesLevel::all);
  CHECK(rows[0].lower < rows[0].rate_per_100);
  CHECK(rows[0].upper > rows[0].rate_per_100);
  CHECK(rows[1].rate_per_100 > 100 * 70.0 / 90);
}

TEST_CASE("a type with too few premises in an area is joined to its parent, then to all, then not shown",
          "[risk][hand]") {
  // Areas 0 and 1 have parent 0, area 2 has parent 1.
  const Parents parents{0, 0, 1};
  const auto rows = steadied_premises_by_area(
      Rows{cell(0, 5, 2, 1), cell(1, 5, 4, 6), cell(2, 5, 1, 0), cell(2, 6, 1, 9), cell(0, 6, 1, 9)}, parents,
      {.minimum_premises = 3});
  CHECK(rows[0].level == PremisesLevel::parent);
  CHECK(rows[0].premises == 6);
  CHECK(rows[0].incidents == 7);
  CHECK(rows[1].level == PremisesLevel::area);
  CHECK(rows[1].incidents == 6);
  CHECK(rows[2].level == PremisesLevel::all);
  CHECK(rows[2].premises == 7);
  for (const std::size_t hidden : {3U, 4U}) {
    CHECK(rows[hidden].level == PremisesLevel::none);
    CHECK(std::isnan(rows[hidden].premises));
    CHECK(std::isnan(rows[hidden].incidents));
    CHECK(std::isnan(rows[hidden].upper));
  }
  CHECK(to_string(rows[0].level) == "parent");
}

TEST_CASE("steadied premises without rows, incidents or differences", "[risk][edges]") {
  CHECK(steadied_premises_types({}).empty());
  CHECK(steadied_premises_by_area({}, {}).empty());
  const auto quiet = steadied_premises_types(Rows{cell(0, 0, 10, 0), cell(0, 1, 10, 0)});
  CHECK(quiet[0].rate_per_100 == 0.0);
  CHECK(quiet[0].lower == 0.0);
  CHECK(quiet[0].upper == Approx(100 * poisson_interval(0).upper / 10));
  // All alike: the mean. Two types cannot make sure that types are alike.
  const auto alike = steadied_premises_types(Rows{cell(0, 0, 10, 10), cell(0, 1, 30, 30)});
  CHECK(alike[0].rate_per_100 == Approx(100));
  CHECK(alike[1].lower < 100 * poisson_interval(40).lower / 40);
  CHECK(alike[1].lower > 100 * poisson_interval(30).lower / 30);
  const auto single = steadied_premises_types(Rows{cell(0, 0, 10, 10)});
  CHECK(single[0].rate_per_100 == Approx(100));
  CHECK(single[0].upper == Approx(100 * poisson_interval(10).upper / 10));
  const auto none = steadied_premises_types(Rows{cell(0, 0, 2, 2), cell(0, 1, 0, 0)});
  CHECK(none[0].level == PremisesLevel::none);
  CHECK(none[1].level == PremisesLevel::none);
  // One premises is enough where the caller says so; none never is.
  const auto one = steadied_premises_types(Rows{cell(0, 0, 1, 2), cell(0, 1, 0, 0)}, {.minimum_premises = 0});
  CHECK(one[0].level == PremisesLevel::all);
  CHECK(one[1].level == PremisesLevel::none);
}

TEST_CASE("steadied premises refuse arguments outside their range", "[risk][edges]") {
  CHECK_THROWS_WITH(steadied_premises_types(Rows{cell(0, 0, 1, 1), cell(0, 0, -1, 1)}),
                    Catch::Contains("aggregates[1]"));
  CHECK_THROWS_WITH(steadied_premises_by_area(Rows{cell(4, 0, 1, 1)}, Parents{0, 0}),
                    Catch::Contains("below the number of parents"));
  CHECK_THROWS_WITH(steadied_premises_by_area(Rows{cell(4, 0, 1, 1), cell(4, 0, 1, 1)}, {}),
                    Catch::Contains("in one row of its type"));
  CHECK_THROWS_AS(steadied_premises_types({}, {.level = 0.0}), InvalidArgument);
  CHECK_THROWS_AS(steadied_premises_types({}, {.minimum_premises = -1.0}), InvalidArgument);
}

TEST_CASE("steadied rates are those of empirical Bayes, type by type", "[risk][oracle]") {
  const auto seed = GENERATE(range(1U, 21U));
  const Philox random(seed, Stream::testing);
  Rows rows;
  for (std::uint32_t k = 0; k < 48; ++k) {
    rows.push_back(cell(k % 16, k / 16, 3.0 + random.below(30, k, 0, 0), random.below(1 + 40 * (k % 5), k, 0, 1)));
  }
  const double band = seed % 2 == 0 ? 4.0 : 0.0;
  const double premises_band = seed % 3 == 0 ? 2.0 : 0.0;
  const auto found = steadied_premises_by_area(
      rows, {}, {.minimum_premises = 0.0, .rounding_band = band, .premises_rounding_band = premises_band});
  for (std::uint32_t type = 0; type < 3; ++type) {
    std::vector<double> premises, incidents;
    for (std::uint32_t k = 16 * type; k < 16 * type + 16; ++k) {
      premises.push_back(rows[k].premises);
      incidents.push_back(rows[k].incidents);
    }
    const auto expected =
        empirical_bayes(incidents, premises, {.rounding_band = band, .population_rounding_band = premises_band});
    for (std::uint32_t k = 0; k < 16; ++k) {
      CHECK(found[16 * type + k].level == PremisesLevel::area);
      CHECK(found[16 * type + k].rate_per_100 == Approx(100 * expected.rate[k]));
    }
  }
}

TEST_CASE("nothing that is joined upward shows in another area's own numbers", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Philox random(seed, Stream::testing);
  Rows rows;
  Parents parents;
  for (std::uint32_t area = 0; area < 20; ++area) {
    parents.push_back(area / 5);
    rows.push_back(cell(area, 0, random.below(8, area, 0, 0), random.below(20, area, 0, 1)));
  }
  const auto found = steadied_premises_by_area(rows, parents);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    CHECK((found[k].level == PremisesLevel::area) == (rows[k].premises >= 3.0));
    CHECK((found[k].level != PremisesLevel::area || found[k].premises == rows[k].premises));
    CHECK((std::isnan(found[k].premises) || found[k].premises >= 3.0));
  }
}

TEST_CASE("an interval of rounded numbers spans those of all numbers in the bands", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Philox random(seed, Stream::testing);
  Rows rows;
  support::Vector incidents;
  support::Vector premises;
  for (std::uint32_t area = 0; area < 20; ++area) {
    premises.push_back(8.0 + random.below(20, area, 0, 0));
    incidents.push_back(random.below(80, area, 0, 1));
    rows.push_back(cell(area, 0, premises.back(), incidents.back()));
  }
  const auto found = steadied_premises_by_area(rows, {}, {.rounding_band = 4.0, .premises_rounding_band = 2.0});
  const auto exact = steadied_premises_by_area(rows, {});
  for (std::size_t k = 0; k < rows.size(); ++k) {
    // As many more incidents over as many fewer premises as the bands allow, of which the prior takes some back.
    const double most = 100 * (incidents[k] + 4.0) / (premises[k] - 2.0);
    const double fewest = 100 * std::max(0.0, incidents[k] - 4.0) / (premises[k] + 2.0);
    const double given = 100 * incidents[k] / premises[k];
    CHECK(found[k].upper - exact[k].upper >= 0.7 * (most - given));
    CHECK(exact[k].lower - found[k].lower >= 0.5 * std::min(given - fewest, exact[k].lower));
    CHECK(found[k].lower < exact[k].lower);
    CHECK(found[k].upper > exact[k].upper);
  }
}

TEST_CASE("rounding of incidents and premises does not pass for types in areas that differ", "[risk][property]") {
  double off_as_exact = 0.0;
  double off = 0.0;
  double off_at_mean = 0.0;
  double held = 0.0;
  constexpr std::uint32_t kWorlds = 6;
  constexpr std::uint32_t kAreas = 300;
  const double variance = GENERATE(0.0, 0.3);
  for (std::uint32_t seed = 0; seed < kWorlds; ++seed) {
    std::mt19937 random(300 + seed);
    std::uniform_int_distribution<int> size(8, 24);
    support::Vector premises;
    const auto made = support::simulate(700 + seed, kAreas, variance, 4.0, 4.001);
    support::Vector incidents;
    for (std::uint32_t area = 0; area < kAreas; ++area) {
      premises.push_back(size(random));
      incidents.push_back(std::poisson_distribution<int>(0.25 * premises.back() * made.risk[area])(random));
    }
    const auto round_incidents = support::controlled(incidents, random);
    const auto round_premises = support::controlled(premises, random);
    Rows rows;
    for (std::uint32_t area = 0; area < kAreas; ++area) {
      rows.push_back(cell(area, 0, round_premises[area], round_incidents[area]));
    }
    const auto as_exact = steadied_premises_by_area(rows, {});
    const auto found = steadied_premises_by_area(
        rows, {}, {.rounding_band = support::kBand, .premises_rounding_band = support::kBand});
    for (std::uint32_t area = 0; area < kAreas; ++area) {
      const double rate = 25.0 * made.risk[area];
      off_as_exact += std::pow(as_exact[area].rate_per_100 - rate, 2) / (kWorlds * kAreas);
      off += std::pow(found[area].rate_per_100 - rate, 2) / (kWorlds * kAreas);
      off_at_mean += std::pow(25.0 - rate, 2) / (kWorlds * kAreas);
      CHECK(found[area].lower <= found[area].rate_per_100);
      CHECK(found[area].upper >= found[area].rate_per_100);
      held += found[area].lower <= rate && rate <= found[area].upper ? 1.0 / (kWorlds * kAreas) : 0.0;
    }
  }
  INFO("variance " << variance << ": mean square error as if exact " << off_as_exact << ", with rounding " << off
                   << ", of the mean " << off_at_mean << "; held " << held);
  CHECK(off < 0.8 * off_as_exact);
  CHECK(off < 1.02 * off_at_mean + 2.0);
  CHECK(held > 0.95);
}

TEST_CASE("a sum of several rounded numbers may be off by the bands of all of them", "[risk][hand]") {
  // Two areas are joined: their 4 incidents may be up to 2 · 4 more.
  const Rows rows{cell(0, 0, 2, 2), cell(1, 0, 2, 2), cell(2, 0, 40, 40), cell(3, 0, 40, 200)};
  const auto found = steadied_premises_by_area(rows, Parents{0, 0, 1, 1}, {.rounding_band = 4.0});
  const auto exact = steadied_premises_by_area(rows, Parents{0, 0, 1, 1});
  CHECK(found[0].upper - exact[0].upper > 100 * 8.0 / 4.0);
}

TEST_CASE("intervals hold the true rates of types in 92 to 98 of 100 draws", "[risk][property]") {
  const Philox random(11, Stream::testing);
  int held = 0;
  constexpr std::uint32_t kWorlds = 100;
  constexpr std::uint32_t kTypes = 30;
  for (std::uint32_t world = 0; world < kWorlds; ++world) {
    Rows rows;
    std::vector<double> rates;
    for (std::uint32_t type = 0; type < kTypes; ++type) {
      // Exponential rates, mean 0.5: a gamma distribution of shape 1.
      rates.push_back(-0.5 * std::log(1.0 - random.uniform(type, world, 3)));
      const double premises = 4.0 + 3.0 * type;
      rows.push_back(cell(0, type, premises, support::poisson_draw(random, rates.back() * premises, type, world)));
    }
    const auto found = steadied_premises_types(rows);
    for (std::uint32_t type = 0; type < kTypes; ++type) {
      held += found[type].lower <= 100 * rates[type] && 100 * rates[type] <= found[type].upper ? 1 : 0;
    }
  }
  CHECK(held >= 0.92 * kWorlds * kTypes);
  CHECK(held <= 0.98 * kWorlds * kTypes);
}

TEST_CASE("rates of five counties of North Carolina as types of premises", "[risk][golden]") {
  // Marshall's estimates of five counties alone, re-computed with esda 2.9.0 (BSD-3), smoothing.Empirical_Bayes.
  const auto rows = steadied_premises_types(
      Rows{cell(0, 0, 1091, 1), cell(0, 1, 487, 0), cell(0, 2, 3188, 5), cell(0, 3, 508, 1), cell(0, 4, 1421, 9)});
  const std::vector<double> expected{0.0015874176768280387, 0.0015579698584989679, 0.0017511183502262168,
                                     0.0022391185620084663, 0.004791836884140818};
  for (std::size_t k = 0; k < expected.size(); ++k) {
    CHECK(rows[k].rate_per_100 == Approx(100 * expected[k]).epsilon(1e-10));
  }
}
