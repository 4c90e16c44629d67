// SPDX-License-Identifier: MIT
#include "libprofile/risk/top_tenth_over_time.hpp"

#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/top_tenth_overlap.hpp"

#include "support/getis_ord_by_definition.hpp"
#include "support/poisson_draws.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::core::Philox;
using libprofile::core::Stream;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;

/// 200 places over periods; the 20 with the most are the same in all, or others each time.
Vector planted(std::uint64_t seed, std::uint32_t periods, bool is_changed) {
  const Philox random(seed, Stream::testing);
  Vector counts;
  for (std::uint32_t t = 0; t < periods; ++t) {
    for (std::uint32_t i = 0; i < 200; ++i) {
      const bool is_high = (is_changed ? (i + 20 * t) % 200 : i) < 20;
      counts.push_back(support::poisson_draw(random, is_high ? 12.0 : 1.0, i, t));
    }
  }
  return counts;
}

}  // namespace

TEST_CASE("twenty places over three periods, worked on paper", "[risk][hand]") {
  // The top tenth is {0, 1}, then {1, 2}, then {1, 3}: one stays each time, place 1 always.
  Vector counts(60, 1.0);
  counts[0] = counts[1] = counts[21] = counts[22] = counts[41] = counts[43] = 9.0;
  const auto found = top_tenth_over_time(counts, 20, {.replicates = 99});
  CHECK(found.places == 2);
  CHECK(found.stay == Vector{1.0, 1.0});
  CHECK(found.mean_stay == 1.0);
  CHECK(found.mean_stay_if_unrelated == Approx(0.2));
  CHECK(found.in_periods == Vector{16.0, 3.0, 0.0, 1.0});
  CHECK(found.in_periods_if_unrelated[3] == Approx(20.0 * 0.001));
}

TEST_CASE("one place, all alike, and what is refused", "[risk][edges]") {
  const auto one = top_tenth_over_time(Vector{3, 1, 2}, 1, {.replicates = 9});
  CHECK(one.in_periods.back() == 1.0);
  CHECK(one.stay == Vector{1.0, 1.0});
  // Each of ten is in by a tenth: in both periods by a hundredth.
  const auto alike = top_tenth_over_time(Vector(20, 2.0), 10, {.replicates = 9});
  CHECK(alike.stay[0] == Approx(0.1));
  CHECK(alike.in_periods[2] == Approx(0.1));
  CHECK_THROWS_WITH(top_tenth_over_time(Vector(5, 1.0), 5), Catch::Contains("counts.size()"));
  CHECK_THROWS_WITH(top_tenth_over_time(Vector(7, 1.0), 3), Catch::Contains("counts.size()"));
  CHECK_THROWS_WITH(top_tenth_over_time(Vector{1, 1, 1, 0.5}, 2), Catch::Contains("counts[3]"));
  CHECK_THROWS_WITH(top_tenth_over_time(Vector{1, 1, 0, 0}, 2), Catch::Contains("sum of period 1"));
  CHECK_THROWS_AS(top_tenth_over_time({}, 0), InvalidArgument);
  CHECK_THROWS_AS(top_tenth_over_time(Vector(4, 1.0), 2, {.replicates = 0}), InvalidArgument);
  CHECK_THROWS_WITH(top_tenth_over_time(Vector{3e9, 1}, 1), Catch::Contains("fewer replicates"));
}

TEST_CASE("two periods are the overlap of two, ties and all", "[risk][oracle]") {
  const auto seed = GENERATE(range(1U, 21U));
  auto first = support::random_counts(seed, 25, 4);
  auto second = support::random_counts(seed + 40, 25, 4);
  first[0] += 1.0;
  second[3] += 1.0;
  const auto pair = top_tenth_overlap(first, second, {.replicates = 1});
  first.insert(first.end(), second.begin(), second.end());
  const auto found = top_tenth_over_time(first, 25, {.replicates = 1});
  CHECK(found.stay[0] == Approx(pair.shared));
  CHECK(found.in_periods[2] == Approx(pair.shared));
  CHECK(found.mean_stay_if_unrelated == Approx(pair.if_unrelated.expected));
}

TEST_CASE("places that stay are told from places that change", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U);
  const auto same = top_tenth_over_time(planted(seed, 4, false), 200, {.replicates = 199});
  CHECK(same.p_unchanged > 0.02);
  CHECK(same.mean_stay > 3.0 * same.mean_stay_if_unrelated);
  CHECK(same.in_periods[4] > 10.0);
  CHECK(same.in_periods_if_unchanged[4].lower <= same.in_periods[4]);
  const auto other = top_tenth_over_time(planted(seed, 4, true), 200, {.replicates = 199});
  CHECK(other.p_unchanged < 0.02);
  CHECK(other.mean_stay < other.mean_stay_if_unchanged.lower);
  CHECK(other.in_periods[1] > other.in_periods_if_unchanged[1].upper);
}

TEST_CASE("places add up, and threads change nothing", "[risk][property]") {
  const auto counts = planted(9, 5, false);
  const auto run = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    const auto found = top_tenth_over_time(counts, 200, {.replicates = 49});
    CHECK(std::accumulate(found.in_periods.begin(), found.in_periods.end(), 0.0) == Approx(200.0));
    Vector all{found.mean_stay, found.p_unchanged};
    for (const auto& one : found.in_periods_if_unchanged) {
      all.insert(all.end(), {one.expected, one.lower, one.upper});
    }
    return all;
  };
  const auto one = run(1);
  CHECK(run(2) == one);
  CHECK(run(8) == one);
}

TEST_CASE("places by periods without memory are binomial", "[risk][golden]") {
  // 200 scipy.stats.binom.pmf([0, 1, 2, 3, 4], 4, 0.1), SciPy 1.17 (BSD-3).
  const auto found = top_tenth_over_time(planted(2, 4, false), 200, {.replicates = 1});
  const Vector expected{131.22, 58.32, 9.72, 0.72, 0.02};
  for (std::size_t k = 0; k < expected.size(); ++k) {
    CHECK(found.in_periods_if_unrelated[k] == Approx(expected[k]));
  }
}
