// SPDX-License-Identifier: MIT
#include "libprofile/risk/outreach_tiers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/leroux.hpp"

#include "support/scottish_lip_cancer.hpp"

using namespace libprofile::risk;
using Catch::Matchers::Contains;
using libprofile::InvalidArgument;

namespace {

using Vector = std::vector<double>;
using Tier = OutreachTier;

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

Vector random_draws(std::uint32_t seed, std::size_t draws, std::size_t places) {
  std::mt19937 random(seed);
  Vector values(draws * places);
  for (std::size_t i = 0; i < values.size(); ++i) {
    // Later places are higher more often; no two values are equal.
    values[i] = static_cast<double>(random()) * static_cast<double>(1 + i % places);
  }
  return values;
}

/// Of each draw the k highest places, sorted out one by one.
Vector by_definition(const Vector& draws, std::size_t places, std::size_t k) {
  Vector found(places, 0.0);
  for (std::size_t first = 0; first < draws.size(); first += places) {
    std::vector<std::size_t> order(places);
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return draws[first + a] > draws[first + b]; });
    for (std::size_t i = 0; i < k; ++i) {
      found[order[i]] += static_cast<double>(places) / static_cast<double>(draws.size());
    }
  }
  return found;
}

}  // namespace

TEST_CASE("outreach_tiers: ten draws of four places, worked on paper", "[risk][hand]") {
  // The first is highest in eight draws, the second in two; of two places the second is there in five more, the third
  // in three and the fourth in two.
  Vector draws;
  for (int draw = 0; draw < 10; ++draw) {
    const Vector row = draw < 2   ? Vector{3, 4, 1, 0}
                       : draw < 5 ? Vector{4, 3, 1, 0}
                       : draw < 8 ? Vector{4, 1, 3, 0}
                                  : Vector{4, 1, 0, 3};
    draws.insert(draws.end(), row.begin(), row.end());
  }
  const OutreachTiers two = outreach_tiers(draws, 4, 2);
  const Vector expected{1.0, 0.5, 0.3, 0.2};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(two.probability[i] == Approx(expected[i]));
  }
  CHECK(two.tier == std::vector{Tier::a, Tier::b, Tier::c, Tier::c});
  CHECK(two.k == 2);
  const OutreachTiers one = outreach_tiers(draws, 4, 1);
  CHECK(one.tier == std::vector{Tier::a, Tier::c, Tier::none, Tier::none});
}

TEST_CASE("a tier begins at its border", "[risk][hand]") {
  CHECK(outreach_tier(0.8) == Tier::a);
  CHECK(outreach_tier(std::nextafter(0.8, 0.0)) == Tier::b);
  CHECK(outreach_tier(0.5) == Tier::b);
  CHECK(outreach_tier(0.2) == Tier::c);
  CHECK(outreach_tier(0.1999) == Tier::none);
  CHECK(outreach_tier(kUnknown) == Tier::none);
  CHECK(outreach_tier(0.1, {0.3, 0.2, 0.1}) == Tier::c);
  CHECK(to_string(Tier::a) == "A");
  CHECK(to_string(Tier::b) == "B");
  CHECK(to_string(Tier::c) == "C");
  CHECK(to_string(Tier::none).empty());
}

TEST_CASE("places that nothing tells apart have k of n each, and no tier", "[risk][edges]") {
  const Vector alike(20, 1.5);
  const OutreachTiers found = outreach_tiers(alike, 20, 2);
  CHECK(found.probability == Vector(20, 0.1));
  CHECK(std::all_of(found.tier.begin(), found.tier.end(), [](Tier tier) { return tier == Tier::none; }));
  CHECK(outreach_tiers(Vector{7.0}, 1, 1).tier == std::vector{Tier::a});
}

TEST_CASE("a place without a risk has neither probability nor tier", "[risk][edges]") {
  const Vector counts{60, kUnknown, 2, 1, 0};
  const Vector expected{10, 10, 10, kUnknown, 10};
  const PoissonGamma found = poisson_gamma(counts, expected);
  const OutreachTiers tiers = outreach_tiers(found, 1);
  CHECK(tiers.tier == std::vector{Tier::a, Tier::none, Tier::none, Tier::none, Tier::none});
  CHECK(std::isnan(tiers.probability[1]));
  CHECK(std::isnan(tiers.probability[3]));
  CHECK(tiers.probability[0] + tiers.probability[2] + tiers.probability[4] == Approx(1.0));
  CHECK_THROWS_WITH(outreach_tiers(found, 4), Contains("k = 4: must be 1 to the number of places"));
}

