// SPDX-License-Identifier: MIT
#include "libprofile/risk/rank_probability.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;

namespace {

using Vector = std::vector<double>;

Vector random_draws(std::uint32_t seed, std::size_t count, int values) {
  std::mt19937 random(seed);
  Vector draws(count);
  for (double& draw : draws) {
    draw = static_cast<double>(random() % static_cast<std::uint32_t>(values));
  }
  return draws;
}

/// Every draw: who is above, who is equal at the border.
Vector by_definition(const Vector& draws, std::size_t places, std::size_t k) {
  Vector probability(places, 0.0);
  const std::size_t count = draws.size() / places;
  for (std::size_t draw = 0; draw < count; ++draw) {
    for (std::size_t i = 0; i < places; ++i) {
      double above = 0.0, equal = 0.0;
      for (std::size_t j = 0; j < places; ++j) {
        above += draws[draw * places + j] > draws[draw * places + i] ? 1.0 : 0.0;
        equal += draws[draw * places + j] == draws[draw * places + i] ? 1.0 : 0.0;
      }
      probability[i] += std::clamp((static_cast<double>(k) - above) / equal, 0.0, 1.0) / static_cast<double>(count);
    }
  }
  return probability;
}

}  // namespace

TEST_CASE("rank_probability: three draws of three places", "[risk][hand]") {
  const Vector draws{3, 2, 1, 1, 3, 2, 3, 3, 1};
  const Vector top = rank_probability(draws, 3, 1);
  CHECK(top[0] == Approx(0.5));
  CHECK(top[1] == Approx(0.5));
  CHECK(top[2] == 0.0);
  CHECK(rank_probability(draws, 3, 3) == Vector{1.0, 1.0, 1.0});
}

TEST_CASE("rank_probability agrees with the definition, ties included, and adds up to k", "[risk][oracle]") {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const std::size_t places = 1 + seed % 9;
    const Vector draws = random_draws(seed, places * (1 + seed % 40), 1 + static_cast<int>(seed % 11));
    const std::size_t k = 1 + seed % places;
    const Vector found = rank_probability(draws, places, k);
    const Vector expected = by_definition(draws, places, k);
    for (std::size_t i = 0; i < places; ++i) {
      CHECK(found[i] == Approx(expected[i]).margin(1e-12));
    }
    CHECK(std::accumulate(found.begin(), found.end(), 0.0) == Approx(static_cast<double>(k)));
  }
}

TEST_CASE("rank_interval: a place that always leads, one that always trails, one between", "[risk][hand]") {
  Vector draws;
  for (int draw = 0; draw < 100; ++draw) {
    draws.insert(draws.end(), {9.0, 0.0, draw % 2 == 0 ? 5.0 : 4.0, draw % 2 == 0 ? 4.0 : 5.0});
  }
  const auto ranks = rank_interval(draws, 4, 0.9);
  CHECK((ranks[0].best == 1 && ranks[0].worst == 1));
  CHECK((ranks[1].best == 4 && ranks[1].worst == 4));
  CHECK((ranks[2].best == 2 && ranks[2].worst == 3));
}

TEST_CASE("rank_interval claims nothing of places that are alike", "[risk][hand]") {
  const auto alike = rank_interval(Vector(50 * 20, 1.0), 50, 0.95);
  for (const RankInterval& one : alike) {
    CHECK(one.best == 1);
    CHECK(one.worst == 50);
  }
  // One above, three alike, one below.
  const auto some = rank_interval(Vector{2, 1, 3, 2, 2}, 5, 0.95);
  CHECK((some[2].best == 1 && some[2].worst == 1));
  CHECK((some[0].best == 2 && some[0].worst == 4));
  CHECK((some[4].best == 2 && some[4].worst == 4));
  CHECK((some[1].best == 5 && some[1].worst == 5));
}

TEST_CASE("rank_interval holds at least its level of the draws", "[risk][property]") {
  for (std::uint32_t seed = 0; seed < 50; ++seed) {
    constexpr std::size_t kPlaces = 7;
    constexpr std::size_t kDraws = 101;
    const Vector draws = random_draws(seed, kPlaces * kDraws, 1000);
    const auto ranks = rank_interval(draws, kPlaces, 0.8);
    for (std::size_t i = 0; i < kPlaces; ++i) {
      int inside = 0;
      for (std::size_t draw = 0; draw < kDraws; ++draw) {
        std::size_t rank = 1;
        for (std::size_t j = 0; j < kPlaces; ++j) {
          rank += draws[draw * kPlaces + j] > draws[draw * kPlaces + i] ? 1 : 0;
        }
        inside += rank >= ranks[i].best && rank <= ranks[i].worst ? 1 : 0;
      }
      CHECK(inside >= 81);
    }
  }
}

TEST_CASE("ranks give the same bytes for any number of threads", "[risk][property]") {
  const Vector draws = random_draws(3, 500 * 300, 100000);
  std::vector<Vector> found;
  for (const int threads : {1, 2, 8}) {
    const libprofile::core::ThreadLimit limit(threads);
    found.push_back(rank_probability(draws, 500, 20));
  }
  CHECK(found[1] == found[0]);
  CHECK(found[2] == found[0]);
}

TEST_CASE("ranks refuse what has none", "[risk][edges]") {
  const Vector draws{1, 2, 3, 4};
  CHECK_THROWS_AS(rank_probability(draws, 0, 1), InvalidArgument);
  CHECK_THROWS_AS(rank_probability(draws, 3, 1), InvalidArgument);
  CHECK_THROWS_AS(rank_probability({}, 2, 1), InvalidArgument);
  CHECK_THROWS_AS(rank_probability(draws, 2, 0), InvalidArgument);
  CHECK_THROWS_AS(rank_probability(draws, 2, 3), InvalidArgument);
  CHECK_THROWS_WITH(rank_probability(Vector{1, std::numeric_limits<double>::quiet_NaN()}, 2, 1),
                    Catch::Contains("draws[0][1]"));
  CHECK_THROWS_AS(rank_interval(draws, 2, 1.0), InvalidArgument);
}
