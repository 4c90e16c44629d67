// SPDX-License-Identifier: MIT
#include "libprofile/risk/concentration_by_chance.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <random>
#include <span>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/concentration.hpp"
#include "libprofile/risk/premises_aggregates.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;

namespace {

using Vector = std::vector<double>;

/// The mean of a measure over all places^events ways to deal the events out.
double mean_over_all(std::size_t places, std::size_t events,
                     const std::function<double(const Concentration&)>& measure) {
  double sum = 0.0;
  const auto ways = static_cast<std::size_t>(std::llround(std::pow(places, events)));
  for (std::size_t way = 0; way < ways; ++way) {
    Vector counts(places, 0.0);
    std::size_t rest = way;
    for (std::size_t event = 0; event < events; ++event) {
      counts[rest % places] += 1.0;
      rest /= places;
    }
    sum += measure(concentration(counts));
  }
  return sum / static_cast<double>(ways);
}

/// E of the k largest of n independent Poisson counts over n times their mean, by every combination of small counts.
double top_share_by_definition(std::size_t n, std::size_t k, double mean) {
  constexpr std::size_t kMost = 12;
  Vector chance(kMost);
  for (std::size_t value = 0; value < kMost; ++value) {
    chance[value] =
        std::exp(-mean + static_cast<double>(value) * std::log(mean) - std::lgamma(static_cast<double>(value) + 1.0));
  }
  double expected = 0.0;
  const auto ways = static_cast<std::size_t>(std::llround(std::pow(kMost, n)));
  for (std::size_t way = 0; way < ways; ++way) {
    Vector counts;
    double p = 1.0;
    for (std::size_t place = 0, rest = way; place < n; ++place, rest /= kMost) {
      counts.push_back(static_cast<double>(rest % kMost));
      p *= chance[rest % kMost];
    }
    std::sort(counts.begin(), counts.end(), std::greater<>());
    expected += p * std::accumulate(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(k), 0.0);
  }
  return expected / (static_cast<double>(n) * mean);
}

}  // namespace

TEST_CASE("the fewest places that hold a share of the events, worked on paper", "[risk][hand]") {
  const auto found = concentration(Vector{5, 3, 1, 1, 0, 0, 0, 0, 0, 0});
  CHECK(found.places_with_quarter == Approx(0.1));
  CHECK(found.places_with_half == Approx(0.1));
  CHECK(found.places_with_four_fifths == Approx(0.2));
  const auto even = concentration(Vector(8, 2.0));
  CHECK(even.places_with_quarter == Approx(0.25));
  CHECK(even.places_with_four_fifths == Approx(0.875));
  CHECK(std::isnan(concentration(Vector{0, 0}).places_with_half));
}

TEST_CASE("two events at two places by chance: half of the time both at one", "[risk][hand]") {
  CHECK(expected_gini(2, 2) == Approx(0.25));
  CHECK(expected_gini(5, 1) == Approx(0.8));
  CHECK(expected_gini(1, 9) == 0.0);
  // One place with any events has all; of two, the tenth is the higher.
  CHECK(expected_share_top_tenth(1, 7) == Approx(1.0));
  const auto found = concentration_by_chance(2, 1, {.replicates = 99});
  CHECK(found.share_top_tenth.expected == 1.0);
  CHECK(found.places_with_half.lower == 0.5);
  CHECK(found.gini_generalised.upper == 0.0);
}

TEST_CASE("ten places with one event each on average, known by band alone, worked on paper", "[risk][hand]") {
  // None counts as 0, one as 1/2, more as 3/2: the busiest of ten is 1/2 unless all have none, and 1 more unless all
  // have one at most. P(none) = 1/e, P(one at most) = 2/e.
  const Vector limits{0.0, 1.0};
  const Vector values{0.0, 0.5, 1.5};
  const double none = std::exp(-1.0);
  const double busiest = 0.5 * (1.0 - std::pow(none, 10)) + 1.0 - std::pow(2.0 * none, 10);
  const double of_all = 10.0 * (0.5 * (1.0 - none) + 1.0 - 2.0 * none);
  CHECK(expected_share_top_tenth(10, 10, limits, values) == Approx(busiest / of_all).epsilon(1e-12));
  // Of one band above none all that is known is which places have any.
  CHECK(expected_share_top_tenth(10, 10, Vector{0.0}, Vector{0.0, 7.0}) ==
        Approx((1.0 - std::pow(none, 10)) / (10.0 * (1.0 - none))).epsilon(1e-12));
}

