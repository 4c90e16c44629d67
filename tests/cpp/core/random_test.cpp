// SPDX-License-Identifier: MIT
#include "libprofile/core/random.hpp"

#include <array>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

using libprofile::core::Philox;
using libprofile::core::Stream;

TEST_CASE("a draw depends on its counter and seed alone", "[core][property]") {
  const Philox a(7, Stream::testing);
  const Philox b(7, Stream::testing);
  CHECK(a.words(1, 2, 3) == b.words(1, 2, 3));
  CHECK(a.words(1, 2, 3) != a.words(1, 2, 4));
  CHECK(a.words(1, 2, 3) != Philox(8, Stream::testing).words(1, 2, 3));
  CHECK(a.words(1, 2, 3) != Philox(7, Stream::sample).words(1, 2, 3));
}

// Source: Random123 1.14, tests/kat_vectors, philox4x32 with 10 rounds; BSD licence of D. E. Shaw Research.
TEST_CASE("Philox gives the known answers", "[core][golden]") {
  using Words = std::array<std::uint32_t, 4>;
  CHECK(Philox(0, Stream{0}).words(0, 0, 0) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(Philox(~0ULL, Stream{~0U}).words(~0U, ~0U, ~0U) == Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(Philox(0x299f31d0a4093822ULL, Stream{0x03707344}).words(0x243f6a88, 0x85a308d3, 0x13198a2e) ==
        Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("uniform draws lie in [0, 1) and fill it evenly", "[core][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Philox random(seed, Stream::testing);
  constexpr std::uint32_t kDraws = 20'000;
  double sum = 0.0;
  for (std::uint32_t i = 0; i < kDraws; ++i) {
    const double u = random.uniform(i, 0, 0);
    REQUIRE((u >= 0.0 && u < 1.0));
    sum += u;
  }
  CHECK(sum / kDraws == Approx(0.5).margin(5.0 / std::sqrt(12.0 * kDraws)));
}

TEST_CASE("draws below a bound are uniform by chi-square", "[core][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Philox random(seed, Stream::testing);
  constexpr std::uint32_t kBound = 10;
  constexpr std::uint32_t kDraws = 50'000;
  std::vector<double> counts(kBound, 0.0);
  for (std::uint32_t i = 0; i < kDraws; ++i) {
    const std::uint32_t value = random.below(kBound, i, 0, 0);
    REQUIRE(value < kBound);
    counts[value] += 1.0;
  }
  double chi_square = 0.0;
  for (const double count : counts) {
    chi_square += (count - kDraws / kBound) * (count - kDraws / kBound) / (kDraws / kBound);
  }
  CHECK(chi_square < 33.72);  // 99.99 % quantile of chi-square with 9 degrees of freedom.
}

TEST_CASE("a bound of 1 gives 0, of 0 is refused, and large ones reject without bias", "[core][edges]") {
  const Philox random(3, Stream::testing);
  CHECK(random.below(1, 0, 0, 0) == 0);
  CHECK_THROWS_AS(random.below(0, 0, 0, 0), libprofile::InvalidArgument);
  constexpr std::uint32_t kThreeQuarters = 3U << 30U;  // A plain remainder would give the lowest third twice as often.
  std::uint32_t low = 0;
  for (std::uint32_t i = 0; i < 30'000; ++i) {
    const std::uint32_t value = random.below(kThreeQuarters, i, 0, 0);
    REQUIRE(value < kThreeQuarters);
    low += value < (1U << 30U) ? 1 : 0;
  }
  CHECK(low == Approx(10'000).margin(400));
}
