// SPDX-License-Identifier: MIT
#include "libprofile/risk/funnel.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/risk/funnel_limits.hpp"

#include "support/scottish_lip_cancer.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;
const double kNan = std::numeric_limits<double>::quiet_NaN();

struct Dispersion {
  double phi;
  double tau_squared;
};

/// Spiegelhalter's steps one after the other.
Dispersion by_definition(const Vector& counts, const Vector& expected, double share) {
  const auto n = static_cast<double>(counts.size());
  double events = 0.0, all = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    events += counts[i];
    all += expected[i];
  }
  Vector z;
  double w = 0.0, w2 = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double s = 1.0 / (2.0 * std::sqrt(expected[i]));
    z.push_back((std::sqrt(counts[i] / expected[i]) - std::sqrt(events / all)) / s);
    w += 1.0 / (s * s);
    w2 += 1.0 / (s * s * s * s);
  }
  Vector sorted = z;
  std::sort(sorted.begin(), sorted.end());
  const auto quantile = [&](double at) {
    const double place = at * (n - 1.0);
    const double below = std::floor(place);
    return sorted[static_cast<std::size_t>(below)] * (1.0 - place + below) +
           sorted[static_cast<std::size_t>(std::ceil(place))] * (place - below);
  };
  double phi = 0.0;
  for (const double one : z) {
    phi += std::pow(std::min(std::max(one, quantile(share)), quantile(1.0 - share)), 2) / n;
  }
  return {phi, std::max(0.0, (n * phi - (n - 1.0)) / (w - w2 / w))};
}

/// Counts of `places` whose risks have a variance on the log scale.
void simulate(std::uint32_t seed, std::size_t places, double deviation, Vector& counts, Vector& expected) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal(0.0, deviation);
  std::uniform_real_distribution<double> size(2.0, 60.0);
  for (std::size_t i = 0; i < places; ++i) {
    expected.push_back(size(random));
    counts.push_back(
        std::poisson_distribution<int>(expected.back() * std::exp(deviation > 0.0 ? normal(random) : 0.0))(random));
  }
}

}  // namespace

TEST_CASE("two places around the target", "[risk][hand]") {
  // 9 and 1 of 5 and 5: the target is 1, z are 2 (3 - √5) and 2 (1 - √5).
  const Funnel found = funnel(Vector{9, 1}, Vector{5, 5}, {.method = FunnelMethod::roots, .winsorised_share = 0.0});
  CHECK(found.target == 1.0);
  CHECK(found.z[0] == Approx(2.0 * (3.0 - std::sqrt(5.0))));
  CHECK(found.phi == Approx((found.z[0] * found.z[0] + found.z[1] * found.z[1]) / 2.0));
  // Weights are 20 and 20: their sum less the sum of squares over it is 20.
  CHECK(found.tau_squared == Approx((2.0 * found.phi - 1.0) / 20.0));
}

TEST_CASE("without overdispersion limits are exact and flags follow", "[risk][hand]") {
  const Vector expected{10, 10, 10, 10, 10};
  const Vector counts{10, 3, 22, 0, 15};
  const Funnel found = funnel(counts, expected, {.overdispersion = Overdispersion::none});
  CHECK(found.inner[0] == Interval{4.0, 17.0});
  using enum FunnelFlag;
  CHECK(found.flag == std::vector{inside, low, very_high, very_low, inside});
  CHECK(to_string(very_high) == "very high");
  CHECK(to_string(Overdispersion::multiplicative) == "multiplicative");
  CHECK(to_string(FunnelMethod::roots) == "roots");
  CHECK(to_string(FunnelOptions{}.method) == "counts");
}

TEST_CASE("few places, none, and such as take no part", "[risk][edges]") {
  const Funnel none = funnel({}, {});
  CHECK(none.z.empty());
  CHECK(std::isnan(none.target));
  CHECK(std::isnan(none.phi));
  const Funnel one = funnel(Vector{30}, Vector{10});
  CHECK(one.target == 3.0);
  CHECK(one.tau_squared == 0.0);
  CHECK(one.flag.front() == FunnelFlag::inside);
  const Funnel gaps = funnel(Vector{kNan, 4, 5, 5}, Vector{5, kNan, 0, 5});
  CHECK(gaps.flag ==
        std::vector{FunnelFlag::not_given, FunnelFlag::not_given, FunnelFlag::not_given, FunnelFlag::inside});
  CHECK(std::isnan(gaps.inner[0].lower));
  const Funnel zero = funnel(Vector{0, 0}, Vector{5, 5});
  CHECK(zero.target == 0.0);
  CHECK(zero.inner[0] == Interval{0.0, 0.0});
  CHECK(zero.flag[1] == FunnelFlag::inside);
  const Funnel equal = funnel(Vector{7, 7, 7}, Vector{5, 5, 5});
  CHECK(equal.phi == Approx(0.0).margin(1e-12));
  CHECK(equal.inner[0] == funnel_limits(7));
}

TEST_CASE("funnels refuse arguments outside their range", "[risk][edges]") {
  CHECK_THROWS_WITH(funnel(Vector{1, -1}, Vector{1, 1}), Catch::Contains("counts[1]"));
  CHECK_THROWS_WITH(funnel(Vector{1}, Vector{HUGE_VAL}), Catch::Contains("expected[0]"));
  CHECK_THROWS_AS(funnel(Vector{1}, Vector{1, 1}), InvalidArgument);
  CHECK_THROWS_WITH(funnel({}, {}, {.inner_level = 1}), Catch::Contains("inner_level"));
  CHECK_THROWS_WITH(funnel({}, {}, {.outer_level = 0.9}), Catch::Contains("outer_level"));
  CHECK_THROWS_WITH(funnel({}, {}, {.winsorised_share = 0.5}), Catch::Contains("winsorised_share"));
}