TEST_CASE("places that split their events among several are evener, worked on paper", "[risk][hand]") {
  // Halves: a place has as many halves as a Poisson count of mean 2 gives, none with 1/e², one half with 2/e². Bands
  // end at 0 and at 1/2.
  const Vector limits{0.0, 0.5};
  const Vector values{0.0, 0.5, 1.5};
  const double none = std::exp(-2.0);
  const double busiest = 0.5 * (1.0 - std::pow(none, 10)) + 1.0 - std::pow(3.0 * none, 10);
  const double of_all = 10.0 * (0.5 * (1.0 - none) + 1.0 - 3.0 * none);
  const std::vector<PlacesWithValue> in_two{{2.0, 40.0}};
  CHECK(expected_share_top_tenth(10, 10, limits, values, in_two) == Approx(busiest / of_all).epsilon(1e-12));
  // Whole for all is as without.
  const std::vector<PlacesWithValue> whole{{1.0, 3.0}, {1.0, 5.0}};
  CHECK(expected_share_top_tenth(10, 10, limits, values, whole) ==
        Approx(expected_share_top_tenth(10, 10, limits, values)).epsilon(1e-12));
  CHECK_THROWS_WITH(expected_share_top_tenth(5, 5, limits, values, std::vector<PlacesWithValue>{{0.5, 1.0}}),
                    Catch::Contains("among"));
  CHECK_THROWS_AS(expected_share_top_tenth(5, 5, limits, values, std::vector<PlacesWithValue>{{1.0, 0.0}}),
                  InvalidArgument);
}

TEST_CASE("equal premises that share their incidents have what chance gives, from bands", "[risk][oracle]") {
  // 400 premises, four at each of a hundred places; an incident is split among the four.
  constexpr int kPlaces = 100;
  constexpr int kWorlds = 200;
  const double mean = GENERATE(0.3, 1.0, 3.0);
  std::mt19937 random(5);
  double share = 0.0;
  for (int world = 0; world < kWorlds; ++world) {
    std::vector<PlacesWithValue> histogram;
    for (int place = 0; place < kPlaces; ++place) {
      histogram.push_back({std::poisson_distribution<int>(4.0 * mean)(random) / 4.0, 4.0});
    }
    share += concentration(std::span<const PlacesWithValue>(banded(histogram))).share_top_tenth / kWorlds;
  }
  const std::vector<PlacesWithValue> among{{4.0, 1.0}};
  const auto limits = incident_band_limits();
  const auto values = incident_band_middles();
  CHECK(share == Approx(expected_share_top_tenth(400, 400 * mean, limits, values, among)).epsilon(0.05));
  CHECK(share < 0.8 * expected_share_top_tenth(400, 400 * mean, limits, values));
}

TEST_CASE("a band for every number says what numbers say", "[risk][oracle]") {
  const auto places = GENERATE(7U, 40U, 200U);
  const auto mean = GENERATE(0.1, 0.7, 3.0);
  Vector limits;
  Vector values{0.0};
  for (double number = 0.0; number < 60.0; number += 1.0) {
    limits.push_back(number);
    values.push_back(number + 1.0);
  }
  CHECK(expected_share_top_tenth(places, mean * places, limits, values) ==
        Approx(expected_share_top_tenth(places, mean * places)).epsilon(1e-10));
}

