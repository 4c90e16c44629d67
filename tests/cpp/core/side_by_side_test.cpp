// SPDX-License-Identifier: MIT
#include "libprofile/core/side_by_side.hpp"

#include <cstddef>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/progress.hpp"

using namespace libprofile;
using namespace libprofile::core;

TEST_CASE("every task is done, with loops of its own, on any number of threads", "[core][property]") {
  const int threads = GENERATE(1, 2, 8);
  const ThreadLimit limit(threads);
  constexpr std::size_t kItems = 100'000;
  std::vector<std::size_t> squares(kItems);
  std::vector<std::size_t> doubles(kItems);
  int third = 0;
  side_by_side({[&] { parallel_for(kItems, [&](std::size_t i) { squares[i] = i * i; }); },
                [&] { parallel_for(kItems, [&](std::size_t i) { doubles[i] = 2 * i; }); }, [&] { third = 3; }});
  for (std::size_t i = 0; i < kItems; ++i) {
    REQUIRE(squares[i] == i * i);
    REQUIRE(doubles[i] == 2 * i);
  }
  CHECK(third == 3);
  side_by_side({});
}

TEST_CASE("of tasks that fail, the first in the list is told", "[core][edges]") {
  for (int run = 0; run < 20; ++run) {
    bool is_done = false;
    CHECK_THROWS_WITH(
        side_by_side({[&] { is_done = true; }, [] { throw InputError("second"); }, [] { throw InputError("third"); }}),
        "second");
    CHECK(is_done);
  }
}

TEST_CASE("tasks are not begun once all is cancelled", "[core][edges]") {
  const auto token = CancellationToken::create();
  token.cancel();
  const CancellationScope scope(token);
  bool is_begun = false;
  CHECK_THROWS_AS(side_by_side({[&] { is_begun = true; }}), Cancelled);
  CHECK_FALSE(is_begun);
}
