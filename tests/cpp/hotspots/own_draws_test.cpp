// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/own_draws.hpp"

#include <cmath>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

using libprofile::core::PhiloxLanes;
using libprofile::core::Stream;
using libprofile::hotspots::detail::OwnDraws;

TEST_CASE("draws of a place are distinct other places, few or many, up to all", "[hotspots][property]") {
  const std::size_t terms = GENERATE(1U, 5U, 64U, 65U, 99U);
  const std::size_t place = GENERATE(0U, 50U, 99U);
  OwnDraws draws(PhiloxLanes{3, Stream::testing}, 100);
  std::vector<std::uint32_t> drawn(terms * 16);
  draws.draw(place, 32, terms, drawn.data());
  for (std::size_t lane = 0; lane < 16; ++lane) {
    std::set<std::uint32_t> seen;
    for (std::size_t t = 0; t < terms; ++t) {
      REQUIRE(drawn[t * 16 + lane] < 100);
      REQUIRE(drawn[t * 16 + lane] != place);
      seen.insert(drawn[t * 16 + lane]);
    }
    REQUIRE(seen.size() == terms);
  }
}

TEST_CASE("every ordered pair of other places is equally likely", "[hotspots][property]") {
  OwnDraws draws(PhiloxLanes{5, Stream::testing}, 5);
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> seen;
  std::vector<std::uint32_t> drawn(2 * 16);
  for (std::size_t first = 0; first < 60000; first += 16) {
    draws.draw(2, first, 2, drawn.data());
    for (std::size_t lane = 0; lane < 16; ++lane) {
      ++seen[{drawn[lane], drawn[16 + lane]}];
    }
  }
  CHECK(seen.size() == 12);
  for (const auto& [pair, times] : seen) {
    CHECK(times == Approx(5000).margin(5 * std::sqrt(5000.0)));
  }
}