TEST_CASE("outreach_tiers refuses what it cannot use", "[risk][edges]") {
  const Vector draws{1, 2, 3, 4};
  CHECK_THROWS_WITH(outreach_tiers(draws, 2, 0), Contains("k = 0"));
  CHECK_THROWS_WITH(outreach_tiers(draws, 2, 3), Contains("k = 3"));
  CHECK_THROWS_WITH(outreach_tiers(draws, 3, 1), Contains("a multiple of the number of places"));
  CHECK_THROWS_AS(outreach_tiers(Vector{}, 2, 1), InvalidArgument);
  CHECK_THROWS_AS(outreach_tiers(Vector{1, kUnknown}, 2, 1), InvalidArgument);
  for (const TierBorders& wrong : {TierBorders{0.5, 0.8, 0.2}, TierBorders{0.8, 0.8, 0.2}, TierBorders{1.1, 0.5, 0.2},
                                   TierBorders{0.8, 0.5, 0.0}, TierBorders{0.8, kUnknown, 0.2}}) {
    CHECK_THROWS_AS(outreach_tiers(draws, 2, 1, wrong), InvalidArgument);
  }
  CHECK_THROWS_WITH(outreach_tier(0.3, {0.5, 0.8, 0.2}),
                    "borders = (0.5, 0.8, 0.2): must be three probabilities that fall, such as (0.8, 0.5, 0.2)");
  const PoissonGamma found = poisson_gamma(Vector{4, 1}, Vector{2, 2});
  CHECK_THROWS_WITH(outreach_tiers(found, 1, {.draws = 0}), Contains("draws = 0: must be at least 1"));
}

TEST_CASE("outreach_tiers agrees with the definition, draw by draw", "[risk][oracle]") {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    const std::size_t places = 1 + seed % 13;
    const std::size_t k = 1 + seed % places;
    const Vector draws = random_draws(seed, 1 + seed % 37, places);
    const OutreachTiers found = outreach_tiers(draws, places, k);
    const Vector expected = by_definition(draws, places, k);
    for (std::size_t i = 0; i < places; ++i) {
      CHECK(found.probability[i] == Approx(expected[i]).margin(1e-12));
      CHECK(found.tier[i] == outreach_tier(found.probability[i]));
    }
  }
}

TEST_CASE("tiers follow the places when these are dealt out anew, and the order of risks alone counts",
          "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  constexpr std::size_t kPlaces = 40;
  const Vector draws = random_draws(seed, 200, kPlaces);
  std::vector<std::size_t> dealt(kPlaces);
  std::iota(dealt.begin(), dealt.end(), 0U);
  std::shuffle(dealt.begin(), dealt.end(), std::mt19937(seed));
  Vector moved(draws.size());
  for (std::size_t i = 0; i < draws.size(); ++i) {
    moved[i - i % kPlaces + dealt[i % kPlaces]] = std::log1p(draws[i]);
  }
  const OutreachTiers found = outreach_tiers(draws, kPlaces, 6);
  const OutreachTiers again = outreach_tiers(moved, kPlaces, 6);
  for (std::size_t place = 0; place < kPlaces; ++place) {
    CHECK(again.probability[dealt[place]] == found.probability[place]);
    CHECK(again.tier[dealt[place]] == found.tier[place]);
  }
  CHECK(std::accumulate(found.probability.begin(), found.probability.end(), 0.0) == Approx(6.0));
}

TEST_CASE("of a posterior tiers are those of its draws, for any number of threads", "[risk][property]") {
  const Vector counts{40, 31, 22, 9, 12, 3, 4, 1, 0, 6};
  const Vector expected(counts.size(), 10.0);
  const PoissonGamma found = poisson_gamma(counts, expected, {.rounding_band = 4.0});
  const OutreachTiers tiers = outreach_tiers(found, 3, {.draws = 300, .seed = 5});
  const OutreachTiers drawn = outreach_tiers(draws(found, 300, 5), counts.size(), 3);
  CHECK(tiers.probability == drawn.probability);
  CHECK(tiers.tier == drawn.tier);
  for (const int threads : {1, 2, 8}) {
    const libprofile::core::ThreadLimit limit(threads);
    CHECK(outreach_tiers(found, 3, {.draws = 300, .seed = 5}).probability == tiers.probability);
  }
}

TEST_CASE("Scottish districts almost surely among the ten highest have the highest ratios", "[risk][golden]") {
  const libprofile::testing::ScottishLipCancer data;
  const SpatialRisk found = leroux(data.count, data.expected, libprofile::testing::scottish_neighbours());
  const OutreachTiers tiers = outreach_tiers(found, 10);
  const std::size_t places = data.count.size();
  CHECK(tiers.probability == outreach_tiers(draws(found, 1000, 0), places, 10).probability);
  // Clayton and Kaldor (1987), table 1: the districts are in order of their ratio, the first 6.5 and the last 0.
  CHECK(tiers.tier.front() == Tier::a);
  CHECK(std::count(tiers.tier.begin(), tiers.tier.begin() + 20, Tier::a) >= 4);
  CHECK(std::count(tiers.tier.begin() + 20, tiers.tier.end(), Tier::none) == static_cast<int>(places) - 20);
}
