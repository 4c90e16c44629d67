// SPDX-License-Identifier: MIT
#include "libprofile/core/progress.hpp"

#include <atomic>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

using namespace libprofile;
using namespace libprofile::core;

TEST_CASE("a default token is never cancelled", "[core][edges]") {
  const CancellationToken token;
  token.cancel();
  CHECK_FALSE(token.is_cancelled());
  CHECK_NOTHROW(token.throw_if_cancelled());
}

TEST_CASE("copies of a token share one flag", "[core][hand]") {
  const CancellationToken token = CancellationToken::create();
  const CancellationToken copy = token;
  CHECK_FALSE(copy.is_cancelled());
  token.cancel();
  CHECK(copy.is_cancelled());
  CHECK_THROWS_AS(copy.throw_if_cancelled(), Cancelled);
}

TEST_CASE("scopes nest and give back the token outside", "[core][hand]") {
  const CancellationToken outer = CancellationToken::create();
  const CancellationScope outside(outer);
  {
    const CancellationScope inside(CancellationToken::create());
    current_cancellation().cancel();
    CHECK(current_cancellation().is_cancelled());
  }
  CHECK_FALSE(current_cancellation().is_cancelled());
}

TEST_CASE("a cancelled loop stops early, and so do loops within its tasks", "[core][edges]") {
  for (const int threads : {1, 2, 8}) {
    const ThreadLimit limit(threads);
    const CancellationToken token = CancellationToken::create();
    const CancellationScope scope(token);
    std::atomic<std::size_t> done = 0;
    const auto run = [&] {
      parallel_for(
          100'000,
          [&](std::size_t) {
            parallel_for(
                2, [](std::size_t) {}, 1);
            if (++done == 50) {
              token.cancel();
            }
          },
          1);
    };
    CHECK_THROWS_AS(run(), Cancelled);
    CHECK(done < 1000);
    CHECK_THROWS_AS(parallel_for(1, [](std::size_t) {}), Cancelled);
  }
  CHECK_NOTHROW(parallel_for(1, [](std::size_t) {}));
}
