// SPDX-License-Identifier: MIT
#include "libprofile/core/random_lanes.hpp"

#include <catch2/catch.hpp>

#include "libprofile/core/instruction_set.hpp"

using namespace libprofile::core;

TEST_CASE("sixteen replicates side by side have the words of each alone, on every instruction set", "[core][oracle]") {
  const auto set = GENERATE(InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512);
  const InstructionSetLimit limit(set);
  const std::uint64_t seed = GENERATE(0ULL, 7ULL, 0xFEDCBA9876543210ULL);
  const Philox one(seed, Stream::local_moran);
  const PhiloxLanes lanes{seed, Stream::local_moran};
  for (const std::uint32_t first : {0U, 992U, 0xFFFFFFF8U}) {
    LaneWords words;
    PhiloxLanes::words()(lanes, 12345U, first, 3U, words);
    for (std::uint32_t lane = 0; lane < kRandomLanes; ++lane) {
      const auto expected = one.words(12345U, first + lane, 3U);
      for (std::size_t w = 0; w < 4; ++w) {
        REQUIRE(words[w][lane] == expected[w]);
      }
    }
  }
}
