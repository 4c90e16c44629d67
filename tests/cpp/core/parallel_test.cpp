// SPDX-License-Identifier: MIT
#include "libprofile/core/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/core/random.hpp"

using namespace libprofile;
using namespace libprofile::core;

namespace {

// Sums in blocks, then pairwise, on one thread: the order that is promised.
double sum_by_definition(const std::vector<double>& terms) {
  std::vector<double> partial;
  for (std::size_t begin = 0; begin < terms.size(); begin += kBlock) {
    double sum = 0.0;
    for (std::size_t i = begin; i < std::min(terms.size(), begin + kBlock); ++i) {
      sum += terms[i];
    }
    partial.push_back(sum);
  }
  while (partial.size() > 1) {
    std::vector<double> next;
    for (std::size_t i = 0; i < partial.size(); i += 2) {
      next.push_back(i + 1 < partial.size() ? partial[i] + partial[i + 1] : partial[i]);
    }
    partial = next;
  }
  return partial.empty() ? 0.0 : partial.front();
}

std::vector<double> random_terms(std::uint32_t seed, std::uint32_t n) {
  const Philox random(seed, Stream::testing);
  std::vector<double> terms;
  for (std::uint32_t i = 0; i < n; ++i) {
    terms.push_back(random.uniform(i, 0, 0) * (i % 7 == 0 ? 1e12 : 1e-3));
  }
  return terms;
}

}  // namespace

TEST_CASE("every item is visited once, in blocks of the grain", "[core][hand]") {
  const auto n = GENERATE(std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{8}, std::size_t{100'001});
  std::vector<std::atomic<int>> visits(n);
  parallel_blocks(n, 7, [&](std::size_t begin, std::size_t end) {
    if (begin % 7 != 0 || end <= begin || end - begin > 7) {
      throw std::logic_error("block");
    }
    for (std::size_t i = begin; i < end; ++i) {
      ++visits[i];
    }
  });
  CHECK(std::all_of(visits.begin(), visits.end(), [](const auto& count) { return count == 1; }));
  CHECK_THROWS_AS(parallel_blocks(n, 0, [](std::size_t, std::size_t) {}), InvalidArgument);
}

TEST_CASE("sums have the same bits for any number of threads", "[core][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto n = GENERATE(0U, 1U, 4096U, 4097U, 50'000U);
  const std::vector<double> terms = random_terms(seed, n);
  const double expected = sum_by_definition(terms);
  for (const int threads : {1, 2, 8, -1}) {
    const ThreadLimit limit(threads);
    CHECK(deterministic_sum(terms.size(), [&](std::size_t i) { return terms[i]; }) == expected);
  }
}

TEST_CASE("sums have the same bits however the tasks are scheduled", "[core][property]") {
  const std::vector<double> terms = random_terms(9, 40'000);
  const double expected = sum_by_definition(terms);
  const Philox random(1, Stream::testing);
  for (std::uint32_t attempt = 0; attempt < 5; ++attempt) {
    const double sum = deterministic_sum(terms.size(), [&](std::size_t i) {
      if (i % kBlock == 0) {
        std::this_thread::sleep_for(
            std::chrono::microseconds(random.below(2000, static_cast<std::uint32_t>(i), attempt, 0)));
      }
      return terms[i];
    });
    CHECK(sum == expected);
  }
}

TEST_CASE("an exception of a body is thrown to the caller", "[core][edges]") {
  for (const int threads : {1, 2, 8}) {
    const ThreadLimit limit(threads);
    CHECK_THROWS_WITH(parallel_for(
                          10'000, [](std::size_t i) { i == 7777 ? throw InputError("row 7778") : void(); }, 16),
                      "row 7778");
  }
}

TEST_CASE("thread limits below 1 are refused, except -1", "[core][edges]") {
  CHECK_THROWS_AS(ThreadLimit(0), InvalidArgument);
  CHECK_THROWS_AS(ThreadLimit(-2), InvalidArgument);
  CHECK_NOTHROW(ThreadLimit(-1));
}