TEST_CASE("dispersion of roots agrees with the published steps", "[risk][oracle]") {
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    Vector counts, expected;
    simulate(seed, 2 + seed % 40, seed % 3 == 0 ? 0.0 : 0.4, counts, expected);
    if (seed % 5 == 0) {
      expected.assign(expected.size(), 8.0);
    }
    if (std::all_of(counts.begin(), counts.end(), [](double count) { return count == 0.0; })) {
      continue;
    }
    const double share = 0.05 * (seed % 6);
    const Funnel found = funnel(counts, expected, {.method = FunnelMethod::roots, .winsorised_share = share});
    const Dispersion by_hand = by_definition(counts, expected, share);
    CHECK(found.phi == Approx(by_hand.phi));
    CHECK(found.tau_squared == Approx(by_hand.tau_squared).margin(1e-12));
    for (std::size_t i = 0; i < counts.size() && found.tau_squared > 0.0; ++i) {
      // The limit is where √ratio is z standard deviations off.
      const double deviation = std::sqrt(1.0 / (4.0 * expected[i]) + found.tau_squared);
      const double upper = std::sqrt(found.inner[i].upper / expected[i]) - std::sqrt(found.target);
      CHECK(upper == Approx(1.959963984540054 * deviation));
    }
  }
}

TEST_CASE("random effects are found, and few outliers do not hide themselves", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  Vector counts, expected;
  simulate(seed, 3000, 0.3, counts, expected);
  // A log risk of deviation 0.3 gives √risk one of about 0.15; winsorising at a tenth takes a fifth of the variance
  // off.
  const Funnel whole = funnel(counts, expected, {.winsorised_share = 0.0});
  CHECK(std::sqrt(whole.tau_squared) == Approx(0.15).epsilon(0.15));
  const Funnel found = funnel(counts, expected);
  CHECK(found.tau_squared < whole.tau_squared);
  for (std::size_t i = 0; i < 10; ++i) {
    counts[i] = 20 * expected[i];
  }
  CHECK(funnel(counts, expected).tau_squared < 1.3 * found.tau_squared);
  CHECK(funnel(counts, expected).flag[3] == FunnelFlag::very_high);
}

TEST_CASE("without random effects about 5 in 100 places lie outside", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  Vector counts, expected;
  simulate(seed, 1000, 0.0, counts, expected);
  for (const Overdispersion kind : {Overdispersion::none, Overdispersion::additive, Overdispersion::multiplicative}) {
    const Funnel found = funnel(counts, expected, {.overdispersion = kind});
    const auto outside =
        std::count_if(found.flag.begin(), found.flag.end(), [](FunnelFlag flag) { return flag != FunnelFlag::inside; });
    // Exact limits keep at most 5 in 100 out, fewer where counts are small.
    CHECK(outside < 70);
    CHECK(outside > 15);
  }
}

TEST_CASE("funnels do not depend on threads or order", "[risk][property]") {
  Vector counts, expected;
  simulate(9, 700, 0.4, counts, expected);
  const auto with = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    const Funnel found = funnel(counts, expected);
    Vector all = found.z;
    for (const Interval& one : found.outer) {
      all.insert(all.end(), {one.lower, one.upper});
    }
    return all;
  };
  const Vector one = with(1);
  for (const int threads : {2, 8}) {
    const Vector other = with(threads);
    CHECK(std::memcmp(one.data(), other.data(), one.size() * sizeof(double)) == 0);
  }
  const Funnel forward = funnel(counts, expected);
  std::reverse(counts.begin(), counts.end());
  std::reverse(expected.begin(), expected.end());
  const Funnel backward = funnel(counts, expected);
  CHECK(backward.tau_squared == Approx(forward.tau_squared));
  CHECK(backward.flag.front() == forward.flag.back());
}

TEST_CASE("the funnel of lip cancer in Scotland", "[risk][golden]") {
  // The formulae of Spiegelhalter (2005) re-computed with NumPy 2.4 and SciPy 1.17 (BSD-3).
  const support::ScottishLipCancer map;
  const Funnel found = funnel(map.count, map.expected, {.method = FunnelMethod::roots});
  CHECK(found.target == Approx(0.9996270048489369).epsilon(1e-12));
  CHECK(found.phi == Approx(3.890597558783951).epsilon(1e-12));
  CHECK(found.tau_squared == Approx(0.08002611099932397).epsilon(1e-12));
  CHECK(found.inner[0].upper == Approx(5.580438996957233).epsilon(1e-10));
  CHECK(found.outer[0].lower == 0.0);
  CHECK(found.outer[0].upper == Approx(9.256026053504323).epsilon(1e-10));
  CHECK(found.inner[48].lower == Approx(16.83694252872012).epsilon(1e-10));
  CHECK(found.outer[48].upper == Approx(316.5995366706628).epsilon(1e-10));
}

TEST_CASE("a rounded count is outside only where all that it may stand for are", "[risk][edges]") {
  const std::vector<double> counts{0, 10, 10, 25}, expected{7, 10, 10, 10};
  const FunnelOptions exact{.overdispersion = Overdispersion::none};
  FunnelOptions rounded = exact;
  rounded.rounding_band = 4;
  CHECK(funnel(counts, expected, exact).flag[0] == FunnelFlag::very_low);
  const Funnel found = funnel(counts, expected, rounded);
  CHECK(found.flag[0] == FunnelFlag::inside);
  CHECK(found.flag[3] == FunnelFlag::high);
  CHECK(funnel(counts, expected, exact).flag[3] == FunnelFlag::very_high);
  rounded.rounding_band = -1;
  CHECK_THROWS_WITH(funnel(counts, expected, rounded), Catch::Contains("rounding_band"));
}