TEST_CASE("by chance: nothing to deal, one place, and what is refused", "[risk][edges]") {
  CHECK(std::isnan(concentration_by_chance(3, 0).gini.expected));
  const auto one = concentration_by_chance(1, 50, {.replicates = 9});
  CHECK(one.gini.upper == 0.0);
  CHECK(one.share_top_tenth.lower == 1.0);
  CHECK_THROWS_WITH(concentration_by_chance(0, 5), Catch::Contains("places"));
  CHECK_THROWS_AS(concentration_by_chance(200'000'000, 5), InvalidArgument);
  CHECK_THROWS_AS(concentration_by_chance(5, 5, {.replicates = 0}), InvalidArgument);
  CHECK_THROWS_AS(concentration_by_chance(5, 5, {.level = 0.0}), InvalidArgument);
  CHECK_THROWS_WITH(concentration_by_chance(5, 4'000'000'000), Catch::Contains("fewer replicates"));
  CHECK_THROWS_AS(expected_gini(5, 0.0), InvalidArgument);
  CHECK_THROWS_AS(expected_share_top_tenth(0, 1.0), InvalidArgument);
  CHECK_THROWS_AS(expected_share_top_tenth(5, std::nan("")), InvalidArgument);
  CHECK_THROWS_WITH(expected_share_top_tenth(5, 5, Vector{0, 1}, Vector{0, 1}), Catch::Contains("values.size()"));
  CHECK_THROWS_WITH(expected_share_top_tenth(5, 5, Vector{1, 1}, Vector{0, 1, 2}), Catch::Contains("limits"));
  CHECK_THROWS_WITH(expected_share_top_tenth(5, 5, Vector{0, 1}, Vector{0, 2, 1}), Catch::Contains("values"));
  CHECK(std::isnan(expected_share_top_tenth(5, 1e-9, Vector{1e6}, Vector{0, 1})));
}

TEST_CASE("expected Gini is the mean over all ways to deal the events out", "[risk][oracle]") {
  const auto places = GENERATE(2U, 3U, 4U, 5U);
  const auto events = GENERATE(1U, 2U, 3U, 5U, 6U);
  CHECK(expected_gini(places, events) ==
        Approx(mean_over_all(places, events, [](const Concentration& found) { return found.gini; })));
}

TEST_CASE("the expected top share is the mean of the highest of Poisson counts", "[risk][oracle]") {
  const auto mean = GENERATE(0.1, 0.5, 1.0, 1.5);
  CHECK(expected_share_top_tenth(3, 3 * mean) == Approx(top_share_by_definition(3, 1, mean)).epsilon(1e-5));
  CHECK(expected_share_top_tenth(5, 5 * mean) == Approx(top_share_by_definition(5, 1, mean)).epsilon(1e-5));
}

TEST_CASE("draws lie around what is expected exactly, and every measure around its mean over all ways",
          "[risk][oracle]") {
  const auto drawn = concentration_by_chance(5, 6, {.replicates = 20'000, .seed = 4});
  const auto near = [&](double found, const std::function<double(const Concentration&)>& measure) {
    CHECK(found == Approx(mean_over_all(5, 6, measure)).margin(0.006));
  };
  near(drawn.gini.expected, [](const auto& one) { return one.gini; });
  near(drawn.gini_generalised.expected, [](const auto& one) { return one.gini_generalised; });
  near(drawn.share_top_tenth.expected, [](const auto& one) { return one.share_top_tenth; });
  near(drawn.places_with_quarter.expected, [](const auto& one) { return one.places_with_quarter; });
  near(drawn.places_with_half.expected, [](const auto& one) { return one.places_with_half; });
  near(drawn.places_with_four_fifths.expected, [](const auto& one) { return one.places_with_four_fifths; });
  const auto many = concentration_by_chance(300, 450, {.replicates = 400, .seed = 2});
  CHECK(many.gini.expected == Approx(expected_gini(300, 450)).epsilon(0.01));
  CHECK(many.share_top_tenth.expected == Approx(expected_share_top_tenth(300, 450)).epsilon(0.02));
}

TEST_CASE("by chance: the same for any number of threads, another for another seed", "[risk][property]") {
  const auto run = [](int threads, std::uint64_t seed) {
    const libprofile::core::ThreadLimit limit(threads);
    const auto found = concentration_by_chance(40, 100, {.replicates = 99, .seed = seed});
    return Vector{found.gini.expected, found.gini.lower, found.share_top_tenth.upper, found.places_with_half.expected};
  };
  const auto one = run(1, 1);
  CHECK(run(2, 1) == one);
  CHECK(run(8, 1) == one);
  CHECK(run(2, 2) != one);
}

TEST_CASE("with ever more events chance leaves the diagonal", "[risk][property]") {
  CHECK(expected_gini(50, 100) > expected_gini(50, 1000));
  CHECK(expected_gini(50, 1e7) < 0.002);
  CHECK(expected_share_top_tenth(50, 1e7) == Approx(0.1).epsilon(0.005));
  CHECK(expected_share_top_tenth(1000, 10) == Approx(1.0).epsilon(0.01));
  CHECK(expected_gini(50, 100.5) < expected_gini(50, 100));
}

TEST_CASE("the mean highest of ten Poisson counts of mean 1", "[risk][golden]") {
  // 1 - F(k)^10 added up over k with scipy.stats.poisson, SciPy 1.17 (BSD-3).
  CHECK(expected_share_top_tenth(10, 10) == Approx(2.7378238816001046 / 10.0).epsilon(1e-12));
}
