// SPDX-License-Identifier: MIT
#include "libprofile/core/detail/sha256_blocks.hpp"

#include "libprofile/core/instruction_set.hpp"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace libprofile::core::detail {

#if defined(__x86_64__)
namespace {

/// FIPS 180-4, section 4.2.2.
alignas(16) constexpr std::array<std::uint32_t, 64> kRoundConstants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

constexpr int kSteps = 16;
/// Steps after which the last words of the message are on their way.
constexpr int kExpandingSteps = 12;

bool detect() {
  constexpr unsigned kSsse3 = 1U << 9U;
  constexpr unsigned kSse41 = 1U << 19U;
  constexpr unsigned kSha = 1U << 29U;
  unsigned eax = 0;
  unsigned ebx = 0;
  unsigned ecx = 0;
  unsigned edx = 0;
  if (__get_cpuid(1, &eax, &ebx, &ecx, &edx) == 0 || (ecx & kSsse3) == 0 || (ecx & kSse41) == 0) {
    return false;
  }
  return __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0 && (ebx & kSha) != 0;
}

int word(std::uint32_t value) {
  return static_cast<int>(value);
}

}  // namespace

bool has_sha256_instructions() {
  static const bool has = detect();
  return has && current_instruction_set() != InstructionSet::baseline;
}

[[gnu::target("sha,sse4.1,ssse3")]] Sha256State mixed_blocks(Sha256State state, const std::uint8_t* bytes,
                                                             std::size_t blocks) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  // The instructions want words a, b, e, f and c, d, g, h together, the first of them highest.
  __m128i abef = _mm_set_epi32(word(state[0]), word(state[1]), word(state[4]), word(state[5]));
  __m128i cdgh = _mm_set_epi32(word(state[2]), word(state[3]), word(state[6]), word(state[7]));
  for (std::size_t block = 0; block < blocks; ++block) {
    const auto* const message = reinterpret_cast<const __m128i*>(bytes + block * kSha256Block);
    // Sixteen words of the message schedule, the next four first.
    __m128i w0 = _mm_shuffle_epi8(_mm_loadu_si128(message), big_endian);
    __m128i w1 = _mm_shuffle_epi8(_mm_loadu_si128(message + 1), big_endian);
    __m128i w2 = _mm_shuffle_epi8(_mm_loadu_si128(message + 2), big_endian);
    __m128i w3 = _mm_shuffle_epi8(_mm_loadu_si128(message + 3), big_endian);
    const __m128i abef_before = abef;
    const __m128i cdgh_before = cdgh;
    for (int step = 0; step < kSteps; ++step) {
      const auto* const constants = reinterpret_cast<const __m128i*>(kRoundConstants.data()) + step;
      const __m128i first = _mm_add_epi32(w0, _mm_load_si128(constants));
      // Two rounds give a, b, e, f; what these were becomes c, d, g, h.
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, first);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(first, 0x0E));
      __m128i next = w0;
      if (step < kExpandingSteps) {
        next = _mm_add_epi32(_mm_sha256msg1_epu32(w0, w1), _mm_alignr_epi8(w3, w2, 4));
        next = _mm_sha256msg2_epu32(next, w3);
      }
      w0 = w1;
      w1 = w2;
      w2 = w3;
      w3 = next;
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  Sha256State halves{};
  _mm_storeu_si128(reinterpret_cast<__m128i*>(halves.data()), abef);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(halves.data() + 4), cdgh);
  return {halves[3], halves[2], halves[7], halves[6], halves[1], halves[0], halves[5], halves[4]};
}

#else

bool has_sha256_instructions() {
  return false;
}

Sha256State mixed_blocks(Sha256State state, const std::uint8_t*, std::size_t) {
  return state;
}

#endif

}  // namespace libprofile::core::detail
