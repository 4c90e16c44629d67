// SPDX-License-Identifier: MIT
#include "libprofile/core/random_lanes.hpp"

#include <cstring>

#include "libprofile/core/instruction_set.hpp"

namespace libprofile::core {
namespace {

// Multipliers, key steps and rounds of Philox4x32-10: Salmon, Moraes, Dror and Shaw (2011), table 2.
constexpr std::uint64_t kMultiplier0 = 0xD2511F53U;
constexpr std::uint64_t kMultiplier1 = 0xCD9E8D57U;
constexpr std::uint32_t kStep0 = 0x9E3779B9U;
constexpr std::uint32_t kStep1 = 0xBB67AE85U;
constexpr int kRounds = 10;

LIBPROFILE_INLINE void fill(const PhiloxLanes& source, std::uint32_t item, std::uint32_t first, std::uint32_t draw,
                            LaneWords& words) {
  std::uint32_t c0[kRandomLanes], c1[kRandomLanes], c2[kRandomLanes], c3[kRandomLanes];
  for (std::size_t lane = 0; lane < kRandomLanes; ++lane) {
    c0[lane] = item;
    c1[lane] = first + static_cast<std::uint32_t>(lane);
    c2[lane] = draw;
    c3[lane] = static_cast<std::uint32_t>(source.stream);
  }
  auto key0 = static_cast<std::uint32_t>(source.seed);
  auto key1 = static_cast<std::uint32_t>(source.seed >> 32U);
  for (int round = 0; round < kRounds; ++round, key0 += kStep0, key1 += kStep1) {
    for (std::size_t lane = 0; lane < kRandomLanes; ++lane) {
      const std::uint64_t product0 = kMultiplier0 * c0[lane];
      const std::uint64_t product1 = kMultiplier1 * c2[lane];
      c0[lane] = static_cast<std::uint32_t>(product1 >> 32U) ^ c1[lane] ^ key0;
      c1[lane] = static_cast<std::uint32_t>(product1);
      c2[lane] = static_cast<std::uint32_t>(product0 >> 32U) ^ c3[lane] ^ key1;
      c3[lane] = static_cast<std::uint32_t>(product0);
    }
  }
  for (std::size_t lane = 0; lane < kRandomLanes; ++lane) {
    words[0][lane] = c0[lane];
    words[1][lane] = c1[lane];
    words[2][lane] = c2[lane];
    words[3][lane] = c3[lane];
  }
}

/// Eight words side by side, each in the low half of 64 bits, so that a product needs no room made for it.
using Wide = std::uint64_t __attribute__((vector_size(64)));
using Narrow = std::uint32_t __attribute__((vector_size(32)));
constexpr std::size_t kWidth = 8;
constexpr std::size_t kHalves = kRandomLanes / kWidth;
constexpr std::uint64_t kLow = 0xFFFFFFFFU;

/// The same where a register holds eight numbers of 64 bits and multiplies them.
LIBPROFILE_INLINE void fill_wide(const PhiloxLanes& source, std::uint32_t item, std::uint32_t first, std::uint32_t draw,
                                 LaneWords& words) {
  Wide c[4][kHalves];
  for (std::size_t half = 0; half < kHalves; ++half) {
    c[0][half] = Wide{} + item;
    c[1][half] = (Wide{0, 1, 2, 3, 4, 5, 6, 7} + (first + half * kWidth)) & kLow;
    c[2][half] = Wide{} + draw;
    c[3][half] = Wide{} + static_cast<std::uint32_t>(source.stream);
  }
  auto key0 = static_cast<std::uint32_t>(source.seed);
  auto key1 = static_cast<std::uint32_t>(source.seed >> 32U);
  for (int round = 0; round < kRounds; ++round, key0 += kStep0, key1 += kStep1) {
    for (std::size_t half = 0; half < kHalves; ++half) {
      const Wide product0 = c[0][half] * kMultiplier0;
      const Wide product1 = c[2][half] * kMultiplier1;
      c[0][half] = (product1 >> 32U) ^ c[1][half] ^ key0;
      c[1][half] = product1 & kLow;
      c[2][half] = (product0 >> 32U) ^ c[3][half] ^ key1;
      c[3][half] = product0 & kLow;
    }
  }
  for (std::size_t word = 0; word < words.size(); ++word) {
    for (std::size_t half = 0; half < kHalves; ++half) {
      const auto narrow = __builtin_convertvector(c[word][half], Narrow);
      std::memcpy(words[word].data() + half * kWidth, &narrow, sizeof narrow);
    }
  }
}

void baseline(const PhiloxLanes& s, std::uint32_t i, std::uint32_t f, std::uint32_t d, LaneWords& w) {
  fill(s, i, f, d, w);
}
LIBPROFILE_AVX2 void avx2(const PhiloxLanes& s, std::uint32_t i, std::uint32_t f, std::uint32_t d, LaneWords& w) {
  fill(s, i, f, d, w);
}
LIBPROFILE_AVX512 void avx512(const PhiloxLanes& s, std::uint32_t i, std::uint32_t f, std::uint32_t d, LaneWords& w) {
  fill_wide(s, i, f, d, w);
}

}  // namespace

PhiloxLanes::Function* PhiloxLanes::words() {
  return choose(baseline, avx2, avx512);
}

}  // namespace libprofile::core
