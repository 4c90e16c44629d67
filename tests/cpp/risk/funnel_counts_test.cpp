// SPDX-License-Identifier: MIT
// Funnels on the scale of counts: what chance gives where few events are expected.
#include <algorithm>
#include <cmath>
#include <vector>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <catch2/catch.hpp>

#include "libprofile/risk/detail/mixed_poisson_limits.hpp"
#include "libprofile/risk/detail/root_moments.hpp"
#include "libprofile/risk/funnel.hpp"
#include "libprofile/risk/funnel_limits.hpp"

#include "support/poisson_draws.hpp"
#include "support/scottish_lip_cancer.hpp"

using namespace libprofile::risk;
using libprofile::core::Philox;
using libprofile::core::Stream;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;

/// Sum over all counts of f(count) times its Poisson probability, from the largest down, in long double.
template <typename Function>
double poisson_mean_of(long double mean, const Function& f) {
  long double sum = 0.0L;
  for (auto k = static_cast<int>(mean + 20.0L * std::sqrt(mean) + 60.0L); k >= 0; --k) {
    sum += f(static_cast<long double>(k)) *
           std::exp(static_cast<long double>(k) * std::log(mean) - mean - std::lgamma(k + 1.0L));
  }
  return static_cast<double>(sum);
}

struct Shares {
  double inner = 0.0;
  double outer = 0.0;
  double spread = 0.0;
};

/// Worlds of 200 places of `events` expected; risks of two in three places are 1 - `spread` / √2, of the third
/// 1 + √2 `spread`, so that `spread` is their standard deviation. What lies outside, and the mean of 4 τ² / target.
Shares outside(double events, double spread, const FunnelOptions& options) {
  constexpr std::uint32_t kWorlds = 100;
  constexpr std::uint32_t kPlaces = 200;
  const Philox random(static_cast<std::uint64_t>(events * 100.0), Stream::testing);
  const Vector expected(kPlaces, events);
  Shares shares;
  for (std::uint32_t world = 0; world < kWorlds; ++world) {
    Vector counts;
    for (std::uint32_t i = 0; i < kPlaces; ++i) {
      const double risk = i % 3 == 0 ? 1.0 + std::sqrt(2.0) * spread : 1.0 - spread / std::sqrt(2.0);
      counts.push_back(support::poisson_draw(random, events * risk, i, world));
    }
    const Funnel found = funnel(counts, expected, options);
    shares.spread += 4.0 * found.tau_squared / found.target / kWorlds;
    for (const FunnelFlag flag : found.flag) {
      shares.inner += flag != FunnelFlag::inside ? 1.0 / (kWorlds * kPlaces) : 0.0;
      shares.outer += flag == FunnelFlag::very_high || flag == FunnelFlag::very_low ? 1.0 / (kWorlds * kPlaces) : 0.0;
    }
  }
  return shares;
}

}  // namespace

TEST_CASE("two places of one event expected each", "[risk][hand]") {
  // E √X of a Poisson count of mean 1 is Σ √k / (e k!) = 0.7731919; 4 E (√X - 1)² = 8 (1 - 0.7731919) = 1.8144.
  const Funnel found = funnel(Vector{2, 0}, Vector{1, 1}, {.winsorised_share = 0.0});
  CHECK(found.target == 1.0);
  CHECK(found.z[0] == Approx(2.0 * (std::sqrt(2.0) - 1.0) / std::sqrt(1.8144)).epsilon(1e-4));
  CHECK(found.z[1] == Approx(-2.0 / std::sqrt(1.8144)).epsilon(1e-4));
  CHECK(found.phi == Approx((4.0 * std::pow(std::sqrt(2.0) - 1.0, 2) + 4.0) / 2.0 / 1.8144).epsilon(1e-4));
  // As published φ is 2.34, and two counts that chance gives every day have a spread.
  CHECK(funnel(Vector{2, 0}, Vector{1, 1}, {.method = FunnelMethod::roots, .winsorised_share = 0.0}).phi > 2.3);
}

