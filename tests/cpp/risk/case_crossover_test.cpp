// SPDX-License-Identifier: MIT
#include "libprofile/risk/case_crossover.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::core::Philox;
using libprofile::core::Stream;

namespace {

using Flags = std::vector<std::uint8_t>;
using Vector = std::vector<double>;

constexpr double kInfinite = std::numeric_limits<double>::infinity();

struct Events {
  Flags exposed;
  Vector share;
};

/// Events that happen while exposed with the odds of their share times `ratio`.
Events planted(std::uint64_t seed, std::uint32_t world, std::uint32_t n, double ratio) {
  const Philox random(seed, Stream::testing);
  Events events;
  for (std::uint32_t i = 0; i < n; ++i) {
    const double share = 0.1 * (1.0 + random.below(9, i, world, 0));
    const double p = ratio * share / (ratio * share + 1.0 - share);
    events.share.push_back(share);
    events.exposed.push_back(random.uniform(i, world, 1) < p ? 1 : 0);
  }
  return events;
}

/// P(number exposed = k) for every k, adding up all 2^n outcomes.
Vector distribution_by_definition(const Vector& share, double ratio) {
  Vector chance(share.size() + 1, 0.0);
  for (std::size_t outcome = 0; outcome < std::size_t{1} << share.size(); ++outcome) {
    double p = 1.0;
    std::size_t exposed = 0;
    for (std::size_t i = 0; i < share.size(); ++i) {
      const double one = ratio * share[i] / (ratio * share[i] + 1.0 - share[i]);
      const bool is_exposed = (outcome >> i & 1U) != 0;
      p *= is_exposed ? one : 1.0 - one;
      exposed += is_exposed ? 1 : 0;
    }
    chance[exposed] += p;
  }
  return chance;
}

double at_most(const Vector& chance, std::size_t k) {
  double sum = 0.0;
  for (std::size_t m = 0; m <= k; ++m) {
    sum += chance[m];
  }
  return sum;
}

}  // namespace

TEST_CASE("three of four events while open a quarter of the time, worked on paper", "[risk][hand]") {
  // 3 of 4 at share 1/4: odds 3 against 1/3.
  const auto found = case_crossover(Flags{1, 1, 1, 0}, Vector(4, 0.25));
  CHECK(found.events == 4);
  CHECK(found.exposed == 3);
  CHECK(found.expected == Approx(1.0));
  CHECK(found.odds_ratio == Approx(9.0));
  CHECK(found.method == CrossoverMethod::exact);
  // P(at least 3 of 4) at 1/4 is 13/256.
  CHECK(found.p == Approx(2.0 * 13.0 / 256.0));
}

TEST_CASE("all exposed, none exposed, and places that are always or never open", "[risk][edges]") {
  const auto all = case_crossover(Flags{1, 1}, Vector{0.5, 0.5});
  CHECK(all.odds_ratio == kInfinite);
  CHECK(all.upper == kInfinite);
  // (θ / (1 + θ))² = 0.025.
  const double root = std::sqrt(0.025);
  CHECK(all.lower == Approx(root / (1.0 - root)));
  const auto none = case_crossover(Flags{0, 0}, Vector{0.5, 0.5});
  CHECK(none.odds_ratio == 0.0);
  CHECK(none.lower == 0.0);
  CHECK(none.upper == Approx((1.0 - root) / root));
  const auto nothing = case_crossover(Flags{1, 0}, Vector{1.0, 0.0});
  CHECK(nothing.events == 0);
  CHECK(std::isnan(nothing.odds_ratio));
  CHECK(nothing.lower == 0.0);
  CHECK(nothing.upper == kInfinite);
  CHECK(nothing.p == 1.0);
  CHECK(case_crossover({}, {}).events == 0);
}

TEST_CASE("case-crossover refuses arguments outside their range", "[risk][edges]") {
  CHECK_THROWS_WITH(case_crossover(Flags{1}, Vector{}), Catch::Contains("share.size()"));
  CHECK_THROWS_WITH(case_crossover(Flags{1, 1}, Vector{0.5, 1.5}), Catch::Contains("share[1]"));
  CHECK_THROWS_AS(case_crossover(Flags{1}, Vector{std::nan("")}), InvalidArgument);
  CHECK_THROWS_AS(case_crossover({}, {}, {.level = 1.0}), InvalidArgument);
  CHECK_THROWS_AS(case_crossover({}, {}, {.exact_up_to = 5001}), InvalidArgument);
}

