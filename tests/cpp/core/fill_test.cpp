// SPDX-License-Identifier: MIT
#include "libprofile/core/fill.hpp"

#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

namespace libprofile::core {
namespace {

TEST_CASE("a filled array holds the value as often as asked, whatever it held before", "[core][edges]") {
  constexpr std::size_t kStep = std::size_t{1} << 20U;
  for (const std::size_t n : {std::size_t{0}, std::size_t{1}, kStep - 1, kStep, kStep + 1, 2 * kStep}) {
    std::vector<std::uint32_t> values{1, 2, 3};
    fill(values, n, 7U);
    CHECK(values == std::vector<std::uint32_t>(n, 7U));
  }
}

TEST_CASE("filling stops once it is cancelled, and nothing is filled after", "[core][edges]") {
  const auto token = CancellationToken::create();
  const CancellationScope scope(token);
  std::vector<double> values;
  fill(values, 3, 1.0);
  CHECK(values.size() == 3);
  token.cancel();
  CHECK_THROWS_AS(fill(values, 3, 1.0), Cancelled);
  CHECK(values.empty());
}

}  // namespace
}  // namespace libprofile::core