TEST_CASE("what chance and spread make of roots agrees with sums", "[risk][oracle]") {
  for (const double mean : {1e-4, 0.03, 0.5, 1.0, 2.0, 7.5, 60.0, 149.0, 151.0, 400.0, 5000.0}) {
    CAPTURE(mean);
    const auto root = std::sqrt(static_cast<long double>(mean));
    const auto found = detail::root_moments(mean);
    CHECK(found.by_chance == Approx(poisson_mean_of(mean, [&](long double k) {
                               return 4.0L * (std::sqrt(k) - root) * (std::sqrt(k) - root);
                             })).epsilon(1e-12));
    const double second = poisson_mean_of(
        mean, [](long double k) { return std::sqrt(k + 2.0L) - 2.0L * std::sqrt(k + 1.0L) + std::sqrt(k); });
    CHECK(found.by_spread == Approx(-4.0 * std::pow(mean, 2.5) * second).epsilon(mean < 1000.0 ? 1e-12 : 1e-10));
  }
}

TEST_CASE("limits of a mixture agree with its sums, and without spread are those of chance", "[risk][oracle]") {
  for (const double expected : {0.3, 1.0, 2.0, 8.0, 90.0}) {
    CHECK(detail::mixed_poisson_limits(expected, 0.0, 0.95) == funnel_limits(expected, 0.95));
    CHECK(detail::mixed_poisson_limits(expected, 1e-7, 0.95) == funnel_limits(expected, 0.95));
    for (const double spread : {0.02, 0.4, 3.0}) {
      for (const double level : {0.95, 0.998}) {
        CAPTURE(expected, spread, level);
        // P(X = k + 1) = P(X = k) (k + shape) / (k + 1) · expected / (shape + expected).
        const double shape = 1.0 / spread;
        double probability = std::pow(shape / (shape + expected), shape);
        double sum = probability;
        double k = 0.0;
        const auto reach = [&](double share) {
          while (sum < share) {
            probability *= (k + shape) / (k + 1.0) * expected / (shape + expected);
            sum += probability;
            k += 1.0;
          }
          return k;
        };
        const double lower = reach((1.0 - level) / 2.0);
        CHECK(detail::mixed_poisson_limits(expected, spread, level) == Interval{lower, reach((1.0 + level) / 2.0)});
      }
    }
  }
}

TEST_CASE("limits are where the incomplete gamma and beta functions say, summed or not", "[risk][oracle]") {
  const double expected =
      GENERATE(1e-12, 0.02, 0.7, 3.0, 17.3, 120.0, 249.0, 260.0, 499.0, 501.0, 3000.0, 9e4, 2e5, 3e9);
  const double level = GENERATE(1e-9, 0.5, 0.95, 0.998, 1.0 - 2e-6, 1.0 - 1e-9, 1.0 - 1e-16);
  const double variance = GENERATE(0.0, 0.01, 1.0, 50.0);
  CAPTURE(expected, variance, level);
  const double shape = 1.0 / variance;
  const auto cumulative = [&](double count) {
    if (count < 0.0) {
      return 0.0;
    }
    return variance == 0.0 ? boost::math::gamma_q(count + 1.0, expected)
                           : boost::math::ibeta(shape, count + 1.0, shape / (shape + expected));
  };
  const Interval limits = detail::mixed_poisson_limits(expected, variance, level);
  CHECK(cumulative(limits.lower) >= (1.0 - level) / 2.0);
  CHECK(cumulative(limits.lower - 1.0) < (1.0 - level) / 2.0);
  CHECK(cumulative(limits.upper) >= (1.0 + level) / 2.0);
  CHECK(cumulative(limits.upper - 1.0) < (1.0 + level) / 2.0);
}

TEST_CASE("where few are expected chance alone lies outside no more often than limits say", "[risk][property]") {
  const double events = GENERATE(0.5, 1.0, 2.0, 5.0, 20.0);
  const Overdispersion kind = GENERATE(Overdispersion::additive, Overdispersion::multiplicative);
  const double share = GENERATE(0.0, 0.1);
  CAPTURE(events, share, to_string(kind));
  const Shares found = outside(events, 0.0, {.overdispersion = kind, .winsorised_share = share});
  CHECK(found.inner < 0.055);
  CHECK(found.outer < 0.004);
  CHECK(found.inner > 0.01);
  CHECK(found.spread < 0.15);
}

TEST_CASE("a spread of risks is found for what it is at any expectation", "[risk][property]") {
  const double events = GENERATE(1.0, 2.0, 5.0, 20.0);
  CAPTURE(events);
  const Shares found = outside(events, 0.5, {.winsorised_share = 0.0});
  CHECK(found.spread == Approx(0.25).epsilon(0.15));
  CHECK(found.inner < 0.05);
}