TEST_CASE("limits leave half of 5 % in each tail, over all outcomes", "[risk][oracle]") {
  const auto seed = GENERATE(range(1U, 31U));
  const auto events = planted(seed, 0, 2 + seed % 9, 0.3 * seed);
  const auto found = case_crossover(events.exposed, events.share);
  const auto exposed = static_cast<std::size_t>(std::count(events.exposed.begin(), events.exposed.end(), 1));
  if (exposed > 0) {
    const auto chance = distribution_by_definition(events.share, found.lower);
    CHECK(1.0 - at_most(chance, exposed - 1) == Approx(0.025));
  }
  if (exposed < events.share.size()) {
    CHECK(at_most(distribution_by_definition(events.share, found.upper), exposed) == Approx(0.025));
  }
  const auto plain = distribution_by_definition(events.share, 1.0);
  const double high = exposed > 0 ? 1.0 - at_most(plain, exposed - 1) : 1.0;
  CHECK(found.p == Approx(std::min(1.0, 2.0 * std::min(high, at_most(plain, exposed)))));
  if (exposed > 0 && exposed < events.share.size()) {
    const auto at = distribution_by_definition(events.share, found.odds_ratio);
    double mean = 0.0;
    for (std::size_t k = 0; k < at.size(); ++k) {
      mean += static_cast<double>(k) * at[k];
    }
    CHECK(mean == Approx(static_cast<double>(exposed)));
  }
}

TEST_CASE("the other way round gives the inverse, and another order the same", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  auto events = planted(seed, 0, 60, 2.0);
  const auto found = case_crossover(events.exposed, events.share);
  std::reverse(events.exposed.begin(), events.exposed.end());
  std::reverse(events.share.begin(), events.share.end());
  const auto turned = case_crossover(events.exposed, events.share);
  CHECK(turned.lower == found.lower);
  CHECK(turned.odds_ratio == found.odds_ratio);
  for (auto& one : events.exposed) {
    one = one != 0 ? 0 : 1;
  }
  for (auto& one : events.share) {
    one = 1.0 - one;
  }
  const auto inverse = case_crossover(events.exposed, events.share);
  CHECK(inverse.odds_ratio == Approx(1.0 / found.odds_ratio));
  CHECK(inverse.lower == Approx(1.0 / found.upper));
  CHECK(inverse.p == Approx(found.p));
}

TEST_CASE("score limits of many events lie close to the exact ones", "[risk][property]") {
  const auto events = planted(3, 0, 900, 2.0);
  const auto exact = case_crossover(events.exposed, events.share);
  const auto score = case_crossover(events.exposed, events.share, {.exact_up_to = 100});
  CHECK(score.method == CrossoverMethod::score);
  CHECK(score.odds_ratio == exact.odds_ratio);
  CHECK(score.lower == Approx(exact.lower).epsilon(0.02));
  CHECK(score.upper == Approx(exact.upper).epsilon(0.02));
}

TEST_CASE("exact intervals hold the planted ratio in 95 of 100 worlds or more", "[risk][property]") {
  int held = 0;
  for (std::uint32_t world = 0; world < 400; ++world) {
    const auto events = planted(5, world, 40, 3.0);
    const auto found = case_crossover(events.exposed, events.share);
    held += found.lower <= 3.0 && 3.0 <= found.upper ? 1 : 0;
  }
  CHECK(held >= 376);
  CHECK(held < 400);
}

TEST_CASE("Clopper and Pearson's interval of 7 of 20 at one share", "[risk][golden]") {
  // Events of one share are a binomial: limits of 7 of 20, SciPy 1.17 binomtest (BSD-3), as odds over odds of 0.3.
  Flags exposed(20, 0);
  std::fill_n(exposed.begin(), 7, std::uint8_t{1});
  const auto found = case_crossover(exposed, Vector(20, 0.3));
  const auto odds_over = [](double p) { return p / (1.0 - p) / (0.3 / 0.7); };
  CHECK(found.lower == Approx(odds_over(0.1539092047845412)).epsilon(1e-7));
  CHECK(found.upper == Approx(odds_over(0.5921885345328283)).epsilon(1e-7));
}
