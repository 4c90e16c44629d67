// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/shuffled_deck.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

using libprofile::core::Philox;
using libprofile::core::Stream;
using libprofile::hotspots::detail::ShuffledDeck;

namespace {

std::vector<std::uint32_t> dealt(std::size_t places, std::uint32_t permutation, std::uint64_t seed = 3) {
  ShuffledDeck deck(seed, Stream::testing, places);
  const auto order = deck.deal(permutation);
  return {order.begin(), order.end()};
}

/// Fisher and Yates, a draw at a time, from the words that the deck documents.
std::vector<std::uint32_t> by_definition(std::uint32_t places, std::uint32_t permutation, std::uint64_t seed) {
  const Philox random(seed, Stream::testing);
  std::vector<std::uint32_t> deck(places);
  std::iota(deck.begin(), deck.end(), 0U);
  for (std::uint32_t step = 0; step + 1 < places; ++step) {
    const std::uint32_t block = step / 64 * 16 + step % 16;
    const std::uint64_t word = random.words(permutation, block, 0)[step % 64 / 16];
    const std::uint64_t left = places - step;
    const std::uint64_t biased = (std::uint64_t{1} << 32U) % left;
    const bool is_fair = (word * left & 0xFFFFFFFFU) >= biased;
    const std::uint32_t drawn = is_fair ? static_cast<std::uint32_t>(word * left >> 32U)
                                        : random.below(static_cast<std::uint32_t>(left), permutation, step, 1);
    std::swap(deck[step], deck[step + drawn]);
  }
  return deck;
}

}  // namespace

TEST_CASE("a shuffled deck holds every place once", "[hotspots][edge]") {
  const std::size_t places = GENERATE(0U, 1U, 2U, 63U, 64U, 65U, 66U, 1000U);
  std::vector<std::uint32_t> order = dealt(places, 7);
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> every(places);
  std::iota(every.begin(), every.end(), 0U);
  REQUIRE(order == every);
}

TEST_CASE("a shuffled deck is that of Fisher and Yates", "[hotspots][oracle]") {
  const std::uint32_t places = GENERATE(2U, 17U, 64U, 65U, 129U, 100000U);
  const std::uint32_t permutation = GENERATE(0U, 1U, 998U);
  REQUIRE(dealt(places, permutation, 11) == by_definition(places, permutation, 11));
}

TEST_CASE("the order of a permutation does not depend on those dealt before", "[hotspots][property]") {
  ShuffledDeck deck(3, Stream::testing, 100);
  for (const std::uint32_t permutation : {5U, 0U, 5U, 9U}) {
    const auto order = deck.deal(permutation);
    REQUIRE(std::vector<std::uint32_t>(order.begin(), order.end()) == dealt(100, permutation));
  }
}

TEST_CASE("every order of four places is equally likely", "[hotspots][property]") {
  constexpr int kDeals = 48000;
  ShuffledDeck deck(5, Stream::testing, 4);
  std::map<std::vector<std::uint32_t>, int> seen;
  for (int k = 0; k < kDeals; ++k) {
    const auto order = deck.deal(static_cast<std::uint32_t>(k));
    ++seen[{order.begin(), order.end()}];
  }
  REQUIRE(seen.size() == 24);
  const double expected = kDeals / 24.0;
  double chi_square = 0.0;
  for (const auto& [order, count] : seen) {
    chi_square += (count - expected) * (count - expected) / expected;
  }
  REQUIRE(chi_square < 49.7);  // 99.9th percentile, 23 degrees of freedom
}