TEST_CASE("a variance that is a multiple of the mean is found for what it is", "[risk][property]") {
  // Half of 4,000 places expect one event, half two hundred; gamma risks of variance 0.5 / events, so that that of
  // counts is 1.5 times their mean.
  const Philox random(21, Stream::testing);
  Vector counts, expected;
  for (std::uint32_t i = 0; i < 4000; ++i) {
    expected.push_back(i % 2 == 0 ? 1.0 : 200.0);
    const auto shape = static_cast<std::uint32_t>(2.0 * expected.back());
    double sum = 0.0;
    for (std::uint32_t part = 0; part < shape; ++part) {
      sum -= std::log(1.0 - random.uniform(i, 1, part));
    }
    counts.push_back(support::poisson_draw(random, expected.back() * sum / shape, i, 0));
  }
  const auto limits = [&](const FunnelOptions& options) { return funnel(counts, expected, options).outer[1]; };
  const Interval found = limits({.overdispersion = Overdispersion::multiplicative, .winsorised_share = 0.0});
  const Interval least = detail::mixed_poisson_limits(200.0, 0.43 / 200.0, 0.998);
  const Interval most = detail::mixed_poisson_limits(200.0, 0.57 / 200.0, 0.998);
  CHECK(found.upper >= least.upper);
  CHECK(found.upper <= most.upper);
  // φ itself would lie outside.
  const double phi = funnel(counts, expected, {.winsorised_share = 0.0}).phi;
  CHECK(detail::mixed_poisson_limits(200.0, (phi - 1.0) / 200.0, 0.998).upper < least.upper);
}

TEST_CASE("where all expect the same, limits of both kinds are the same", "[risk][property]") {
  // With places alike a variance of risks is a multiple of the mean; the two differ in n - 1 for n alone.
  const double events = GENERATE(1.0, 2.0, 5.0);
  CAPTURE(events);
  const Shares additive = outside(events, 0.9, {.winsorised_share = 0.0});
  const Shares multiplicative =
      outside(events, 0.9, {.overdispersion = Overdispersion::multiplicative, .winsorised_share = 0.0});
  CHECK(additive.inner > 0.002);
  CHECK(multiplicative.inner == Approx(additive.inner).epsilon(0.1));
}

TEST_CASE("where many are expected counts and roots say the same", "[risk][property]") {
  const support::ScottishLipCancer map;
  Vector counts, expected;
  for (std::size_t i = 0; i < map.count.size(); ++i) {
    counts.push_back(100.0 * map.count[i]);
    expected.push_back(100.0 * map.expected[i]);
  }
  const Funnel of_counts = funnel(counts, expected);
  const Funnel of_roots = funnel(counts, expected, {.method = FunnelMethod::roots});
  CHECK(of_counts.phi == Approx(of_roots.phi).epsilon(2e-3));
  CHECK(of_counts.tau_squared == Approx(of_roots.tau_squared).epsilon(2e-3));
  const FunnelOptions by_counts{.overdispersion = Overdispersion::multiplicative};
  const FunnelOptions by_roots{.overdispersion = Overdispersion::multiplicative, .method = FunnelMethod::roots};
  Vector even, alike(40, 4000.0);
  for (std::size_t i = 0; i < alike.size(); ++i) {
    even.push_back(4000.0 + (i % 2 == 0 ? 160.0 : -160.0));
  }
  const Interval near = funnel(even, alike, by_counts).outer[0];
  const Interval published = funnel(even, alike, by_roots).outer[0];
  CHECK(near.lower == Approx(published.lower).epsilon(0.005));
  CHECK(near.upper == Approx(published.upper).epsilon(0.005));
}

TEST_CASE("no event, and counts beyond whole numbers, have limits", "[risk][edges]") {
  const Funnel none = funnel(Vector{0, 0, 0}, Vector{2, 1, 3});
  CHECK(none.phi == 0.0);
  CHECK(none.z == Vector{0, 0, 0});
  const Funnel large = funnel(Vector{1e14, 3e14, 2e14}, Vector{1, 1, 1});
  CHECK(large.inner[0].lower < large.inner[0].upper);
  CHECK(large.tau_squared > 0.0);
}
