// SPDX-License-Identifier: MIT
#include "libprofile/core/random.hpp"

#include <catch2/catch.hpp>

using libprofile::core::Philox;
using libprofile::core::Stream;

TEST_CASE("a draw depends on its counter and seed alone", "[core][property]") {
  const Philox a(7, Stream::testing);
  const Philox b(7, Stream::testing);
  CHECK(a.words(1, 2, 3) == b.words(1, 2, 3));
  CHECK(a.words(1, 2, 3) != a.words(1, 2, 4));
  CHECK(a.words(1, 2, 3) != Philox(8, Stream::testing).words(1, 2, 3));
}
