// SPDX-License-Identifier: MIT
#include "libprofile/risk/concentration.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/getis_ord_by_definition.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;

/// Half the mean absolute difference between two places, over the mean.
double gini_by_definition(const Vector& counts) {
  double differences = 0.0;
  for (const double a : counts) {
    for (const double b : counts) {
      differences += std::abs(a - b);
    }
  }
  const auto n = static_cast<double>(counts.size());
  return differences / (2.0 * n * std::accumulate(counts.begin(), counts.end(), 0.0));
}

/// Equation 6 of Bernasco and Steenbeek (2017).
double generalised_by_definition(Vector counts) {
  std::sort(counts.begin(), counts.end());
  const double events = std::accumulate(counts.begin(), counts.end(), 0.0);
  const auto n = static_cast<double>(counts.size());
  double ranks = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    ranks += static_cast<double>(i + 1) * counts[i] / events;
  }
  return std::max(1.0 / events, 1.0 / n) * (2.0 * ranks - n - 1.0) - std::max(n / events, 1.0) + 1.0;
}

}  // namespace

TEST_CASE("three places with 0, 1 and 3 events, worked on paper", "[risk][hand]") {
  const auto result = concentration(Vector{3, 0, 1});
  CHECK(result.gini == Approx(0.5));
  CHECK(result.gini_generalised == Approx(0.5));
  CHECK(result.share_top_tenth == Approx(0.75));
  REQUIRE(result.lorenz.size() == 4);
  CHECK(result.lorenz[0] == LorenzPoint{0, 0});
  CHECK(result.lorenz[2].places == Approx(2.0 / 3));
  CHECK(result.lorenz[2].events == Approx(0.25));
  CHECK(result.lorenz[3] == LorenzPoint{1, 1});
}

TEST_CASE("three events at three of ten places are as even as they can be", "[risk][hand]") {
  const auto even = concentration(Vector{1, 1, 1, 0, 0, 0, 0, 0, 0, 0});
  CHECK(even.gini == Approx(0.7));
  CHECK(even.gini_generalised == Approx(0.0).margin(1e-12));
  const auto one_place = concentration(Vector{3, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  CHECK(one_place.gini_generalised == Approx(2.0 / 3));
}

TEST_CASE("the top tenth is rounded up to whole places", "[risk][hand]") {
  CHECK(concentration(Vector(10, 1.0)).share_top_tenth == Approx(0.1));
  CHECK(concentration(Vector(11, 1.0)).share_top_tenth == Approx(2.0 / 11));
  CHECK(concentration(Vector{5}).share_top_tenth == 1.0);
}

TEST_CASE("without events or places nothing is concentrated", "[risk][edges]") {
  const auto none = concentration(Vector{0, 0});
  CHECK(std::isnan(none.gini));
  CHECK(std::isnan(none.gini_generalised));
  CHECK(std::isnan(none.share_top_tenth));
  CHECK(none.lorenz == std::vector<LorenzPoint>{{0, 0}, {0.5, 0.5}, {1, 1}});
  CHECK(concentration(Vector{}).lorenz.empty());
  CHECK(concentration(Vector{0.5, 0}).gini_generalised == 0.0);
}

TEST_CASE("concentration refuses what is no count", "[risk][edges]") {
  CHECK_THROWS_WITH(concentration(Vector{1, -1}), Catch::Contains("counts[1]"));
  CHECK_THROWS_AS(concentration(Vector{std::numeric_limits<double>::quiet_NaN()}), InvalidArgument);
  const std::vector<PlacesWithValue> bad{{1.0, 2.0}, {2.0, -1.0}};
  CHECK_THROWS_WITH(concentration(bad), Catch::Contains("histogram[1].places"));
}

TEST_CASE("Gini agrees with the mean difference, the generalised one with its equation", "[risk][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto bound = GENERATE(2U, 3U, 40U);
  auto counts = support::random_counts(seed, 60, bound);
  counts[0] = 1.0;
  const auto result = concentration(counts);
  CHECK(result.gini == Approx(gini_by_definition(counts)));
  CHECK(result.gini_generalised == Approx(generalised_by_definition(counts)).margin(1e-12));
  std::sort(counts.begin(), counts.end(), std::greater<>());
  CHECK(result.share_top_tenth == Approx(std::accumulate(counts.begin(), counts.begin() + 6, 0.0) /
                                         std::accumulate(counts.begin(), counts.end(), 0.0)));
}

TEST_CASE("a histogram says the same as the places it counts", "[risk][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto counts = support::random_counts(seed, 300, 12);
  const auto histogram = histogram_of(counts);
  const auto from_places = concentration(counts);
  const auto from_histogram = concentration(histogram);
  CHECK(histogram.size() <= 12);
  CHECK(std::is_sorted(histogram.begin(), histogram.end(), [](auto a, auto b) { return a.value < b.value; }));
  CHECK(from_histogram.gini == Approx(from_places.gini));
  CHECK(from_histogram.gini_generalised == Approx(from_places.gini_generalised).margin(1e-12));
  CHECK(from_histogram.share_top_tenth == Approx(from_places.share_top_tenth));
}

TEST_CASE("concentration does not move with scale or order, and the curve rises below the diagonal",
          "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  auto counts = support::random_counts(seed, 80, 30);
  const auto result = concentration(counts);
  std::reverse(counts.begin(), counts.end());
  CHECK(concentration(counts).gini == result.gini);
  for (double& count : counts) {
    count *= 7.0;
  }
  CHECK(concentration(counts).gini == Approx(result.gini));
  CHECK(result.lorenz.size() == 81);
  for (std::size_t k = 1; k < result.lorenz.size(); ++k) {
    CHECK(result.lorenz[k].events >= result.lorenz[k - 1].events);
    CHECK(result.lorenz[k].events <= result.lorenz[k].places + 1e-12);
  }
}

TEST_CASE("the Gini of the manual page of R's ineq", "[risk][golden]") {
  // R package ineq 0.2-13 (GPL: number only), example of Gini().
  const Vector values{541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261};
  CHECK(concentration(values).gini == Approx(0.4620911).margin(5e-8));
}
